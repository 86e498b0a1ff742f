#ifndef PAGE_LIVE_VIEW_H
#define PAGE_LIVE_VIEW_H
/* What a page has to know to be told of news: the address of its stream of events, which says what
   the page shows already. */

#include "page/page.h"
#include "store/card.h"

/* Stands for what the page of a story says: another one, another text or label. In the arena. */
struct str live_view_tag(struct arena *a, const struct card *card);
/* "live" for the page of a story. */
void live_view_story(const struct page *page, const struct card *card);
/* "live" for the first page of a list that begins with these cards. `of` is "" for the front page;
   else "section" or "topic", whose key is given. */
void live_view_list(const struct page *page, struct str of, struct str key, const struct card *card,
                    size_t n);

#endif
