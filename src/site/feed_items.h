#ifndef SITE_FEED_ITEMS_H
#define SITE_FEED_ITEMS_H
/* Stories as items of feeds. */

#include "page/page.h"
#include "store/card.h"
#include "wire/feed.h"

enum { FEED_ITEMS_MAX = 20 };

/* The newest FEED_ITEMS_MAX stories that answer the query (its language, section and topic), in a
   language of the site. */
int feed_items_load(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, const struct card_query *query,
                    struct feed_item **ret_item, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
