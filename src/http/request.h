#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H
/* What a client asks. Made by the server, read by handlers; all text lives as long as the request,
   and has been checked: no control characters, the path in valid UTF-8. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/header.h"

/* Bits, so that a route can name several. */
enum method {
    METHOD_GET = 1,
    METHOD_HEAD = 2,
    METHOD_POST = 4,
    METHOD_PUT = 8,
    METHOD_PATCH = 16,
    METHOD_DELETE = 32,
    METHOD_OPTIONS = 64,
};

/* How the message is framed; for the server. */
struct framing {
    bool keep_alive;      /* the client wants more from this connection */
    bool old;             /* HTTP/1.0 */
    bool expect_continue; /* the client waits for a word before it sends the body */
    bool chunked;
    bool has_length;
    uint64_t length; /* of Content-Length */
};

struct request {
    enum method method;
    struct str method_text; /* "GET" */
    struct str raw_path;    /* as sent: "/eu/kaixo%20denok" */
    struct str path;        /* decoded; see url_decode_path for what it cannot contain */
    struct str query;       /* raw, without '?'; p is NULL when there is none */
    struct str host;        /* with port when sent; from the target when that is absolute */
    struct header *header;  /* in the order sent */
    size_t n_headers;
    struct framing framing;
    struct str body;      /* whole; chunks put together */
    struct str remote;    /* the client's address, "192.0.2.1" or "2001:db8::1" */
    struct header *param; /* names and values of a route's {parts}, set by the router */
    size_t n_params;
    struct arena *arena; /* lives until the answer is sent; memory for handlers */
    void *context;       /* the server's, see server_config */
    void *worker;        /* what the worker thread owns; NULL on the quick path */
    bool may_defer;      /* the handler may set response.later, and is then called again */
};

/* The value of the first header of that name (case does not matter); p is NULL when there is
   none. */
struct str request_header(const struct request *req, struct str name);
/* The same, but the empty text when there is none. */
struct str request_header_text(const struct request *req, struct str name);
/* The part of the path that the route calls `name`; the empty text when it has none. */
struct str request_param(const struct request *req, struct str name);
/* GET, HEAD, OPTIONS: changes nothing. */
bool request_is_safe(const struct request *req);

#endif
