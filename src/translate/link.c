#include "translate/link.h"

#include <stdlib.h>

static int by_target(const void *left, const void *right) {
    const struct engine_link *a = left, *b = right;
    if (a->target_start != b->target_start) return a->target_start < b->target_start ? -1 : 1;
    if (a->source_start != b->source_start) return a->source_start < b->source_start ? -1 : 1;
    return 0;
}

void link_sort(struct link_list list) {
    if (list.n > 1) qsort(list.link, list.n, sizeof *list.link, by_target);
}

/* The first link of a sorted list whose target reaches beyond byte `from`. Targets are words, so
   they are apart or the same. */
static size_t first_reaching(struct link_list list, uint32_t from) {
    size_t low = 0, high = list.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list.link[middle].target_end <= from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct link_list link_compose(struct arena *a, struct link_list first, struct link_list second) {
    struct link_list composed = {NULL, 0};
    size_t capacity = 0;
    for (size_t i = 0; i < second.n; i++) {
        const struct engine_link *late = &second.link[i];
        for (size_t j = first_reaching(first, late->source_start); j < first.n; j++) {
            const struct engine_link *early = &first.link[j];
            if (early->target_start >= late->source_end) break;
            composed.link =
                arena_grow(a, composed.link, composed.n, &capacity, sizeof *composed.link);
            composed.link[composed.n++] = (struct engine_link){
                .source_start = early->source_start,
                .source_end = early->source_end,
                .target_start = late->target_start,
                .target_end = late->target_end,
            };
        }
    }
    link_sort(composed);
    return composed;
}
