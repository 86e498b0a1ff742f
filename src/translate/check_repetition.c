/* Loops of an engine that lost its way, and words that stand twice in a row. */
#include <string.h>

#include "translate/check_part.h"

enum { MAX_PERIOD = 24 };

struct loop {
    size_t period, first, last; /* tokens first … last repeat those `period` before them */
};

/* Three times the same words, twice the same five or more. Numbers and signs alone do not count. */
static bool find_loop(const struct check_side *side, struct loop *ret_loop) {
    for (size_t period = 1; period <= MAX_PERIOD && period < side->n; period++) {
        size_t run = 0, words = 0, wanted = period < 5 ? period * 2 : period;
        for (size_t i = period; i < side->n; i++) {
            const struct check_token *t = &side->token[i];
            bool same =
                t->hash == t[-(ptrdiff_t)period].hash && t->kind == t[-(ptrdiff_t)period].kind;
            run = same ? run + 1 : 0;
            words = same ? words + (t->kind == TOKEN_WORD) : 0;
            if (run >= wanted && words * period >= run) {
                *ret_loop = (struct loop){period, i + 1 - run - period, i};
                return true;
            }
        }
    }
    return false;
}

/* "ananananananan…": one word that repeats a few letters. */
static const struct check_token *find_stutter(const struct check_side *side) {
    for (size_t i = 0; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind != TOKEN_WORD || t->folded.n < 24) continue;
        for (size_t period = 1; period <= 6; period++)
            if (!memcmp(t->folded.p + period, t->folded.p, t->folded.n - period)) return t;
    }
    return NULL;
}

static void check_loops(struct check_work *w) {
    struct loop loop, before;
    const struct check_token *stutter = find_stutter(&w->target);
    if (stutter && !find_stutter(&w->source))
        check_report(w, CHECK_REPETITION, CHECK_CLEAR, check_at_target(stutter),
                     "a word repeats the same letters over and over");
    if (!find_loop(&w->target, &loop) || find_loop(&w->source, &before)) return;
    const struct check_token *t = w->target.token;
    struct str piece =
        str_slice(w->target.s, t[loop.first].start, t[loop.first + loop.period - 1].end);
    int shown = piece.n < 80 ? (int)piece.n : 0;
    check_report(w, CHECK_REPETITION, CHECK_CLEAR,
                 (struct check_place){0, 0, t[loop.first].start, t[loop.last].end},
                 shown ? "the translation repeats itself: \"%.*s\" again and again"
                       : "the translation repeats itself%.*s",
                 shown, piece.p);
}

static bool may_double(const struct check_side *side, size_t i) {
    static const char *const may[] = {"nous", "vous", "that", "had",  "no", "que",
                                      "si",   "ha",   "muy",  "very", "oso"};
    if (side->language == CHECK_EU) return true; /* "poliki poliki" is one word to Basques */
    for (size_t k = 0; k < sizeof may / sizeof *may; k++)
        if (check_token_is(side, i, may[k])) return true;
    return false;
}

static const struct check_token *find_double(const struct check_side *side) {
    for (size_t i = 1; i < side->n; i++) {
        const struct check_token *t = &side->token[i];
        if (t->kind == TOKEN_WORD && t[-1].kind == TOKEN_WORD && t->hash == t[-1].hash &&
            t->spaced && !(t->capital && t[-1].capital) && t->folded.n > 0 && !may_double(side, i))
            return t;
    }
    return NULL;
}

void check_repetition(struct check_work *w) {
    check_loops(w);
    const struct check_token *t = find_double(&w->target);
    if (!t || (w->source.language != CHECK_EU && find_double(&w->source))) return;
    struct str word = str_slice(w->target.s, t->start, t->end);
    check_report(w, CHECK_DOUBLE_WORD, CHECK_CLEAR, check_at_target(t),
                 "\"%.*s\" stands twice in a row", (int)word.n, word.p);
}
