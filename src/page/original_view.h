#ifndef PAGE_ORIGINAL_VIEW_H
#define PAGE_ORIGINAL_VIEW_H
/* The page of a translation beside its original, sentence by sentence. */

#include "page/page.h"
#include "store/card.h"
#include "story/edition.h"

/* A translation as far as readers see it, and what it is of. */
struct original_pair {
    struct edition edition, source;
};

/* Whether the card shows a translation, and not the story's own words. */
bool original_view_has(const struct card *card);
/* Loads both for a card that has one. */
int original_view_load(struct arena *a, const struct page_maker *maker, const struct card *card,
                       struct original_pair *ret_pair, struct err *e) MUST_CHECK;
/* This page in each of the site's languages, for page_begin; the story's own page where there is
   no translation. */
int original_view_addresses(struct arena *a, const struct page_maker *maker,
                            const struct card *card, struct page_address **ret_address,
                            struct err *e) MUST_CHECK;
int original_view_render(struct arena *a, const struct page_maker *maker, const struct card *card,
                         struct buf *out, struct err *e) MUST_CHECK;

#endif
