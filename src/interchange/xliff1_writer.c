#include "interchange/xliff1_writer.h"

#include "wire/xml_writer.h"

static struct str type_of(const struct coded_mark *code) {
    switch (code->mark.kind) {
    case MARK_EMPHASIS: return STR("italic");
    case MARK_STRONG: return STR("bold");
    case MARK_LINK: return STR("link");
    case MARK_QUOTE: return STR("x-quote");
    case MARK_CODE: return STR("x-code");
    case MARK_LANGUAGE: break;
    }
    return STR("x-language");
}

static void open_span(struct xml_writer *w, const struct coded_mark *code) {
    xml_writer_open(w, "g");
    xml_writer_attribute(w, "id", code->id);
    xml_writer_attribute(w, "ctype", type_of(code));
    if (!coded_text_may_lose(code)) xml_writer_attribute(w, "clone", STR("no"));
}

static void write_break(struct xml_writer *w, const struct coded_mark *code) {
    xml_writer_open(w, "x");
    xml_writer_attribute(w, "id", code->id);
    xml_writer_attribute(w, "ctype", STR("lb"));
    xml_writer_attribute(w, "clone", STR("no"));
    xml_writer_close(w);
}

static void write_content(struct xml_writer *w, const struct coded_text *t) {
    struct coded_walk walk = {.t = t};
    xml_writer_text(w, STR(""));
    for (enum coded_step step; (step = coded_walk_step(&walk)) != CODED_ENDS;) {
        if (step == CODED_OPENS) open_span(w, walk.code);
        if (step == CODED_STANDS) write_break(w, walk.code);
        if (step == CODED_CLOSES) xml_writer_close(w);
        xml_writer_text(w, step == CODED_WORDS ? walk.words : STR(""));
    }
}

static struct str state_of(const struct xliff_unit *u) {
    if (u->is_outdated) return STR("needs-translation");
    switch (u->state) {
    case XLIFF_INITIAL: return STR("needs-review-translation");
    case XLIFF_TRANSLATED: return STR("translated");
    case XLIFF_REVIEWED: return STR("signed-off");
    case XLIFF_FINAL: break;
    }
    return STR("final");
}

static void write_target(struct xml_writer *w, const struct xliff_unit *u) {
    xml_writer_open(w, "target");
    xml_writer_attribute(w, "state", state_of(u));
    if (u->origin == ORIGIN_MACHINE)
        xml_writer_attribute(w, "state-qualifier", STR("leveraged-mt"));
    if (u->origin == ORIGIN_MEMORY) xml_writer_attribute(w, "state-qualifier", STR("leveraged-tm"));
    write_content(w, &u->target);
    xml_writer_close(w);
}

/* What the codes stand for: 1.2 has no place for it at the code itself. */
static void write_legend(struct arena *a, struct xml_writer *w, const struct coded_text *t) {
    for (size_t i = 0; i < t->n; i++) {
        const struct coded_mark *code = &t->code[i];
        if (code->kind != CODED_SPAN || code->mark.value.n == 0) continue;
        struct str shown = coded_text_shown(a, code, false);
        xml_writer_open(w, "note");
        xml_writer_attribute(w, "annotates", STR("source"));
        xml_writer_text(
            w, arena_printf(a, "%.*s: %.*s", (int)code->id.n, code->id.p, (int)shown.n, shown.p));
        xml_writer_close(w);
    }
}

static void write_unit(struct arena *a, struct xml_writer *w, const struct xliff_unit *u) {
    xml_writer_open(w, "trans-unit");
    xml_writer_attribute(w, "id", u->id);
    if (u->name.n) xml_writer_attribute(w, "resname", u->name);
    xml_writer_attribute(w, "xml:space", STR("preserve"));
    bool is_approved = u->has_target && u->state >= XLIFF_REVIEWED;
    xml_writer_attribute(w, "approved", is_approved ? STR("yes") : STR("no"));
    xml_writer_open(w, "source");
    write_content(w, &u->source);
    xml_writer_close(w);
    if (u->has_target) write_target(w, u);
    if (u->note.n) xml_writer_element(w, "note", u->note);
    write_legend(a, w, &u->source);
    xml_writer_close(w);
}

void xliff1_writer_write(struct arena *a, const struct xliff *x, struct buf *out) {
    struct xml_writer w;
    xml_writer_init(&w, out);
    xml_writer_open(&w, "xliff");
    xml_writer_attribute(&w, "xmlns", STR("urn:oasis:names:tc:xliff:document:1.2"));
    xml_writer_attribute(&w, "version", STR("1.2"));
    xml_writer_open(&w, "file");
    xml_writer_attribute(&w, "original", x->original);
    xml_writer_attribute(&w, "source-language", x->source_language);
    xml_writer_attribute(&w, "target-language", x->target_language);
    xml_writer_attribute(&w, "datatype", STR("html"));
    xml_writer_open(&w, "body");
    for (size_t i = 0; i < x->n; i++) write_unit(a, &w, &x->unit[i]);
    xml_writer_close(&w);
    xml_writer_close(&w);
    xml_writer_close(&w);
}
