#include "interchange/tmx_reader.h"

#include "base/clock.h"
#include "html/escape.h"
#include "i18n/language.h"
#include "interchange/xml_tree.h"
#include "story/segment_act.h"
#include "story/text_clean.h"

struct reader {
    struct arena *a;
    struct str source_language, datatype; /* of the header */
    struct tmx_read out;
    size_t capacity;
};

static struct str language_of(struct reader *r, const struct xml_node *variant) {
    struct str tag = xml_tree_attribute(variant, "xml:lang"), canonical;
    struct err unused;
    if (!tag.p) tag = xml_tree_attribute(variant, "lang");
    return tag.p && !language_parse(r->a, tag, &canonical, &unused) ? canonical : STR("");
}

/* The words of a segment; with `html` also what its codes hold, so that all of it is HTML. */
static void write_segment(struct buf *b, const struct xml_node *seg, bool html) {
    for (const struct xml_node *n = seg->child; n; n = n->next) {
        if (n->kind == XML_TEXT && html) escape_text(b, n->text);
        if (n->kind == XML_TEXT && !html) buf_add(b, n->text);
        if (n->kind != XML_ELEMENT) continue;
        if (xml_tree_is(n, "hi")) {
            write_segment(b, n, html);
            continue;
        }
        for (const struct xml_node *c = n->child; c && html; c = c->next)
            if (c->kind == XML_TEXT) buf_add(b, c->text);
        if (!html && xml_tree_is(n, "ph")) buf_add_char(b, ' ');
    }
}

static bool read_segment(struct reader *r, const struct xml_node *variant, struct str language,
                         bool html, struct text *ret_text) {
    const struct xml_node *seg = xml_tree_child(variant, "seg");
    struct err unused;
    struct text_cleaner cleaner;
    struct buf b;
    bool is_read = false;
    if (!seg || language.n == 0) return false;
    buf_init(&b, DOCUMENT_MAX_BYTES);
    write_segment(&b, seg, html);
    if (html && !buf_failed(&b))
        is_read = segment_act_read_text(r->a, buf_str(&b), language, ret_text, &unused) == 0;
    if (!is_read) { /* codes that are no HTML after all: the words alone */
        buf_clear(&b);
        write_segment(&b, seg, false);
        text_clean_init(&cleaner);
        if (!buf_failed(&b))
            *ret_text = text_clean(&cleaner, r->a, buf_str(&b), NULL, 0, TEXT_CLEAN_FLOW);
        is_read = !buf_failed(&b) && ret_text->s.n > 0;
        text_clean_release(&cleaner);
    }
    buf_release(&b);
    return is_read;
}

static bool says_machine(struct str s) {
    if (str_eq_nocase(s, STR("mt")) || str_eq_nocase(s, STR("machine"))) return true;
    return str_starts(s, STR("MT!")) || str_search(s, STR("machine translation")) < s.n;
}

static enum segment_origin origin_of(struct arena *a, const struct xml_node *unit,
                                     const struct xml_node *variant) {
    static const char *const attribute[] = {"creationid", "creationtool", "changeid"};
    for (size_t i = 0; i < 3; i++)
        if (says_machine(xml_tree_attribute(unit, attribute[i])) ||
            says_machine(xml_tree_attribute(variant, attribute[i])))
            return ORIGIN_MACHINE;
    enum segment_origin origin = ORIGIN_PERSON;
    for (const struct xml_node *of = unit; of; of = of == unit ? variant : NULL)
        for (const struct xml_node *p = xml_tree_child(of, "prop"); p; p = xml_tree_next(p)) {
            struct str value = str_trim(xml_tree_text(a, p));
            if (says_machine(value)) return ORIGIN_MACHINE;
            if (str_eq(xml_tree_attribute(p, "type"), STR("x-origin")) && str_eq(value, STR("tm")))
                origin = ORIGIN_MEMORY;
        }
    return origin;
}

/* "20261120T083000Z" */
static int64_t time_of(struct arena *a, struct str s) {
    int64_t at_ms = 0;
    if (s.n != 16 || s.p[8] != 'T') return 0;
    struct str full = arena_printf(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s.p, s.p + 4, s.p + 6,
                                   s.p + 9, s.p + 11, s.p + 13);
    return clock_parse(full, &at_ms) ? at_ms : 0;
}

