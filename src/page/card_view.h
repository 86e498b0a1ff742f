#ifndef PAGE_CARD_VIEW_H
#define PAGE_CARD_VIEW_H
/* Stories in lists. */

#include "page/page.h"
#include "store/card.h"

/* Fills `object` with what the template `card` reads. */
void card_view_fill(const struct page *page, struct mustache_value *object,
                    const struct card *card);
/* A list of cards under `key` of `object`. */
void card_view_list(const struct page *page, struct mustache_value *object, const char *key,
                    const struct card *card, size_t n);
/* The first page of a list: what is dated from now on is not published yet. */
void card_view_newest(struct card_query *query);
/* Goes on behind a place that a reader gave; a place that lies ahead is the first page. */
void card_view_from(struct card_query *query, int64_t before_ms, int64_t before_id);
/* At most query->limit cards; *ret_more whether there are others behind them. */
int card_view_query(const struct page *page, const struct card_query *query, struct card **ret_card,
                    size_t *ret_n, bool *ret_more, struct err *e) MUST_CHECK;
/* The address where the list at `url` goes on after these cards; "" when !more. */
struct str card_view_next(const struct page *page, struct str url, const struct card *card,
                          size_t n, bool more);

#endif
