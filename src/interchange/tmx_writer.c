#include "interchange/tmx_writer.h"

#include "base/clock.h"
#include "html/escape.h"
#include "interchange/coded_text.h"

void tmx_writer_start(struct tmx_writer *w, struct buf *out, struct str source_language) {
    *w = (struct tmx_writer){.source_language = source_language};
    xml_writer_init(&w->xml, out);
    buf_add(out, STR("\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">"));
    xml_writer_open(&w->xml, "tmx");
    xml_writer_attribute(&w->xml, "version", STR("1.4"));
    xml_writer_open(&w->xml, "header");
    xml_writer_attribute(&w->xml, "creationtool", STR("zubi"));
    xml_writer_attribute(&w->xml, "creationtoolversion", STR(ZUBI_VERSION));
    xml_writer_attribute(&w->xml, "segtype", STR("sentence"));
    xml_writer_attribute(&w->xml, "o-tmf", STR("zubi"));
    xml_writer_attribute(&w->xml, "adminlang", STR("en"));
    xml_writer_attribute(&w->xml, "srclang", source_language);
    xml_writer_attribute(&w->xml, "datatype", STR("html"));
    xml_writer_close(&w->xml);
    xml_writer_open(&w->xml, "body");
}

/* The start tag that stands for a mark: what reads it back parses it as HTML, safely. */
static struct str start_tag(struct arena *a, const struct mark *m) {
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_printf(&b, "<%s", m->kind == MARK_LANGUAGE ? "span" : mark_kind_name(m->kind));
    if (m->value.n) {
        buf_printf(&b, " %s=\"", m->kind == MARK_LINK ? "href" : "lang");
        escape_attribute(&b, m->value);
        buf_add_char(&b, '"');
    }
    if (m->title.n) {
        buf_add(&b, STR(" title=\""));
        escape_attribute(&b, m->title);
        buf_add_char(&b, '"');
    }
    buf_add_char(&b, '>');
    struct str tag = buf_keep(&b, a);
    buf_release(&b);
    return tag;
}

static struct str type_of(const struct mark *m) {
    switch (m->kind) {
    case MARK_EMPHASIS: return STR("italic");
    case MARK_STRONG: return STR("bold");
    case MARK_LINK: return STR("link");
    default: return STR("");
    }
}

static void write_code(struct xml_writer *w, struct arena *a, const struct coded_mark *code,
                       enum coded_step step) {
    xml_writer_open(w, step == CODED_OPENS ? "bpt" : step == CODED_CLOSES ? "ept" : "ph");
    struct str type = step == CODED_STANDS ? STR("lb") : type_of(&code->mark);
    if (step != CODED_STANDS) xml_writer_attribute(w, "i", code->id);
    if (step != CODED_CLOSES) {
        xml_writer_attribute(w, "x",
                             str_starts(code->id, STR("b")) ? str_from(code->id, 1) : code->id);
        if (type.n) xml_writer_attribute(w, "type", type);
    }
    xml_writer_text(w, step == CODED_OPENS ? start_tag(a, &code->mark)
                                           : coded_text_shown(a, code, step == CODED_CLOSES));
    xml_writer_close(w);
}

static void write_variant(struct xml_writer *w, struct arena *a, struct str language,
                          const struct text *text) {
    struct coded_text coded = coded_text_make(a, text);
    struct coded_walk walk = {.t = &coded};
    xml_writer_open(w, "tuv");
    xml_writer_attribute(w, "xml:lang", language);
    xml_writer_open(w, "seg");
    xml_writer_text(w, STR(""));
    for (enum coded_step step; (step = coded_walk_step(&walk)) != CODED_ENDS;) {
        if (step != CODED_WORDS) write_code(w, a, walk.code, step);
        xml_writer_text(w, step == CODED_WORDS ? walk.words : STR(""));
    }
    xml_writer_close(w);
    xml_writer_close(w);
}

/* "20261120T083000Z" */
static struct str compact_time(struct arena *a, int64_t at_ms) {
    struct str time = clock_format(a, at_ms);
    char *out = arena_alloc(a, time.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < time.n; i++)
        if (time.p[i] != '-' && time.p[i] != ':') out[n++] = time.p[i];
    return (struct str){out, n};
}

void tmx_writer_add(struct tmx_writer *w, struct arena *a, const struct tmx_entry *entry) {
    static const char *const origin[] = {"human", "mt", "tm"};
    struct xml_writer *x = &w->xml;
    xml_writer_open(x, "tu");
    if (entry->id.n) xml_writer_attribute(x, "tuid", entry->id);
    if (entry->at_ms) xml_writer_attribute(x, "creationdate", compact_time(a, entry->at_ms));
    if (entry->who.n) xml_writer_attribute(x, "creationid", entry->who);
    if (!str_eq(w->source_language, entry->source_language))
        xml_writer_attribute(x, "srclang", entry->source_language);
    xml_writer_open(x, "prop");
    xml_writer_attribute(x, "type", STR("x-origin"));
    xml_writer_text(x, str_of(origin[entry->origin]));
    xml_writer_close(x);
    write_variant(x, a, entry->source_language, &entry->source);
    write_variant(x, a, entry->target_language, &entry->target);
    xml_writer_close(x);
}

void tmx_writer_end(struct tmx_writer *w) {
    xml_writer_close(&w->xml);
    xml_writer_close(&w->xml);
}
