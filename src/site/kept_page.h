#ifndef SITE_KEPT_PAGE_H
#define SITE_KEPT_PAGE_H
/* Public pages, and what programs read, through the page cache: given out as they are kept, or made
   and kept. For pages that are the same for everybody and are made of the newsroom's database only.
   A handler:

       struct kept_page kept;
       if (kept_page_begin(req, res, &kept)) return;
       … fills `page`, or answers otherwise …
       kept_page_send(req, res, &kept, page, code, &e);
       kept_page_end(req, &kept);

   Between begin and end the worker's database shows one and the same state to all statements, and
   what views read is noted (page/page_tags.h). */

#include "http/answer.h"
#include "http/request.h"
#include "http/response.h"
#include "page/page_cache.h"
#include "page/web_worker.h"

struct kept_page {
    struct str type; /* its MIME type; HTML where the handler says nothing else */
    struct str link; /* what its header Link says; "" */
    bool is_on;      /* the page is being made to be kept */
    struct page_flight flight;
    struct page_tags tags;
    int64_t version, made_ms;
};

/* For the server's loops: whether the page is kept, and then its answer. */
bool kept_page_quick(struct page_cache *cache, struct request *req, struct answer *ret_answer);

/* True when the request has been answered from the cache. */
bool kept_page_begin(struct request *req, struct response *res, struct kept_page *ret_kept);
/* Sends the page, for code 0, and keeps it; else the error page for `e`. */
void kept_page_send(struct request *req, struct response *res, struct kept_page *kept,
                    const struct buf *page, int code, const struct err *e);
void kept_page_end(const struct request *req, struct kept_page *kept);

/* Headers that let shared caches keep a public page, and forget it. */
void kept_page_headers(struct response *res, struct str names, struct str groups);

/* Packs one page better than there was time for; `a` is scratch. */
void kept_page_pack(struct page_cache *cache, struct arena *a, struct page_packing *packing);

#endif
