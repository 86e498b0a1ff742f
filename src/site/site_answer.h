#ifndef SITE_SITE_ANSWER_H
#define SITE_SITE_ANSWER_H
/* How pages are answered, once they are made. */

#include "http/request.h"
#include "http/response.h"
#include "page/web_worker.h"

struct web_worker *site_worker(const struct request *req);
/* The language that the path names, or NULL when the site is not in it. */
const struct site_language *site_path_language(const struct request *req);
/* The language to speak in when the path names none: what the browser asks for, or the site's
   source language. */
const struct site_language *site_reader_language(const struct request *req);

/* A buffer for a page; its memory goes with the request. */
struct buf *site_page(const struct request *req);
/* Sends the page with ETag and Cache-Control: everybody gets the same bytes, and caches ask
   whether there are new ones. A code other than 0 sends the error page for `e` instead. */
void site_send_page(const struct request *req, struct response *res, const struct buf *page,
                    int code, const struct err *e);
/* The same for what programs read: `type` is its MIME type. */
void site_send_data(const struct request *req, struct response *res, struct str type,
                    const struct buf *data, int code, const struct err *e);
/* The same for what is one reader's own: never kept by a cache. */
void site_send_private(const struct request *req, struct response *res, const struct buf *page,
                       int code, const struct err *e);
/* A page that says what is wrong, in the reader's language. */
void site_send_error(const struct request *req, struct response *res, int status);
/* An old address: 301 to where it is now. */
void site_send_moved(struct response *res, struct str url);
/* For addresses that do not exist. */
void site_not_found(struct request *req, struct response *res);

#endif
