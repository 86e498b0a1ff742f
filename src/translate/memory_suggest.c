#include "translate/memory_suggest.h"

#include <stdlib.h>

#include "story/number_swap.h"
#include "translate/memory_fit.h"

static bool make(struct arena *a, const struct memory_entry *entry, const struct text *source,
                 struct memory_suggestion *ret) {
    struct memory_suggestion s = {.entry = entry, .likeness = 100};
    struct text old = entry->source, target = entry->target;
    if (!str_eq(old.s, source->s)) {
        struct text old_swapped, target_swapped;
        s.difference = sentence_difference_of(a, old.s, source->s);
        s.likeness = s.difference.likeness;
        s.adapted = number_swap(a, &old, &target, source->s, &old_swapped, &target_swapped) &&
                    str_eq(old_swapped.s, source->s);
        if (s.adapted) {
            old = old_swapped;
            target = target_swapped;
        }
    }
    if (s.likeness < MEMORY_SUGGEST_LEAST && !s.adapted) return false;
    if (!memory_fit(a, &old, &target, source, &s.text)) return false;
    *ret = s;
    return true;
}

static int by_likeness(const void *left, const void *right) {
    const struct memory_suggestion *a = left, *b = right;
    if (a->likeness != b->likeness) return a->likeness > b->likeness ? -1 : 1;
    if (a->adapted != b->adapted) return a->adapted ? -1 : 1;
    if (a->entry->approved != b->entry->approved) return a->entry->approved ? -1 : 1;
    if (a->entry->at_ms != b->entry->at_ms) return a->entry->at_ms > b->entry->at_ms ? -1 : 1;
    return a->entry->id > b->entry->id ? -1 : a->entry->id < b->entry->id;
}

static bool is_new(const struct memory_suggestion *s, size_t n, const struct memory_suggestion *one,
                   struct str present) {
    if (str_eq(one->text.s, present)) return false;
    for (size_t i = 0; i < n; i++)
        if (str_eq(s[i].text.s, one->text.s)) return false;
    return true;
}

int memory_suggest(struct database *db, struct arena *a, const struct memory_wish *wish,
                   const struct text *source, struct str present,
                   struct memory_suggestion **ret_suggestion, size_t *ret_n, struct err *e) {
    struct memory_entry *exact, *near;
    size_t n_exact, n_near, n = 0, kept = 0;
    int code = memory_search_exact(db, a, wish, &exact, &n_exact, e);
    if (!code) code = memory_search_near(db, a, wish, &near, &n_near, e);
    if (code) return code;
    struct memory_suggestion *s = arena_array(a, n_exact + n_near, sizeof *s);
    for (size_t i = 0; i < n_exact; i++) n += make(a, &exact[i], source, &s[n]);
    size_t n_first = n; /* these are in their order already */
    for (size_t i = 0; i < n_near; i++) n += make(a, &near[i], source, &s[n]);
    if (n > n_first) qsort(s + n_first, n - n_first, sizeof *s, by_likeness);
    for (size_t i = 0; i < n && kept < MEMORY_SUGGEST_MOST; i++)
        if (is_new(s, kept, &s[i], present)) s[kept++] = s[i];
    *ret_suggestion = s;
    *ret_n = kept;
    return 0;
}
