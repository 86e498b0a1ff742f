#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H
/* From method and path to the handler. Patterns are paths whose segments are text or a {name}:
       /my-list/{lang}     /{lang}/{section}/{slug}     /media/{path*}
   {name} takes one segment, which is not empty; text around it, as in /sitemap-{n}.xml, must be
   there too; {name*}, at the end only, takes all that is left, which is not empty either. "/eu" and
   "/eu/" are two paths. Where several patterns fit, the first segment in which they differ decides:
   text before {name} with text around it (of several, the first in the table) before {name} before
   {name*}. */

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "http/request.h"
#include "http/response.h"

struct router;

typedef void router_handler(struct request *req, struct response *res);

struct router_entry {
    unsigned methods;    /* bits of enum method; GET serves HEAD too */
    const char *pattern; /* static */
    router_handler *handle;
    size_t max_body; /* bytes; 0: the server's own limit */
};

/* Reads the table, which must live as long as the router. E_INVALID for a malformed pattern,
   E_CONFLICT for two routes that take the same method and paths. */
int router_open(struct arena *a, const struct router_entry *route, size_t n_routes,
                struct router **ret_router, struct err *e) MUST_CHECK;
/* The route of a request, and its params set in the request; NULL when there is none. Then
 *ret_allowed has the methods that the path does take (0: no such path). */
const struct router_entry *router_match(const struct router *r, struct request *req,
                                        unsigned *ret_allowed);
/* Answers a request: by its handler; OPTIONS and 405 with Allow; for an unknown path not_found
   when it is given, a plain 404 otherwise. */
void router_handle(const struct router *r, struct request *req, struct response *res,
                   router_handler *not_found);

#endif
