#ifndef PAGE_SEARCH_RESULTS_H
#define PAGE_SEARCH_RESULTS_H
/* What a search finds, as the site and the API show it: stories in the reader's language; behind
   them those that only answer in another of the site's languages, in that one. Only stories that
   are published at this moment. */

#include "page/page.h"
#include "store/card.h"
#include "story/search_query.h"

enum { SEARCH_RESULTS_MAX_PAGES = 25 };

struct search_wish {
    struct search_query query;
    struct str language;        /* of the reader; one of the site's */
    int64_t section_id;         /* 0: all */
    int64_t from_ms, before_ms; /* 0: any */
    bool newest;
    int64_t page; /* from 1 on */
};

struct search_result {
    struct card card;     /* in the language it was found in */
    struct html headline; /* with <mark> */
    struct html snippet;  /* the same; may be empty */
};

struct search_results {
    struct search_result *result; /* of this page, in the arena */
    size_t n;
    int64_t total; /* of all pages */
    bool more;     /* there are even more than that */
    bool next;     /* there is a further page */
};

/* A query without terms finds nothing. */
int search_results_find(struct arena *a, const struct page_maker *maker,
                        const struct search_wish *wish, struct search_results *ret_results,
                        struct err *e) MUST_CHECK;

#endif
