#include "interchange/xliff2_reader.h"

static struct str id_of(const struct xml_node *node, const char *first, const char *otherwise) {
    struct str id = xml_tree_attribute(node, first);
    return id.p ? id : xml_tree_attribute(node, otherwise);
}

static bool is_yes(const struct xml_node *node, const char *attribute) {
    return str_eq(xml_tree_attribute(node, attribute), STR("yes"));
}

static bool is_break(const struct xml_node *node) {
    struct str id = xml_tree_attribute(node, "id");
    int64_t number;
    return str_eq(xml_tree_attribute(node, "subType"), STR("xlf:lb")) ||
           (str_starts(id, STR("b")) && str_to_int64(str_from(id, 1), 1, CODED_MOST, &number));
}

static int no_start(const struct xml_node *node, struct err *e) {
    return err_set(e, E_INVALID, "line %u: <%.*s> ends a code that is not open", node->line,
                   (int)node->name.n, node->name.p);
}

static int read_inline(struct coded_build *b, const struct xml_node *parent, struct err *e);

static int read_span(struct coded_build *b, const struct xml_node *node, enum coded_kind kind,
                     struct err *e) {
    struct str id = xml_tree_attribute(node, "id");
    coded_build_open(b, kind, id, node);
    if (kind == CODED_NOTE && b->n)
        b->code[b->n - 1].is_protected = str_eq(xml_tree_attribute(node, "translate"), STR("no"));
    int code = read_inline(b, node, e);
    if (!code && !coded_build_close(b, id, NULL)) code = no_start(node, e);
    return code;
}

static int read_element(struct coded_build *b, const struct xml_node *node, struct err *e) {
    struct str id = xml_tree_attribute(node, "id");
    if (xml_tree_is(node, "pc")) return read_span(b, node, CODED_SPAN, e);
    if (xml_tree_is(node, "mrk")) return read_span(b, node, CODED_NOTE, e);
    bool is_start = xml_tree_is(node, "sc"), is_end = xml_tree_is(node, "ec");
    if (xml_tree_is(node, "ph") || xml_tree_is(node, "cp") ||
        ((is_start || is_end) && is_yes(node, "isolated"))) {
        coded_build_point(b, xml_tree_is(node, "cp") ? STR("cp") : id, is_break(node), node);
        return 0;
    }
    if (is_start || xml_tree_is(node, "sm")) {
        coded_build_open(b, is_start ? CODED_SPAN : CODED_NOTE, id, node);
        return 0;
    }
    if (is_end || xml_tree_is(node, "em"))
        return coded_build_close(b, id_of(node, "startRef", "id"), node) ? 0 : no_start(node, e);
    return err_set(e, E_INVALID, "line %u: <%.*s> cannot be within a text", node->line,
                   (int)(node->name.n < 60 ? node->name.n : 60), node->name.p);
}

static int read_inline(struct coded_build *b, const struct xml_node *parent, struct err *e) {
    int code = 0;
    for (const struct xml_node *node = parent->child; node && !code; node = node->next) {
        if (node->kind == XML_TEXT) coded_build_text(b, node->text);
        if (node->kind == XML_ELEMENT) code = read_element(b, node, e);
    }
    return code;
}

static enum xliff_state state_of(const struct xml_node *segment) {
    struct str state = xml_tree_attribute(segment, "state");
    if (str_eq(state, STR("translated"))) return XLIFF_TRANSLATED;
    if (str_eq(state, STR("reviewed"))) return XLIFF_REVIEWED;
    return str_eq(state, STR("final")) ? XLIFF_FINAL : XLIFF_INITIAL;
}

/* A tool may have cut the unit into several segments: their texts are one again. */
static int read_segment(const struct xml_node *segment, struct coded_build *source,
                        struct coded_build *target, struct xliff_unit *u, struct err *e) {
    bool is_segment = xml_tree_is(segment, "segment");
    struct xml_node *from = xml_tree_child(segment, "source"),
                    *to = xml_tree_child(segment, "target");
    if (!from) return err_set(e, E_INVALID, "line %u: a segment without <source>", segment->line);
    int code = read_inline(source, from, e);
    if (!code && (to || !is_segment)) code = read_inline(target, to ? to : from, e);
    if (is_segment && !to) u->has_target = false;
    if (is_segment && state_of(segment) < u->state) u->state = state_of(segment);
    u->source_node = from;
    u->target_node = to;
    return code;
}

static int read_unit(struct arena *a, struct xml_node *node, struct xliff_unit *u, struct err *e) {
    struct coded_build source, target;
    size_t n = 0;
    int code = 0;
    *u = (struct xliff_unit){.has_target = true, .state = XLIFF_FINAL, .unit = node};
    u->id = xml_tree_attribute(node, "id");
    u->line = node->line;
    u->is_fixed = str_eq(xml_tree_attribute(node, "translate"), STR("no"));
    coded_build_start(&source, a);
    coded_build_start(&target, a);
    for (struct xml_node *s = node->child; s && !code; s = s->next) {
        if (!xml_tree_is(s, "segment") && !xml_tree_is(s, "ignorable")) continue;
        u->segment = n++ ? NULL : s;
        code = read_segment(s, &source, &target, u, e);
    }
    int source_code = coded_build_end(&source, &u->source, e);
    int target_code =
        coded_build_end(&target, &u->target, code || source_code ? &(struct err){0} : e);
    if (!code) code = source_code ? source_code : target_code;
    if (!code && n == 0) code = err_set(e, E_INVALID, "line %u: a unit without segments", u->line);
    return code;
}

int xliff2_reader_read(struct arena *a, struct xliff *x, struct err *e) {
    size_t capacity = 0;
    x->source_language = xml_tree_attribute(x->root, "srcLang");
    x->target_language = xml_tree_attribute(x->root, "trgLang");
    x->original = id_of(x->file, "original", "id");
    for (struct xml_node *node = x->root; node;) {
        if (!xml_tree_is(node, "unit")) {
            node = xml_tree_walk(x->root, node);
            continue;
        }
        struct xliff_unit *u = xliff_add(a, x, &capacity, e);
        if (!u) return (int)e->code;
        int code = read_unit(a, node, u, e);
        bool has_line = code && str_starts(str_of(e->text), STR("line "));
        if (code) return has_line ? code : err_add(e, "line %u: ", node->line);
        node = xml_tree_skip(x->root, node);
    }
    return 0;
}
