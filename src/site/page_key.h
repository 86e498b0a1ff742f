#ifndef SITE_PAGE_KEY_H
#define SITE_PAGE_KEY_H
/* What a kept page is known by: the path, and of the query only what makes it another page, always
   written in the same way. So "?utm_source=x" is the page without it, and nobody can fill the cache
   with names that mean nothing. */

#include "base/err.h"
#include "http/request.h"

/* The part of a list that a request asks for. */
struct page_place {
    bool is_set;
    int64_t before_ms, before_id;
    bool fragment;
};

/* E_NOTFOUND when the route's {place} is no place, E_INVALID when the query cannot be read. */
int page_key_place(const struct request *req, struct page_place *ret_place,
                   struct err *e) MUST_CHECK;
/* The request's own path, or text in its arena. Paths that end with '/' are lists, of whose query
   `fragment` counts; of other pages nothing does. The empty text for a query that cannot be
   read. */
struct str page_key_of(const struct request *req);

#endif