static struct str first_of(const struct xml_node *variant, const struct xml_node *unit,
                           const char *newer, const char *name) {
    const struct xml_node *node[] = {variant, unit};
    const char *attribute[] = {newer, name};
    for (size_t i = 0; i < 4; i++) {
        struct str value = xml_tree_attribute(node[i % 2], attribute[i / 2]);
        if (value.n) return value;
    }
    return STR("");
}

static int add_entry(struct reader *r, const struct xml_node *unit, const struct xml_node *variant,
                     const struct tmx_entry *like, struct err *e) {
    struct tmx_entry entry = *like;
    entry.origin = origin_of(r->a, unit, variant);
    struct str who = first_of(variant, unit, "changeid", "creationid");
    entry.who = who.n <= SEGMENT_ACT_MAX_WHO ? who : STR("");
    entry.at_ms = time_of(r->a, first_of(variant, unit, "changedate", "creationdate"));
    if (r->out.n == TMX_MAX_ENTRIES)
        return err_set(e, E_LIMIT, "line %u: more than %d entries", unit->line, TMX_MAX_ENTRIES);
    r->out.entry = arena_grow(r->a, r->out.entry, r->out.n, &r->capacity, sizeof *r->out.entry);
    r->out.entry[r->out.n++] = entry;
    return 0;
}

static bool is_html(const struct reader *r, const struct xml_node *unit) {
    struct str type = xml_tree_attribute(unit, "datatype");
    return str_eq_nocase(type.p ? type : r->datatype, STR("html"));
}

/* The variant in the source language: the first one where none is, or none is named. */
static const struct xml_node *source_of(struct reader *r, const struct xml_node *unit) {
    const struct xml_node *first = xml_tree_child(unit, "tuv");
    struct str wanted = xml_tree_attribute(unit, "srclang"), canonical;
    struct err unused;
    if (!wanted.p) wanted = r->source_language;
    if (language_parse(r->a, wanted, &canonical, &unused)) return first;
    for (const struct xml_node *v = first; v; v = xml_tree_next(v))
        if (str_eq(language_of(r, v), canonical)) return v;
    return first;
}

static int read_unit(struct reader *r, const struct xml_node *unit, struct err *e) {
    const struct xml_node *source = source_of(r, unit);
    struct tmx_entry entry = {.id = xml_tree_attribute(unit, "tuid")};
    if (!entry.id.p) entry.id = STR("");
    bool html = is_html(r, unit);
    if (!source) return err_set(e, E_INVALID, "line %u: a <tu> without <tuv>", unit->line);
    entry.source_language = language_of(r, source);
    bool has_source = read_segment(r, source, entry.source_language, html, &entry.source);
    int code = 0;
    for (const struct xml_node *v = xml_tree_child(unit, "tuv"); v && !code; v = xml_tree_next(v)) {
        if (v == source) continue;
        entry.target_language = language_of(r, v);
        if (!has_source || str_eq(entry.target_language, entry.source_language) ||
            !read_segment(r, v, entry.target_language, html, &entry.target))
            r->out.n_left_out++;
        else
            code = add_entry(r, unit, v, &entry, e);
    }
    return code;
}

int tmx_reader_read(struct arena *a, struct str bytes, struct tmx_read *ret_read, struct err *e) {
    struct reader r = {.a = a};
    struct xml_node *root;
    int code = xml_tree_read(a, bytes, &root, e);
    if (code) return code;
    const struct xml_node *header = xml_tree_child(root, "header");
    const struct xml_node *body = xml_tree_child(root, "body");
    if (!xml_tree_is(root, "tmx") || !header || !body)
        return err_set(e, E_INVALID, "line %u: the file is no TMX", root->line);
    r.source_language = xml_tree_attribute(header, "srclang");
    r.datatype = xml_tree_attribute(header, "datatype");
    for (const struct xml_node *u = xml_tree_child(body, "tu"); u && !code; u = xml_tree_next(u))
        code = read_unit(&r, u, e);
    if (!code) *ret_read = r.out;
    return code;
}
