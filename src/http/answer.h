#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H
/* An answer as bytes, ready to be sent: what a response becomes, and what a page cache keeps. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/request.h"
#include "http/response.h"

struct answer {
    int status;
    /* "HTTP/1.1 200 OK", the headers, Content-Length included, each line with its CR LF; without
       Date, Connection and the final empty line, which the server adds. */
    struct str head;
    struct str body; /* never sent for HEAD: leave it in, the server knows */
    int fd;          /* -1, or the file that is the body instead */
    uint64_t file_start, file_n;
    uint64_t channel; /* not 0: stays open as a stream of events that begins with the body; the head
                         has no Content-Length then */
    int64_t after_id;
    /* Called once, when nothing of the answer is needed any more; from the thread of a loop. May be
       NULL. */
    void (*release)(void *owner);
    void *owner;
};

/* The head of a response whose body has `length` bytes, as it stands in struct answer. The security
   headers that it has not set itself are added. For a 204 or 304 the length is left out. */
struct str answer_head(struct arena *a, const struct response *res, uint64_t length);
/* Turns a finished response into an answer: compresses text for clients that take it (ETag and Vary
   follow), makes a failed one a 500. The answer's parts live as long as the response and its
   arena, whose owner sets .release. */
struct answer answer_of(struct response *res, const struct request *req);

#endif
