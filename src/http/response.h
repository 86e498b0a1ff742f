#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H
/* What a handler answers. It starts as 200 without a body; the last word on status and body counts.
   Functions here cannot fail in the middle of a handler: a header that may not be sent marks the
   whole answer failed, and the client gets 500 instead of half an answer. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "http/header.h"
#include "http/request.h"

struct response {
    struct arena *arena;
    int status;
    struct header *header;
    size_t n_headers, capacity;
    struct str body;
    int fd; /* -1, or a file whose bytes [file_start, file_start + file_n) are the body */
    uint64_t file_start, file_n;
    void (*release)(void *owner); /* called once when the body has been sent, or never will be */
    void *owner;
    bool later;       /* see server_config.n_patient */
    bool plain;       /* the body is never compressed */
    bool failed;      /* becomes 500 */
    uint64_t channel; /* not 0: a stream of events, see http/event_stream.h */
    int64_t after_id;
};

void response_init(struct response *res, struct arena *a);
/* Gives the body back: closes the file, releases the owner. */
void response_release(struct response *res);
/* 200 to 599. */
void response_status(struct response *res, int status);
/* Sets a header, replacing one of that name; name and value are copied. A name that is no token or
   a value with a line break or another control character fails the answer. Date, Connection,
   Content-Length and Transfer-Encoding are the server's: setting them fails it too. */
void response_header(struct response *res, struct str name, struct str value);
/* Adds one more of that name (Set-Cookie, Link). */
void response_add_header(struct response *res, struct str name, struct str value);
/* Adds a name to the list in Vary, once. */
void response_vary(struct response *res, struct str name);
/* The body, in memory that lives as long as the arena. Sets Content-Type unless `type` is empty. */
void response_body(struct response *res, struct str type, struct str bytes);
/* The body, in memory that somebody else keeps until release(owner). */
void response_shared_body(struct response *res, struct str type, struct str bytes,
                          void (*release)(void *owner), void *owner);

struct response_file {
    int fd; /* becomes the response's, whatever happens; its offset does not matter */
    struct str type;
    struct str etag;     /* with quotes; may be empty */
    int64_t modified_ms; /* wall time; 0 when unknown */
};

/* Answers with a file's bytes, with Range (one range: 206, or 416), If-Range, If-None-Match and
   If-Modified-Since (304). Never compressed. E_IO when the file cannot be looked at; the response
   then has no body. */
int response_file(struct response *res, const struct request *req, const struct response_file *file,
                  struct err *e) MUST_CHECK;
/* A redirect (301, 302, 303, 307, 308). What may not stand in an address is percent-encoded; an
   empty target fails the answer. Whether strangers may choose the target is the caller's to decide
   (url_is_local). */
void response_redirect(struct response *res, int status, struct str target);
/* Sets ETag and, when not 0, Last-Modified, and answers the client's conditions: true when it
   has this page already; the response is then a complete 304. `etag` is strong and without coding
   (the server adds that); empty when there is none. */
bool response_unchanged(struct response *res, const struct request *req, struct str etag,
                        int64_t modified_ms);
/* A short page in plain text, "404 Not Found" and a line that says why; for what no handler
   answers more kindly. */
void response_plain_error(struct response *res, int status, struct str why);

#endif
