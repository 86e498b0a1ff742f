#include "translate/aligner.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/normalize.h"
#include "translate/word.h"

enum {
    MAX_WORDS = 600,      /* longer sentences are linked by place alone */
    SHORTEST_COGNATE = 4, /* bytes */
    ALIKE = 60,           /* of 100 */
    DISTANCE_COST = 50,   /* for the whole length of the sentence */
    NONE = -1,
};

struct side {
    struct word *word;
    struct str *folded;
    int *partner; /* index on the other side, or NONE */
    size_t n;
};

struct candidate {
    int score;
    uint32_t source, target;
};

static struct side read_side(struct arena *a, struct str text) {
    struct side side;
    side.word = word_list(a, text, &side.n);
    side.folded = arena_array(a, side.n, sizeof *side.folded);
    side.partner = arena_array(a, side.n, sizeof *side.partner);
    for (size_t i = 0; i < side.n; i++) {
        side.folded[i] = normalize_fold(a, str_slice(text, side.word[i].start, side.word[i].end));
        side.partner[i] = NONE;
    }
    return side;
}

/* 100 for equal words; else the share of the longer one that both begin with, and only when that
   is more than short words have by chance. */
static int likeness(struct str a, struct str b) {
    if (str_eq(a, b)) return 100;
    size_t longer = a.n > b.n ? a.n : b.n, shorter = a.n < b.n ? a.n : b.n, same = 0;
    if (shorter < SHORTEST_COGNATE) return 0;
    while (same < shorter && a.p[same] == b.p[same]) same++;
    return same < SHORTEST_COGNATE ? 0 : (int)(100 * same / longer);
}

static int by_score(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->score != b->score) return b->score - a->score;
    if (a->source != b->source) return a->source < b->source ? -1 : 1;
    return a->target < b->target ? -1 : a->target > b->target;
}

static size_t find_alike(struct arena *a, const struct side *source, const struct side *target,
                         struct candidate **ret_candidate) {
    struct candidate *candidate = NULL;
    size_t n = 0, capacity = 0;
    for (size_t i = 0; i < source->n; i++)
        for (size_t j = 0; j < target->n; j++) {
            int alike = likeness(source->folded[i], target->folded[j]);
            if (alike < ALIKE) continue;
            int apart = abs((int)(1000 * i / source->n) - (int)(1000 * j / target->n));
            candidate = arena_grow(a, candidate, n, &capacity, sizeof *candidate);
            candidate[n++] =
                (struct candidate){alike - apart * DISTANCE_COST / 1000, (uint32_t)i, (uint32_t)j};
        }
    if (n > 1) qsort(candidate, n, sizeof *candidate, by_score);
    *ret_candidate = candidate;
    return n;
}

static void link_alike(struct arena *a, struct side *source, struct side *target) {
    struct candidate *candidate;
    if (source->n > MAX_WORDS || target->n > MAX_WORDS) return;
    size_t n = find_alike(a, source, target, &candidate);
    for (size_t k = 0; k < n; k++) {
        uint32_t i = candidate[k].source, j = candidate[k].target;
        if (source->partner[i] != NONE || target->partner[j] != NONE) continue;
        source->partner[i] = (int)j;
        target->partner[j] = (int)i;
    }
}

/* The free word nearest to place j, at most two away. */
static int nearest_free(const struct side *target, int64_t j) {
    static const int away[] = {0, 1, -1, 2, -2};
    for (size_t k = 0; k < sizeof away / sizeof *away; k++) {
        int64_t at = j + away[k];
        if (at >= 0 && at < (int64_t)target->n && target->partner[at] == NONE) return (int)at;
    }
    return NONE;
}

/* Words without a partner, by their place between the linked ones around them. */
static void link_by_place(struct side *source, struct side *target) {
    int64_t left = -1, left_target = -1, n = (int64_t)source->n;
    int *known = source->partner;
    for (int64_t i = 0; i < n; i++) {
        if (known[i] != NONE) {
            left = i;
            left_target = known[i];
            continue;
        }
        int64_t right = i;
        while (right < n && known[right] == NONE) right++;
        int64_t right_target = right < n ? known[right] : (int64_t)target->n;
        for (; i < right; i++) {
            int64_t j =
                left_target + ((i - left) * (right_target - left_target) * 2 + right - left) /
                                  ((right - left) * 2);
            int at = nearest_free(target, j);
            if (at == NONE) continue;
            known[i] = at;
            target->partner[at] = (int)i;
        }
        i--;
        left = right - 1;
        left_target = known[left] == NONE ? left_target : known[left];
    }
}

struct link_list aligner_link(struct arena *a, struct str source, struct str target) {
    struct side from = read_side(a, source), to = read_side(a, target);
    struct link_list links = {arena_array(a, from.n, sizeof *links.link), 0};
    if (from.n == 0 || to.n == 0) return links;
    link_alike(a, &from, &to);
    link_by_place(&from, &to);
    for (size_t i = 0; i < from.n; i++) {
        if (from.partner[i] == NONE) continue;
        const struct word *s = &from.word[i], *t = &to.word[from.partner[i]];
        links.link[links.n++] = (struct engine_link){s->start, s->end, t->start, t->end};
    }
    link_sort(links);
    return links;
}
