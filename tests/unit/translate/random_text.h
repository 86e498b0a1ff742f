/* Random texts with well nested marks, as documents have them; the same ones for the same seed. */
#ifndef TESTS_RANDOM_TEXT_H
#define TESTS_RANDOM_TEXT_H

#include <string.h>

#include "story/document.h"

struct generator {
    uint64_t seed;
    char text[400];
    size_t n;
    struct mark mark[12];
    size_t n_marks;
    uint32_t word_start[20], word_end[20];
    size_t n_words;
};

static inline uint32_t random_below(struct generator *g, uint32_t n) {
    g->seed = g->seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(g->seed >> 33) % n;
}

static inline void add_words(struct generator *g) {
    static const char *const word[] = {"etxe", "zuria", "«bat»", "x,", "(ñandú)", "a-b", "€5",
                                       "3.",   "da",    "Xqzv",  "«",  "😀",       "era"};
    g->n_words = 1 + random_below(g, 12);
    for (size_t i = 0; i < g->n_words; i++) {
        if (i > 0) g->text[g->n++] = random_below(g, 12) ? ' ' : '\n';
        const char *w = word[random_below(g, 13)];
        g->word_start[i] = (uint32_t)g->n;
        memcpy(g->text + g->n, w, strlen(w));
        g->n += strlen(w);
        g->word_end[i] = (uint32_t)g->n;
    }
}

/* Marks over the words first to last, each kind at most once on the way in. */
static inline void add_marks(struct generator *g, size_t first, size_t last, unsigned used) {
    static const char *const value[] = {"", "", "https://a.eus/", "", "", "fr"};
    while (first <= last && g->n_marks < 10) {
        size_t from = first + random_below(g, (uint32_t)(last - first + 1));
        size_t to = from + random_below(g, (uint32_t)(last - from + 1));
        unsigned kind = random_below(g, 6);
        if (!(used & 1U << kind)) {
            g->mark[g->n_marks++] = (struct mark){(enum mark_kind)kind, g->word_start[from],
                                                  g->word_end[to], str_of(value[kind]), STR("")};
            if (kind != MARK_CODE && random_below(g, 2)) add_marks(g, from, to, used | 1U << kind);
        }
        first = to + 1 + random_below(g, 3);
    }
}

static inline struct text random_text(struct generator *g, uint64_t seed) {
    *g = (struct generator){.seed = seed};
    add_words(g);
    if (random_below(g, 4)) add_marks(g, 0, g->n_words - 1, 0);
    return (struct text){{g->text, g->n}, g->mark, g->n_marks};
}

#endif
