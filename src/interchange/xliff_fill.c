#include "interchange/xliff_fill.h"

#include "story/text_clean.h"

/* How a code of the unit looks in the text that engines are given. */
struct plan {
    bool is_used;
    enum mark_kind kind; /* CODE: the text is a stand-in, or protected words */
    struct str value;    /* LINK: "#3"; CODE: its text */
};

static bool is_around(const struct coded_mark *outer, const struct coded_mark *inner) {
    return outer->kind == CODED_SPAN && outer->start <= inner->start && inner->end <= outer->end &&
           outer->start < outer->end;
}

/* Links cannot be within each other, of the other kinds one alone can be told from all others. */
static bool plan_span(struct arena *a, const struct coded_text *t, size_t at, bool *taken,
                      struct plan *plan) {
    bool is_within = false;
    for (size_t i = 0; i < at; i++)
        is_within |= is_around(&t->code[i], &t->code[at]) && plan[i].kind == MARK_LINK;
    if (!is_within) {
        plan[at] = (struct plan){true, MARK_LINK, arena_printf(a, "#%zu", at)};
        return true;
    }
    static const enum mark_kind single[] = {MARK_QUOTE, MARK_STRONG, MARK_EMPHASIS};
    for (size_t i = 0; i < 3; i++) {
        if (taken[single[i]]) continue;
        taken[single[i]] = true;
        plan[at] = (struct plan){true, single[i], STR("")};
        return true;
    }
    return false;
}

static bool make_plan(struct arena *a, const struct coded_text *t, struct plan **ret_plan) {
    struct plan *plan = arena_array(a, t->n, sizeof *plan);
    bool taken[MARK_LANGUAGE + 1] = {false};
    for (size_t i = 0; i < t->n; i++) {
        const struct coded_mark *code = &t->code[i];
        bool is_point = code->kind == CODED_POINT || code->start == code->end;
        if (code->kind == CODED_NOTE && !code->is_protected) continue;
        for (size_t j = 0; j < i; j++)
            if (t->code[j].is_protected && code->start < t->code[j].end) return false;
        if (code->kind == CODED_NOTE)
            plan[i] = (struct plan){true, MARK_CODE, str_slice(t->s, code->start, code->end)};
        else if (is_point && code->end > code->start && t->s.p[code->start] == '\n')
            plan[i] = (struct plan){true, MARK_CODE, STR("\n")};
        else if (is_point)
            plan[i] = (struct plan){true, MARK_CODE, arena_printf(a, "{%zu}", i + 1)};
        else if (!plan_span(a, t, i, taken, plan))
            return false;
    }
    *ret_plan = plan;
    return true;
}

bool xliff_fill_wants(const struct xliff_unit *u) {
    bool has_text = u->target_node && (u->target.n > 0 || str_trim(u->target.s).n > 0);
    return !u->is_fixed && !has_text && u->source_node && str_trim(u->source.s).n > 0 &&
           (u->segment || xml_tree_is(u->unit, "trans-unit"));
}

/* The text with the stand-ins of its points, and a mark for each code but line breaks. */
static void write_source(struct arena *a, const struct coded_text *t, const struct plan *plan,
                         struct buf *b, struct text *ret_text) {
    size_t *where = arena_array(a, t->s.n + 1, sizeof *where); /* new place of each old byte */
    struct mark *mark = arena_array(a, t->n, sizeof *mark);
    size_t next = 0;
    for (size_t at = 0, end; at <= t->s.n; at = end) {
        where[at] = b->n;
        end = at + 1;
        for (; next < t->n && t->code[next].start == at; next++) {
            const struct coded_mark *code = &t->code[next];
            mark[next].start = mark[next].end = (uint32_t)b->n;
            if (!plan[next].is_used || plan[next].kind != MARK_CODE || code->kind == CODED_NOTE)
                continue;
            buf_add(b, plan[next].value);
            mark[next].end = (uint32_t)b->n;
            if (code->kind == CODED_POINT) end = code->end;
        }
        for (size_t i = at + 1; i < end && i <= t->s.n; i++) where[i] = b->n;
        if (end == at + 1 && at < t->s.n &&
            (next == 0 || t->code[next - 1].end != end || t->code[next - 1].kind != CODED_POINT))
            buf_add_char(b, t->s.p[at]);
    }
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        struct mark m = mark[i];
        if (!plan[i].is_used || str_eq(plan[i].value, STR("\n"))) continue;
        if (m.start == m.end) m.end = (uint32_t)where[t->code[i].end];
        m.kind = plan[i].kind;
        m.value = m.kind == MARK_LINK ? plan[i].value : STR("");
        mark[n++] = m;
    }
    *ret_text = (struct text){buf_str(b), mark, n};
}

