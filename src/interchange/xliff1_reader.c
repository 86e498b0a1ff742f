#include "interchange/xliff1_reader.h"

static struct str id_of(const struct xml_node *node) {
    struct str id = xml_tree_attribute(node, "rid");
    return id.p ? id : xml_tree_attribute(node, "id");
}

static bool is_break(const struct xml_node *node) {
    struct str id = xml_tree_attribute(node, "id");
    int64_t number;
    return str_eq(xml_tree_attribute(node, "ctype"), STR("lb")) ||
           (str_starts(id, STR("b")) && str_to_int64(str_from(id, 1), 1, CODED_MOST, &number));
}

static int read_inline(struct coded_build *b, const struct xml_node *parent, struct err *e);

static int read_span(struct coded_build *b, const struct xml_node *node, struct err *e) {
    bool is_note = xml_tree_is(node, "mrk");
    struct str id = is_note ? STR("") : xml_tree_attribute(node, "id");
    coded_build_open(b, is_note ? CODED_NOTE : CODED_SPAN, id, node);
    if (is_note && b->n)
        b->code[b->n - 1].is_protected =
            str_eq(xml_tree_attribute(node, "mtype"), STR("protected"));
    int code = read_inline(b, node, e);
    if (!code && !coded_build_close(b, id, NULL))
        code = err_set(e, E_INVALID, "line %u: a code that is not open ends", node->line);
    return code;
}

/* What <bpt>, <ept>, <ph> and <it> hold is the original's own code, no text. */
static int read_element(struct coded_build *b, const struct xml_node *node, struct err *e) {
    if (xml_tree_is(node, "g") || xml_tree_is(node, "mrk")) return read_span(b, node, e);
    if (xml_tree_is(node, "x") || xml_tree_is(node, "ph") || xml_tree_is(node, "it")) {
        coded_build_point(b, xml_tree_attribute(node, "id"), is_break(node), node);
        return 0;
    }
    if (xml_tree_is(node, "bx") || xml_tree_is(node, "bpt")) {
        coded_build_open(b, CODED_SPAN, id_of(node), node);
        return 0;
    }
    bool is_end = xml_tree_is(node, "ex") || xml_tree_is(node, "ept");
    if (is_end && coded_build_close(b, id_of(node), node)) return 0;
    return err_set(e, E_INVALID,
                   is_end ? "line %u: <%.*s> ends a code that is not open"
                          : "line %u: <%.*s> cannot be within a text",
                   node->line, (int)(node->name.n < 60 ? node->name.n : 60), node->name.p);
}

static int read_inline(struct coded_build *b, const struct xml_node *parent, struct err *e) {
    int code = 0;
    for (const struct xml_node *node = parent->child; node && !code; node = node->next) {
        if (node->kind == XML_TEXT) coded_build_text(b, node->text);
        if (node->kind == XML_ELEMENT) code = read_element(b, node, e);
    }
    return code;
}

static int read_text(struct arena *a, const struct xml_node *node, struct coded_text *ret_text,
                     struct err *e) {
    struct coded_build b;
    struct err unused;
    coded_build_start(&b, a);
    int code = read_inline(&b, node, e);
    int end = coded_build_end(&b, ret_text, code ? &unused : e);
    return code ? code : end;
}

static enum xliff_state state_of(const struct xml_node *unit, const struct xml_node *target) {
    struct str state = target ? xml_tree_attribute(target, "state") : STR("");
    if (str_eq(state, STR("final"))) return XLIFF_FINAL;
    if (str_eq(state, STR("signed-off")) ||
        str_eq(xml_tree_attribute(unit, "approved"), STR("yes")))
        return XLIFF_REVIEWED;
    return str_eq(state, STR("translated")) ? XLIFF_TRANSLATED : XLIFF_INITIAL;
}

static int read_unit(struct arena *a, struct xml_node *node, struct xliff_unit *u, struct err *e) {
    u->unit = node;
    u->line = node->line;
    u->id = xml_tree_attribute(node, "id");
    u->is_fixed = str_eq(xml_tree_attribute(node, "translate"), STR("no"));
    u->source_node = xml_tree_child(node, "source");
    u->target_node = xml_tree_child(node, "target");
    u->has_target = u->target_node != NULL;
    u->state = state_of(node, u->target_node);
    if (!u->source_node)
        return err_set(e, E_INVALID, "line %u: a unit without <source>", node->line);
    int code = read_text(a, u->source_node, &u->source, e);
    if (!code && u->has_target) code = read_text(a, u->target_node, &u->target, e);
    return code;
}

int xliff1_reader_read(struct arena *a, struct xliff *x, struct err *e) {
    size_t capacity = 0;
    x->source_language = xml_tree_attribute(x->file, "source-language");
    x->target_language = xml_tree_attribute(x->file, "target-language");
    x->original = xml_tree_attribute(x->file, "original");
    for (struct xml_node *node = x->root; node;) {
        if (!xml_tree_is(node, "trans-unit")) {
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
