#ifndef PAGE_SHARE_CARD_H
#define PAGE_SHARE_CARD_H
/* What other sites show of a page that is passed on: Open Graph and what Twitter reads, under `og`
   of the page (web/README.md); and the picture made for a story's edition. */

#include "page/page.h"
#include "store/card.h"

enum { SHARE_CARD_WIDTH = 1200, SHARE_CARD_HEIGHT = 630 };

/* All that stands on the picture, and its name, which says so: "card-42-eu-1f2e….jpg" has a hash
   of all of it, so that an address never changes its picture. */
struct share_card {
    struct str headline, newsroom, notice, language;
    struct str picture; /* as the document names it; "" without one */
    struct str name;
};

/* The picture of an edition, in words of the language whose page it is. */
struct share_card share_card_of(struct arena *a, const struct site_info *site,
                                const struct site_language *language,
                                const struct edition_row *edition);
/* The number of the story and the language in such a name; false for other names. */
bool share_card_parse(struct str name, int64_t *ret_story_id, struct str *ret_language);

/* Any page. */
void share_card_page(struct page *page, struct str title, struct str description);
/* A story's page; `modified_ms` 0: not changed since. */
void share_card_story(struct page *page, const struct card *card, int64_t modified_ms);

#endif