bool xliff_fill_source(struct arena *a, const struct xliff_unit *u, struct text *ret_text) {
    struct plan *plan;
    struct text raw, text;
    struct text_cleaner cleaner;
    struct buf b;
    if (!make_plan(a, &u->source, &plan)) return false;
    buf_init(&b, DOCUMENT_MAX_BYTES);
    write_source(a, &u->source, plan, &b, &raw);
    text_clean_init(&cleaner);
    text = text_clean(&cleaner, a, raw.s, raw.mark, raw.n_marks, TEXT_CLEAN_LINES);
    text_clean_release(&cleaner);
    bool is_fit = !buf_failed(&b) && text.n_marks == raw.n_marks && text.s.n > 0;
    buf_release(&b);
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = text};
    struct err unused;
    if (!is_fit || document_check(&(struct document){&block, 1}, &unused)) return false;
    *ret_text = text;
    return true;
}

/* The code that a mark of the translation is; n when it is none, or one that is there already. */
static size_t code_of(const struct coded_text *t, const struct plan *plan, const bool *done,
                      const struct mark *m, struct str words) {
    for (size_t i = 0; i < t->n; i++) {
        if (!plan[i].is_used || done[i] || plan[i].kind != m->kind) continue;
        if (str_eq(plan[i].value, m->kind == MARK_CODE ? words : m->value)) return i;
    }
    return t->n;
}

/* The translation with the source's codes in it: false when one is missing or none of them. */
static bool take_codes(struct arena *a, const struct coded_text *source, const struct plan *plan,
                       const struct text *text, struct coded_text *ret_target) {
    struct coded_text laid = coded_text_make(a, text);
    bool *done = arena_array(a, source->n, sizeof *done);
    for (size_t i = 0; i < laid.n; i++) {
        struct coded_mark *code = &laid.code[i];
        struct mark m = code->mark;
        if (code->kind == CODED_POINT) m = (struct mark){.kind = MARK_CODE};
        size_t from = code_of(source, plan, done, &m, str_slice(text->s, code->start, code->end));
        if (from == source->n) return false;
        done[from] = true;
        code->node = source->code[from].node;
        code->end_node = source->code[from].end_node;
        if (m.kind == MARK_CODE && source->code[from].kind != CODED_NOTE) code->kind = CODED_POINT;
    }
    for (size_t i = 0; i < source->n; i++)
        if (plan[i].is_used && !done[i]) return false;
    *ret_target = laid;
    return true;
}

static void write_target(struct arena *a, struct xml_node *target, const struct coded_text *t) {
    struct coded_walk walk = {.t = t};
    struct xml_node *at = target;
    for (enum coded_step step; (step = coded_walk_step(&walk)) != CODED_ENDS;) {
        if (step == CODED_WORDS) {
            xml_tree_append(at, xml_tree_words(a, walk.words));
            continue;
        }
        const struct xml_node *node = walk.code->node, *end = walk.code->end_node;
        if (step == CODED_STANDS) {
            bool is_pair = end || xml_tree_is(node, "pc") || xml_tree_is(node, "g");
            xml_tree_append(at, xml_tree_copy(a, node, !is_pair || end));
            if (end) xml_tree_append(at, xml_tree_copy(a, end, true));
        } else if (step == CODED_OPENS) {
            struct xml_node *copy = xml_tree_copy(a, node, end != NULL);
            xml_tree_append(at, copy);
            if (!end) at = copy;
        } else if (end) {
            xml_tree_append(at, xml_tree_copy(a, end, true));
        } else {
            at = at->parent;
        }
    }
}

static struct str space_before(struct str s) {
    size_t n = 0;
    while (n < s.n && str_is_space(s.p[n])) n++;
    return str_slice(s, 0, n);
}

static struct str space_behind(struct str s) {
    size_t n = s.n;
    while (n > 0 && str_is_space(s.p[n - 1])) n--;
    return str_from(s, n);
}

bool xliff_fill_target(struct arena *a, const struct xliff *x, const struct xliff_unit *u,
                       const struct text *text, struct str target_language) {
    struct plan *plan;
    struct coded_text coded;
    if (!make_plan(a, &u->source, &plan) || !take_codes(a, &u->source, plan, text, &coded))
        return false;
    struct xml_node *target = u->target_node;
    if (!target) {
        target = xml_tree_element(a, u->source_node, "target");
        struct xml_node *seg_source = xml_tree_child(u->unit, "seg-source");
        xml_tree_insert(x->version == 1 && seg_source ? seg_source : u->source_node, target);
    }
    target->child = target->last = NULL;
    if (x->version == 1) {
        xml_tree_set(a, target, "state", STR("needs-review-translation"));
        xml_tree_set(a, target, "state-qualifier", STR("leveraged-mt"));
        if (xml_tree_attribute(u->source_node, "xml:lang").p)
            xml_tree_set(a, target, "xml:lang", target_language);
    } else {
        xml_tree_set(a, u->segment, "state", STR("initial"));
        xml_tree_set(a, u->segment, "subState", STR("zubi:machine"));
    }
    struct str before = space_before(u->source.s), behind = space_behind(u->source.s);
    if (before.n) xml_tree_append(target, xml_tree_words(a, before));
    write_target(a, target, &coded);
    if (behind.n) xml_tree_append(target, xml_tree_words(a, behind));
    return true;
}
