#include "interchange/xliff2_writer.h"

#include "wire/xml_writer.h"

static const char *const state_name[] = {"initial", "translated", "reviewed", "final"};

static void write_kind(struct xml_writer *w, const struct coded_mark *code) {
    struct str type = STR("fmt"), sub = STR("");
    switch (code->mark.kind) {
    case MARK_EMPHASIS: sub = STR("xlf:i"); break;
    case MARK_STRONG: sub = STR("xlf:b"); break;
    case MARK_LINK: type = STR("link"); break;
    case MARK_QUOTE: type = STR("quote"); break;
    case MARK_CODE:
        type = STR("other");
        sub = STR("zubi:code");
        break;
    case MARK_LANGUAGE:
        type = STR("other");
        sub = STR("zubi:lang");
        break;
    }
    xml_writer_attribute(w, "type", type);
    if (sub.n) xml_writer_attribute(w, "subType", sub);
}

/* "[a href=/x]": there are tools that write a < in an attribute back as it is. */
static struct str bracketed(struct arena *a, struct str shown) {
    char *out = arena_alloc(a, shown.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < shown.n; i++) {
        char c = shown.p[i];
        if (c != '"') out[n++] = c == '<' ? '[' : c == '>' ? ']' : c;
    }
    return (struct str){out, n};
}

static void open_span(struct arena *a, struct xml_writer *w, const struct coded_mark *code) {
    xml_writer_open(w, "pc");
    xml_writer_attribute(w, "id", code->id);
    write_kind(w, code);
    xml_writer_attribute(w, "canCopy", STR("no"));
    xml_writer_attribute(w, "canDelete", coded_text_may_lose(code) ? STR("yes") : STR("no"));
    xml_writer_attribute(w, "dispStart", bracketed(a, coded_text_shown(a, code, false)));
    xml_writer_attribute(w, "dispEnd", bracketed(a, coded_text_shown(a, code, true)));
    xml_writer_text(w, STR("")); /* no line break before what is in it */
}

static void write_break(struct xml_writer *w, const struct coded_mark *code) {
    xml_writer_open(w, "ph");
    xml_writer_attribute(w, "id", code->id);
    xml_writer_attribute(w, "type", STR("fmt"));
    xml_writer_attribute(w, "subType", STR("xlf:lb"));
    xml_writer_attribute(w, "canCopy", STR("no"));
    xml_writer_attribute(w, "equiv", STR("\n"));
    xml_writer_close(w);
}

static void write_text(struct arena *a, struct xml_writer *w, const char *element,
                       const struct coded_text *t) {
    struct coded_walk walk = {.t = t};
    xml_writer_open(w, element);
    xml_writer_text(w, STR(""));
    for (enum coded_step step; (step = coded_walk_step(&walk)) != CODED_ENDS;) {
        if (step == CODED_OPENS) open_span(a, w, walk.code);
        if (step == CODED_STANDS) write_break(w, walk.code);
        if (step == CODED_CLOSES) xml_writer_close(w);
        xml_writer_text(w, step == CODED_WORDS ? walk.words : STR(""));
    }
    xml_writer_close(w);
}

/* Where the words of the target come from; tools that do not know it keep it. */
static struct str sub_state(const struct xliff_unit *u) {
    if (u->is_outdated) return STR("zubi:outdated");
    if (u->origin == ORIGIN_MACHINE) return STR("zubi:machine");
    return u->origin == ORIGIN_MEMORY ? STR("zubi:memory") : STR("zubi:person");
}

static void write_unit(struct arena *a, struct xml_writer *w, const struct xliff_unit *u) {
    xml_writer_open(w, "unit");
    xml_writer_attribute(w, "id", u->id);
    if (u->name.n) xml_writer_attribute(w, "name", u->name);
    xml_writer_attribute(w, "canResegment", STR("no"));
    xml_writer_attribute(w, "xml:space", STR("preserve"));
    if (u->note.n) {
        xml_writer_open(w, "notes");
        xml_writer_element(w, "note", u->note);
        xml_writer_close(w);
    }
    xml_writer_open(w, "segment");
    xml_writer_attribute(w, "state", str_of(state_name[u->has_target ? u->state : XLIFF_INITIAL]));
    if (u->has_target) xml_writer_attribute(w, "subState", sub_state(u));
    write_text(a, w, "source", &u->source);
    if (u->has_target) write_text(a, w, "target", &u->target);
    xml_writer_close(w);
    xml_writer_close(w);
}

/* The original again, for tools that lose it: "story-12-es". */
static struct str file_id(struct arena *a, struct str original) {
    struct str id = arena_str(a, original);
    char *p = arena_cstr(a, id);
    for (size_t i = 0; i < id.n; i++)
        if (p[i] == '/') p[i] = '-';
    return (struct str){p, id.n};
}

void xliff2_writer_write(struct arena *a, const struct xliff *x, struct buf *out) {
    struct xml_writer w;
    xml_writer_init(&w, out);
    xml_writer_open(&w, "xliff");
    xml_writer_attribute(&w, "xmlns", STR("urn:oasis:names:tc:xliff:document:2.0"));
    xml_writer_attribute(&w, "version", STR("2.1"));
    xml_writer_attribute(&w, "srcLang", x->source_language);
    xml_writer_attribute(&w, "trgLang", x->target_language);
    xml_writer_open(&w, "file");
    xml_writer_attribute(&w, "id", file_id(a, x->original));
    xml_writer_attribute(&w, "original", x->original);
    for (size_t i = 0; i < x->n; i++) write_unit(a, &w, &x->unit[i]);
    xml_writer_close(&w);
    xml_writer_close(&w);
}
