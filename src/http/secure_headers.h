#ifndef HTTP_SECURE_HEADERS_H
#define HTTP_SECURE_HEADERS_H
/* The one place for what keeps browsers from harming readers: headers that every answer carries,
   and the check that a changing request comes from our own pages. */

#include <stddef.h>

#include "http/header.h"
#include "http/request.h"

/* The headers; every answer of a handler gets those it has not set itself. */
const struct header *secure_headers(size_t *ret_n);

enum secure_origin {
    SECURE_ORIGIN_OWN,     /* from a page of this site, or a safe method */
    SECURE_ORIGIN_FOREIGN, /* from another site: refuse with 403 */
    SECURE_ORIGIN_UNKNOWN, /* not from a browser of today: only with a bearer token, never on
                              the strength of a cookie */
};

/* Judges a request by Sec-Fetch-Site, then by Origin, whose host must be the request's own. */
enum secure_origin secure_headers_origin(const struct request *req);

#endif
