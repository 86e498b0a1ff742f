#ifndef PAGE_STORY_VIEW_H
#define PAGE_STORY_VIEW_H
/* The page of a story. */

#include "page/page.h"
#include "store/card.h"

/* Renders the story's page in the language of `card` (from card_load) into `out`. */
int story_view_render(struct arena *a, const struct page_maker *maker, const struct card *card,
                      struct buf *out, struct err *e) MUST_CHECK;
/* Where the story is in each of the site's languages, for page_begin; in the arena. */
int story_view_addresses(struct arena *a, const struct page_maker *maker, const struct card *card,
                         struct page_address **ret_address, struct err *e) MUST_CHECK;

#endif
