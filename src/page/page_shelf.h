#ifndef PAGE_PAGE_SHELF_H
#define PAGE_PAGE_SHELF_H
/* What many pages read alike, kept from one page to the next as long as nothing in the newsroom
   changes: the newest stories of each list. Of one worker. */

#include "store/card.h"

struct page_shelf;

struct page_shelf *page_shelf_open(void);
/* Takes NULL. */
void page_shelf_close(struct page_shelf *shelf);
/* Between these two, all reading is of the state whose newest change is `version`. What is given
   out lives until end, and must not be changed. */
void page_shelf_begin(struct page_shelf *shelf, int64_t version);
void page_shelf_end(struct page_shelf *shelf);

/* As card_list, which it is when `shelf` is NULL or has not begun. */
int page_shelf_cards(struct page_shelf *shelf, struct database *db, struct arena *a,
                     const struct card_query *query, struct card **ret_card, size_t *ret_n,
                     struct err *e) MUST_CHECK;

#endif
