#ifndef PAGE_SEARCH_VIEW_H
#define PAGE_SEARCH_VIEW_H
/* The page of search, and what is suggested while somebody types. */

#include "page/search_results.h"

/* What was asked for, as it was sent: nothing of it is wrong, only without effect. */
struct search_form {
    struct str q, section, from, to; /* key; days as "2026-11-20" */
    bool newest, fragment;
    int64_t page;          /* from 1 on */
    struct str parameters; /* all but the page, encoded for an address */
    struct str words;      /* q alone, the same way */
};

/* Looks up what a form names; a section or day that does not exist is left out of the form too. */
int search_view_wish(struct arena *a, const struct page_maker *maker, struct str language,
                     struct search_form *form, struct search_wish *ret_wish,
                     struct err *e) MUST_CHECK;
int search_view_render(struct arena *a, const struct page_maker *maker,
                       const struct site_language *language, struct search_form *form,
                       struct buf *out, struct err *e) MUST_CHECK;
/* Topics that begin so, then the newest stories with such words in their headlines: items of a list
   box. */
int search_view_suggest(struct arena *a, const struct page_maker *maker,
                        const struct site_language *language, struct str typed, struct buf *out,
                        struct err *e) MUST_CHECK;

#endif
