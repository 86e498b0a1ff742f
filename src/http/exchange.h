#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H
/* A request on its way through a worker, and its response. It stands on its own: when the client
   goes away meanwhile, its connection goes, and the exchange ends by itself. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/answer.h"
#include "http/body_reader.h"
#include "http/request.h"
#include "http/response.h"

struct conn;
struct loop;

struct exchange {
    struct arena arena;
    struct request req;
    struct response res;
    struct answer answer; /* when the worker is done */
    struct buf body;
    struct body_reader reader;
    uint64_t counted; /* of the body's memory, in the server's sum */
    int64_t began_us;
    struct loop *loop;
    struct conn *conn;     /* NULL when the client has gone; the loop's thread only */
    struct exchange *next; /* in a list of the loop */
};

/* Copies the head, which has been parsed before, and sets request.remote to a copy. `max_body` is
   the most bytes that its body may have. */
struct exchange *exchange_open(struct loop *l, struct conn *c, struct str head, struct str remote,
                               uint64_t max_body);
/* Takes bytes of the body, see body_reader_take. 503 when all bodies together are too large. */
struct refusal exchange_take_body(struct exchange *x, struct str in, size_t *ret_used);
/* Queues it for a worker, which calls loop_answered in the end. False when the queue is full. */
bool exchange_submit(struct exchange *x);
/* Frees it, from any thread, when no worker has it. Takes NULL. The type is that of a release. */
void exchange_close(void *exchange);

#endif
