#ifndef STORE_SITEMAP_STORE_H
#define STORE_SITEMAP_STORE_H
/* What search engines are told of: live editions of what is published, nothing else. */

#include "sql/database.h"
#include "story/edition.h"

struct sitemap_row {
    int64_t story_id;
    struct str language, source_language;
    enum edition_label label;
    struct str section_key, slug, headline;
    int64_t published_ms, live_ms;
    bool noindex; /* until it is revised */
};

/* Live editions of the stories with numbers from `first_id` to `last_id`, in the order of story and
   language. Costs as much for the last stories as for the first. */
int sitemap_store_range(struct database *db, struct arena *a, int64_t first_id, int64_t last_id,
                        int64_t now_ms, struct sitemap_row **ret_row, size_t *ret_n,
                        struct err *e) MUST_CHECK;
/* The number of the first published story from `first_id` on; 0 when there is none. */
int sitemap_store_next(struct database *db, int64_t first_id, int64_t now_ms, int64_t *ret_id,
                       struct err *e) MUST_CHECK;
/* Live editions in a language, published after `since_ms`, newest first, at most `limit`. */
int sitemap_store_news(struct database *db, struct arena *a, struct str language, int64_t since_ms,
                       int64_t now_ms, int64_t limit, struct sitemap_row **ret_row, size_t *ret_n,
                       struct err *e) MUST_CHECK;

#endif
