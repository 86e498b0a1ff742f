#ifndef PAGE_SHARE_CARD_H
#define PAGE_SHARE_CARD_H
/* What other sites show of a page that is passed on: Open Graph and what Twitter reads, under `og`
   of the page (web/README.md). */

#include "page/page.h"
#include "store/card.h"

/* Any page. */
void share_card_page(struct page *page, struct str title, struct str description);
/* A story's page; `modified_ms` 0: not changed since. */
void share_card_story(struct page *page, const struct card *card, int64_t modified_ms);

#endif
