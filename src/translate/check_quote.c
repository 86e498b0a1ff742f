/* Quotations: as many as in the source, closed, and around what was said: who said it stays
   outside. */
#include "translate/check_part.h"
#include "translate/check_set.h"

enum { MAX_SPANS = 64 };

struct span {
    uint32_t start, end;
    bool single;
};

struct quotes {
    struct span span[MAX_SPANS];
    size_t n;
    bool open; /* one is never closed */
};

static uint32_t closing(uint32_t rune) {
    switch (rune) {
    case 0xAB: return 0xBB;     /* « » */
    case 0x201C: return 0x201D; /* “ ” */
    case 0x201E: return 0x201D; /* „ ” */
    case 0x2039: return 0x203A; /* ‹ › */
    case 0x2018: return 0x2019; /* ‘ ’ */
    case '"': return '"';
    case '\'': return '\'';
    default: return 0;
    }
}

static bool closes(uint32_t sign, uint32_t wanted) {
    return sign == wanted || (wanted == 0x201D && sign == 0x201C);
}

/* An apostrophe is no quote: those stand between letters, quotes at the edges of words. */
static bool opens(const struct check_side *side, size_t i) {
    const struct check_token *t = &side->token[i];
    bool before_word = i + 1 < side->n && !side->token[i + 1].spaced;
    if (t->rune == '\'') return t->spaced && before_word && side->token[i + 1].kind == TOKEN_WORD;
    if (t->rune == '"') return i == 0 || side->token[i - 1].kind != TOKEN_DIGITS || t->spaced;
    return true;
}

static bool ends_word(const struct check_side *side, size_t i) {
    return i + 1 >= side->n || side->token[i + 1].spaced || side->token[i + 1].kind == TOKEN_SIGN;
}

static struct quotes quotes_of(const struct check_side *side) {
    struct quotes q = {.n = 0};
    uint32_t wanted[8], start[8];
    size_t depth = 0;
    for (size_t i = 0; i < side->n && q.n < MAX_SPANS; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_SIGN) continue;
        bool apostrophe = t->rune == '\'' || t->rune == 0x2019;
        if (depth && closes(t->rune, wanted[depth - 1]) && (!apostrophe || ends_word(side, i))) {
            depth--;
            q.span[q.n++] = (struct span){start[depth], t->end, apostrophe};
        } else if (depth < 8 && closing(t->rune) && opens(side, i)) {
            wanted[depth] = closing(t->rune);
            start[depth++] = t->start;
        }
    }
    while (depth > 0 && (wanted[depth - 1] == '\'' || wanted[depth - 1] == 0x2019)) depth--;
    q.open = depth > 0;
    return q;
}

static size_t count(const struct quotes *q, bool singles_too) {
    size_t n = 0;
    for (size_t i = 0; i < q->n; i++) n += singles_too || !q->span[i].single;
    return n;
}

static const struct span *inside(const struct quotes *q, const struct check_token *t) {
    for (size_t i = 0; i < q->n; i++)
        if (t->start >= q->span[i].start && t->end <= q->span[i].end) return &q->span[i];
    return NULL;
}

static size_t words_outside(const struct check_side *side, const struct quotes *q) {
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++)
        n += side->token[i].kind == TOKEN_WORD && !inside(q, &side->token[i]);
    return n;
}

/* A name that stands only outside in the source and inside in the target, or the other way. */
static void compare_speakers(struct check_work *w, const struct quotes *s, const struct quotes *t) {
    struct check_set target = check_set_make(w->arena, w->target.n);
    struct check_set source = check_set_make(w->arena, w->source.n);
    struct check_set twice = check_set_make(w->arena, w->target.n + w->source.n);
    for (size_t i = 0; i < w->target.n; i++)
        if (check_set_add(&target, w->target.token[i].hash, (uint32_t)i))
            check_set_add(&twice, w->target.token[i].hash, 0);
    for (size_t i = 0; i < w->source.n; i++)
        if (check_set_add(&source, w->source.token[i].hash, (uint32_t)i))
            check_set_add(&twice, w->source.token[i].hash, 0);
    for (size_t i = 0; i < w->source.n; i++) {
        const struct check_token *from = &w->source.token[i];
        const uint32_t *at = check_set_find(&target, from->hash);
        if (from->kind != TOKEN_WORD || !from->capital || !at ||
            check_set_find(&twice, from->hash) || !w->target.token[*at].capital)
            continue;
        const struct check_token *to = &w->target.token[*at];
        if (!inside(s, from) == !inside(t, to)) continue;
        struct str name = str_slice(w->source.s, from->start, from->end);
        check_report(w, CHECK_QUOTE, CHECK_CLEAR,
                     (struct check_place){from->start, from->end, to->start, to->end},
                     "%.*s is %s the quotation in the source, not in the translation", (int)name.n,
                     name.p, inside(s, from) ? "within" : "outside");
        return;
    }
}

void check_quote(struct check_work *w) {
    struct quotes s = quotes_of(&w->source), t = quotes_of(&w->target);
    if (s.n == 0 && t.n == 0 && s.open == t.open) return;
    struct check_place nowhere = {0};
    if (count(&t, true) < count(&s, false))
        check_report(w, CHECK_QUOTE, CHECK_CLEAR,
                     (struct check_place){s.span[0].start, s.span[0].end, 0, 0},
                     "the source has %zu quotations, the translation %zu", count(&s, false),
                     count(&t, true));
    else if (count(&t, false) > count(&s, true))
        check_report(w, CHECK_QUOTE, CHECK_CLEAR,
                     (struct check_place){0, 0, t.span[0].start, t.span[0].end},
                     "the translation has %zu quotations, the source %zu", count(&t, false),
                     count(&s, true));
    else if (t.open && !s.open)
        check_report(w, CHECK_QUOTE, CHECK_CLEAR, nowhere, "a quotation is not closed");
    else if (s.n && t.n && words_outside(&w->source, &s) > 2 && !words_outside(&w->target, &t))
        check_report(w, CHECK_QUOTE, CHECK_CLEAR, nowhere,
                     "the quotation has swallowed what stands around it");
    else if (s.n && t.n)
        compare_speakers(w, &s, &t);
}
