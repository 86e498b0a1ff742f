#include <stdlib.h>

#include "translate/check_part.h"
#include "translate/check_quantity.h"

enum { MAX_LEFT = 48 }; /* numbers without a twin that are looked at one by one */

static uint64_t key(const struct quantity *q) {
    return q->scaled.digits * 0x9E3779B97F4A7C15U + (uint64_t)(uint16_t)q->scaled.power;
}

static int by_key(const void *a, const void *b) {
    uint64_t x = key(*(struct quantity *const *)a), y = key(*(struct quantity *const *)b);
    return (x > y) - (x < y);
}

static struct quantity **sorted(struct arena *a, struct quantity_list list) {
    struct quantity **by = arena_array(a, list.n, sizeof *by);
    for (size_t i = 0; i < list.n; i++) by[i] = &list.quantity[i];
    qsort(by, list.n, sizeof *by, by_key);
    return by;
}

static void pair_equal(struct arena *a, struct quantity_list source, struct quantity_list target) {
    struct quantity **s = sorted(a, source), **t = sorted(a, target);
    for (size_t i = 0, k = 0; i < source.n && k < target.n;) {
        uint64_t x = key(s[i]), y = key(t[k]);
        if (x == y) s[i]->used = t[k]->used = true;
        i += x <= y;
        k += y <= x;
    }
}

static bool same_time(const struct quantity *s, const struct quantity *t) {
    uint64_t a = s->time.digits, b = t->time.digits;
    bool one = s->time.power == QUANTITY_TIME, other = t->time.power == QUANTITY_TIME;
    if (one && other) return a == b || a + 720 == b || b + 720 == a;
    if (!one && !other) return false;
    /* 17:00 and "5" */
    uint64_t minutes = one ? a : b;
    struct quantity_value v = one ? t->value : s->value;
    uint64_t hour = v.digits * (v.power == 1 ? 10 : 1);
    return v.power <= 1 && minutes % 60 == 0 && (minutes / 60 == hour || minutes / 60 == hour + 12);
}

/* "1990s" and "90s" */
static bool same_decade(const struct quantity *s, const struct quantity *t) {
    uint64_t a = s->value.digits, b = t->value.digits;
    if (s->value.power != 1 || t->value.power != 1) return false;
    return (a / 10 == 19 && a % 10 == b) || (b / 10 == 19 && b % 10 == a);
}

enum likeness { UNLIKE, LOOSE, SAME };

static enum likeness compare(const struct quantity *s, const struct quantity *t) {
    if (check_quantity_equal(s->scaled, t->scaled) || same_time(s, t) || same_decade(s, t))
        return SAME;
    bool scales =
        !check_quantity_equal(s->scaled, s->value) || !check_quantity_equal(t->scaled, t->value);
    if (scales) return UNLIKE;
    if (check_quantity_equal(s->value, t->other) || check_quantity_equal(s->other, t->value))
        return LOOSE;
    return UNLIKE;
}

/* Numbers in words without a twin on their own side may be said otherwise ("a dozen"). */
static size_t left_of(struct quantity_list list, struct quantity *ret_left[MAX_LEFT]) {
    size_t n = 0;
    for (size_t i = 0; i < list.n && n < MAX_LEFT; i++)
        if (!list.quantity[i].used) ret_left[n++] = &list.quantity[i];
    return n;
}

static void tell_loose(struct check_work *w, const struct quantity *s, const struct quantity *t) {
    struct str shown = str_slice(w->target.s, t->start, t->end);
    check_report(
        w, CHECK_NUMBER, CHECK_DOUBTFUL, (struct check_place){s->start, s->end, t->start, t->end},
        "%.*s is written with the points and commas of another language", (int)shown.n, shown.p);
}

static void pair_left(struct check_work *w, struct quantity **s, size_t n_s, struct quantity **t,
                      size_t n_t) {
    for (int wanted = SAME; wanted >= LOOSE; wanted--)
        for (size_t i = 0; i < n_s; i++)
            for (size_t k = 0; k < n_t && !s[i]->used; k++) {
                if (t[k]->used || (int)compare(s[i], t[k]) != wanted) continue;
                s[i]->used = t[k]->used = true;
                if (wanted == LOOSE) tell_loose(w, s[i], t[k]);
            }
}

/* A number of the target that any number of the source explains: said twice, once in words. */
static bool is_known(const struct quantity *q, struct quantity_list list) {
    for (size_t i = 0; i < list.n && i < 400; i++)
        if (compare(q, &list.quantity[i]) == SAME) return true;
    return false;
}

/* "23/11" for "23 November", "the 8th month". */
static bool is_month(const struct quantity *q, const struct check_side *other) {
    for (size_t i = 0; i < other->n && i < 2000; i++)
        if (other->token[i].kind == TOKEN_WORD && q->value.power == 0 &&
            check_token_sense(other, i, ROLE_MONTH) == (int)q->value.digits)
            return true;
    return q->value.power == 1 && q->value.digits == 1;
}

/* The first that is left and cannot be explained; in words only when `words`. */
static struct quantity *next_left(struct quantity **left, size_t n, size_t *at, bool words,
                                  const struct check_side *other, struct quantity_list others) {
    for (; *at < n; ++*at) {
        struct quantity *q = left[*at];
        bool wanted = !q->used && q->demanded && (words || !q->in_words);
        if (wanted && !is_known(q, others) && !(is_month(q, other) && !q->in_words))
            return left[(*at)++];
    }
    return NULL;
}

static void tell(struct check_work *w, const struct quantity *s, const struct quantity *t) {
    struct str from = s ? str_slice(w->source.s, s->start, s->end) : STR("");
    struct str to = t ? str_slice(w->target.s, t->start, t->end) : STR("");
    struct check_place place = {s ? s->start : 0, s ? s->end : 0, t ? t->start : 0, t ? t->end : 0};
    if (s && t)
        check_report(w, CHECK_NUMBER, CHECK_CLEAR, place,
                     "the number %.*s of the source is %.*s in the translation", (int)from.n,
                     from.p, (int)to.n, to.p);
    else if (s)
        check_report(w, CHECK_NUMBER, s->in_words ? CHECK_DOUBTFUL : CHECK_CLEAR, place,
                     "the number %.*s of the source is missing", (int)from.n, from.p);
    else
        check_report(w, CHECK_NUMBER, t->in_words ? CHECK_DOUBTFUL : CHECK_CLEAR, place,
                     "the translation has the number %.*s, which the source does not have",
                     (int)to.n, to.p);
}

void check_number(struct check_work *w) {
    struct quantity_list source = check_quantity_read(w->arena, &w->source);
    struct quantity_list target = check_quantity_read(w->arena, &w->target);
    struct quantity *s[MAX_LEFT], *t[MAX_LEFT];
    pair_equal(w->arena, source, target);
    size_t n_s = left_of(source, s), n_t = left_of(target, t);
    if (n_s == 0 && n_t == 0) return;
    pair_left(w, s, n_s, t, n_t);
    bool words = w->source.language != CHECK_OTHER && w->target.language != CHECK_OTHER;
    for (size_t i = 0, k = 0;;) {
        struct quantity *lost = next_left(s, n_s, &i, words, &w->target, target);
        struct quantity *added = next_left(t, n_t, &k, words, &w->source, source);
        if (!lost && !added) break;
        if (lost && added && lost->in_words != added->in_words) {
            tell(w, lost, NULL);
            tell(w, NULL, added);
        } else {
            tell(w, lost, added);
        }
    }
}
