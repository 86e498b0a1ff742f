#include "story/number_swap.h"

#include "base/buf.h"
#include "story/sentence_token.h"

struct swap {
    struct str old, new;
};

struct swaps {
    struct swap *swap;
    size_t n;
};

static struct str token_text(struct str s, const struct sentence_token *t) {
    return str_slice(s, t->start, t->end);
}

static const struct str *find(const struct swaps *swaps, struct str old) {
    for (size_t i = 0; i < swaps->n; i++)
        if (str_eq(swaps->swap[i].old, old)) return &swaps->swap[i].new;
    return NULL;
}

/* The numbers of `before` and what each is in `after`, those that stay included. */
static bool read_swaps(struct arena *a, struct str before, struct str after, struct swaps *ret) {
    size_t n, m;
    const struct sentence_token *from = sentence_token_list(a, before, &n);
    const struct sentence_token *to = sentence_token_list(a, after, &m);
    struct swaps swaps = {arena_array(a, n, sizeof *swaps.swap), 0};
    bool changed = false;
    if (n != m || n == SENTENCE_TOKEN_MOST) return false;
    for (size_t i = 0; i < n; i++) {
        struct str old = token_text(before, &from[i]), new = token_text(after, &to[i]);
        size_t gap = i ? from[i].start - from[i - 1].end : from[i].start;
        if (from[i].kind != to[i].kind || gap != (i ? to[i].start - to[i - 1].end : to[i].start))
            return false;
        if (from[i].kind != SENTENCE_NUMBER) {
            if (!str_eq(old, new)) return false;
            continue;
        }
        changed |= !str_eq(old, new);
        const struct str *known = find(&swaps, old);
        if (known && !str_eq(*known, new)) return false;
        swaps.swap[swaps.n++] = (struct swap){old, new};
    }
    *ret = swaps;
    return changed;
}

static size_t count(const struct swaps *swaps, struct str old) {
    size_t n = 0;
    for (size_t i = 0; i < swaps->n; i++) n += str_eq(swaps->swap[i].old, old);
    return n;
}

/* Every number that changes stands in the translation as often as in the sentence. */
static bool is_plain(struct arena *a, const struct swaps *swaps, struct str target) {
    size_t n;
    const struct sentence_token *token = sentence_token_list(a, target, &n);
    for (size_t i = 0; i < swaps->n; i++) {
        size_t found = 0;
        if (str_eq(swaps->swap[i].old, swaps->swap[i].new)) continue;
        for (size_t j = 0; j < n; j++)
            found += token[j].kind == SENTENCE_NUMBER &&
                     str_eq(token_text(target, &token[j]), swaps->swap[i].old);
        if (found != count(swaps, swaps->swap[i].old)) return false;
    }
    return n < SENTENCE_TOKEN_MOST;
}

static uint32_t moved(uint32_t at, uint32_t old_end, size_t new_end) {
    return at >= old_end ? (uint32_t)(at + new_end - old_end) : at;
}

/* Marks that begin or end within a number give up the idea. */
static bool replace(struct arena *a, const struct swaps *swaps, const struct text *text,
                    struct text *ret) {
    size_t n, at = 0;
    const struct sentence_token *token = sentence_token_list(a, text->s, &n);
    struct mark *mark = arena_array(a, text->n_marks, sizeof *mark);
    bool good = true;
    struct buf b;
    buf_init(&b, SIZE_MAX / 2);
    for (size_t k = 0; k < text->n_marks; k++) mark[k] = text->mark[k];
    for (size_t i = 0; i < n; i++) {
        const struct sentence_token *t = &token[i];
        const struct str *with =
            t->kind == SENTENCE_NUMBER ? find(swaps, token_text(text->s, t)) : NULL;
        if (!with) continue;
        buf_add(&b, str_slice(text->s, at, t->start));
        buf_add(&b, *with);
        at = t->end;
        for (size_t k = 0; k < text->n_marks; k++) {
            const struct mark *m = &text->mark[k];
            good = good && !(m->start > t->start && m->start < t->end) &&
                   !(m->end > t->start && m->end < t->end);
            if (m->start >= t->end) mark[k].start = moved(m->start, t->end, b.n);
            if (m->end >= t->end) mark[k].end = moved(m->end, t->end, b.n);
        }
    }
    buf_add(&b, str_from(text->s, at));
    *ret = (struct text){buf_keep(&b, a), mark, text->n_marks};
    buf_release(&b);
    return good;
}

bool number_swap(struct arena *a, const struct text *source, const struct text *target,
                 struct str words, struct text *ret_source, struct text *ret_target) {
    struct swaps swaps;
    return read_swaps(a, source->s, words, &swaps) && is_plain(a, &swaps, target->s) &&
           replace(a, &swaps, source, ret_source) && replace(a, &swaps, target, ret_target);
}
