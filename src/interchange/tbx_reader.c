#include "interchange/tbx_reader.h"

#include "i18n/language.h"
#include "i18n/normalize.h"
#include "interchange/xml_tree.h"

struct reader {
    struct arena *a;
    struct str language; /* wanted */
    struct tbx_read out;
    size_t capacity;
};

static struct str clean(struct reader *r, const struct xml_node *node) {
    return node ? normalize_nfc(r->a, str_trim(xml_tree_text(r->a, node))) : STR("");
}

/* The value of a data category: <termNote type="NAME"> in one style, <x:NAME> in the other; groups
   are looked into. */
static struct str category(struct reader *r, const struct xml_node *node, const char *name) {
    for (const struct xml_node *n = node->child; n; n = n->next) {
        if (n->kind != XML_ELEMENT) continue;
        if (str_eq(xml_tree_attribute(n, "type"), str_of(name)) || xml_tree_is(n, name))
            return clean(r, n);
        bool is_group = str_ends(n->local, STR("Grp"));
        struct str within = is_group ? category(r, n, name) : STR("");
        if (within.n) return within;
    }
    return STR("");
}

static bool is_language(const struct xml_node *node) {
    return xml_tree_is(node, "langSec") || xml_tree_is(node, "langSet");
}

static bool is_term(const struct xml_node *node) {
    return xml_tree_is(node, "termSec") || xml_tree_is(node, "tig") || xml_tree_is(node, "ntig");
}

static struct str language_of(struct reader *r, const struct xml_node *node) {
    struct str tag = xml_tree_attribute(node, "xml:lang"), canonical;
    struct err unused;
    return tag.p && !language_parse(r->a, tag, &canonical, &unused) ? canonical : STR("");
}

static struct str text_of(struct reader *r, const struct xml_node *term) {
    const struct xml_node *group = xml_tree_child(term, "termGrp");
    return clean(r, xml_tree_child(group ? group : term, "term"));
}

static bool is_deprecated(struct reader *r, const struct xml_node *term) {
    struct str status = category(r, term, "administrativeStatus");
    return str_starts(status, STR("deprecated")) || str_starts(status, STR("superseded")) ||
           str_starts(status, STR("notRecommended"));
}

static struct str mark_of(struct reader *r, const struct xml_node *term) {
    struct str mark = category(r, term, "projectSubset");
    return str_starts(mark, STR("zubi:term ")) ? mark : STR("");
}

/* The source term of a concept, and its language's element. */
static const struct xml_node *source_of(struct reader *r, const struct xml_node *concept,
                                        const struct xml_node **ret_language) {
    const struct xml_node *found = NULL;
    for (const struct xml_node *l = concept->child; l; l = l->next) {
        if (!is_language(l)) continue;
        bool is_wanted = str_eq(language_of(r, l), r->language);
        for (const struct xml_node *t = l->child; t; t = t->next) {
            if (!is_term(t)) continue;
            bool is_marked = mark_of(r, t).n > 0;
            if (!is_marked && (!is_wanted || found || is_deprecated(r, t))) continue;
            found = t;
            *ret_language = l;
            if (is_marked) return t;
        }
    }
    return found;
}

static void read_mark(struct tbx_term *t, struct str mark) {
    str_cut(&mark, ' ');
    t->kind = mark.p ? str_cut(&mark, ' ') : STR("noun");
    t->any_case = true;
    while (mark.p) {
        struct str word = str_cut(&mark, ' ');
        t->keep |= str_eq(word, STR("keep"));
        t->any_case &= !str_eq(word, STR("exact"));
    }
}

static int add_rendering(struct reader *r, struct tbx_term *t, const struct xml_node *language,
                         size_t *capacity, struct err *e) {
    struct tbx_rendering rendering = {.language = language_of(r, language)};
    rendering.text = rendering.plural = STR("");
    for (const struct xml_node *n = language->child; n; n = n->next) {
        if (!is_term(n) || is_deprecated(r, n)) continue;
        bool is_plural = str_eq(category(r, n, "projectSubset"), STR("zubi:plural")) ||
                         str_eq(category(r, n, "grammaticalNumber"), STR("plural"));
        struct str *slot = is_plural ? &rendering.plural : &rendering.text;
        if (slot->n) continue;
        *slot = text_of(r, n);
        struct str gender = category(r, n, "grammaticalGender");
        if (!is_plural && str_eq(gender, STR("feminine"))) rendering.gender = 'f';
        if (!is_plural && str_eq(gender, STR("masculine"))) rendering.gender = 'm';
    }
    if (rendering.language.n == 0 || rendering.text.n == 0) return 0;
    if (t->n_renderings == TBX_MAX_RENDERINGS)
        return err_set(e, E_LIMIT, "line %u: a term in more than %d languages", language->line,
                       TBX_MAX_RENDERINGS);
    t->rendering = arena_grow(r->a, t->rendering, t->n_renderings, capacity, sizeof *t->rendering);
    t->rendering[t->n_renderings++] = rendering;
    return 0;
}

static int read_concept(struct reader *r, const struct xml_node *concept, struct err *e) {
    const struct xml_node *language = NULL, *source = source_of(r, concept, &language);
    size_t capacity = 0;
    int code = 0;
    struct tbx_term t = {0};
    if (source) t.text = text_of(r, source);
    if (source) t.language = language_of(r, language);
    if (t.text.n == 0 || t.language.n == 0) {
        r->out.n_left_out++;
        return 0;
    }
    struct str mark = mark_of(r, source);
    bool is_name = str_eq(category(r, source, "partOfSpeech"), STR("properNoun"));
    t.kind = is_name ? STR("organisation") : STR("noun");
    t.any_case = !is_name;
    if (mark.n) read_mark(&t, mark);
    t.section = category(r, concept, "subjectField");
    t.note = clean(r, xml_tree_child(concept, "note"));
    for (const struct xml_node *l = concept->child; l && !code; l = l->next)
        if (is_language(l) && l != language) code = add_rendering(r, &t, l, &capacity, e);
    if (code) return code;
    if (r->out.n == TBX_MAX_TERMS)
        return err_set(e, E_LIMIT, "line %u: more than %d terms", concept->line, TBX_MAX_TERMS);
    r->out.term = arena_grow(r->a, r->out.term, r->out.n, &r->capacity, sizeof *r->out.term);
    r->out.term[r->out.n++] = t;
    return 0;
}

int tbx_reader_read(struct arena *a, struct str bytes, struct str language,
                    struct tbx_read *ret_read, struct err *e) {
    struct reader r = {.a = a, .language = language};
    struct xml_node *root;
    int code = xml_tree_read(a, bytes, &root, e);
    if (code) return code;
    if (!xml_tree_is(root, "tbx") && !xml_tree_is(root, "martif"))
        return err_set(e, E_INVALID, "line %u: the file is no TBX", root->line);
    const struct xml_node *body = xml_tree_child(xml_tree_child(root, "text"), "body");
    if (!body) return err_set(e, E_INVALID, "line %u: the TBX has no <body>", root->line);
    for (const struct xml_node *n = body->child; n && !code; n = n->next)
        if (xml_tree_is(n, "conceptEntry") || xml_tree_is(n, "termEntry"))
            code = read_concept(&r, n, e);
    if (!code) *ret_read = r.out;
    return code;
}
