#include "translate/memory_recall.h"

int memory_recall_read(struct database *db, struct arena *a, const struct edition *source,
                       int64_t section_id, struct str to, struct memory_recall *ret_recall,
                       struct err *e) {
    struct memory_recall recall = {arena_array(a, source->n_segments, sizeof *recall.of)};
    bool has;
    int code = memory_search_has(db, source->language, to, &has, e);
    for (size_t i = 0; i < source->n_segments && !code && has; i++) {
        const struct segment *s = &source->segment[i];
        struct memory_entry *entry;
        struct memory_wish wish = {
            .from = source->language,
            .to = to,
            .words = str_slice(source->document.block[s->block].text.s, s->start, s->end),
            .story_id = source->story_id,
            .section_id = section_id,
        };
        size_t n;
        code = memory_search_exact(db, a, &wish, &entry, &n, e);
        if (!code && n) recall.of[i] = (struct memory_recalled){entry, n};
    }
    if (!code) *ret_recall = recall;
    return code;
}
