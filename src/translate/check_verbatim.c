/* Addresses and placeholders come through byte for byte, each as often as it was. */
#include "translate/check_part.h"
#include "translate/check_set.h"

/* How often each of this kind stands on a side; values of the set are indexes of `count`. */
struct tally {
    struct check_set set;
    int *count;
};

static void add(struct tally *t, uint64_t hash, uint32_t i, int one) {
    const uint32_t *at = check_set_add(&t->set, hash, i);
    t->count[at ? *at : i] += one;
}

static size_t number_of(const struct check_side *side, enum check_token_kind kind) {
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++) n += side->token[i].kind == kind;
    return n;
}

static void tell(struct check_work *w, const struct check_side *side, size_t i, bool lost) {
    enum check_kind kind = side->token[i].kind == TOKEN_URL ? CHECK_URL : CHECK_PLACEHOLDER;
    struct str s = check_token_text(side, i);
    int shown = s.n < 120 ? (int)s.n : 120;
    const struct check_token *t = &side->token[i];
    check_report(w, kind, CHECK_CLEAR, lost ? check_at_source(t) : check_at_target(t),
                 lost ? "%.*s is not in the translation" : "%.*s is not in the source", shown, s.p);
}

static void compare(struct check_work *w, enum check_token_kind kind) {
    const struct check_side *s = &w->source, *t = &w->target;
    if (!number_of(s, kind) && !number_of(t, kind)) return;
    struct tally tally = {check_set_make(w->arena, s->n + t->n), NULL};
    tally.count = arena_array(w->arena, s->n + t->n, sizeof *tally.count);
    for (size_t i = 0; i < s->n; i++)
        if (s->token[i].kind == kind) add(&tally, s->token[i].hash, (uint32_t)i, 1);
    for (size_t i = 0; i < t->n; i++)
        if (t->token[i].kind == kind) add(&tally, t->token[i].hash, (uint32_t)(s->n + i), -1);
    for (size_t i = 0; i < s->n; i++)
        if (tally.count[i] > 0) tell(w, s, i, true);
    for (size_t i = 0; i < t->n; i++)
        if (tally.count[s->n + i] < 0) tell(w, t, i, false);
}

void check_verbatim(struct check_work *w) {
    compare(w, TOKEN_URL);
    compare(w, TOKEN_HOLDER);
}
