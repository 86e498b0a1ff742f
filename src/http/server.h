#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H
/* The HTTP/1.1 server. A few loop threads accept, read and write; a request without a body is
   first shown to `quick`, which may answer from memory there and then; all others go to a pool of
   workers, where `handle` is plain blocking code. Requests of one connection are answered one after
   the other, in their order. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "http/answer.h"
#include "http/request.h"
#include "http/response.h"

struct server;

/* What is known of a request that the server refuses itself. */
struct server_refusal {
    int status;
    struct str why;       /* in English */
    struct str path;      /* as sent, or empty: it may be of any bytes */
    struct str languages; /* Accept-Language, or empty: it may be of any bytes */
};

struct server_config {
    const char *address; /* "127.0.0.1", "::", "localhost" */
    int port;            /* 0: any free one, see server_port */
    size_t n_loops;      /* one per core that is to serve */
    size_t n_workers;
    /* Workers of their own for what takes long, so that it holds up nobody else: a handler whose
       request.may_defer is true sets response.later and returns; it is called again by one of
       these. 0: there are none, and nobody may defer. */
    size_t n_patient;
    size_t max_queue; /* requests that wait for a worker; more get 503 with Retry-After */

    size_t max_head, max_target, max_headers; /* see struct head_limits */
    uint64_t max_body;                        /* bytes, where body_limit says nothing else */
    uint64_t max_body_memory;                 /* bytes of all bodies being held; more get 503 */
    size_t max_connections;                   /* more get 503 */
    size_t max_connections_per_address;       /* IPv6: per /64; 0: no bound (behind a proxy) */
    int64_t idle_ms;                          /* between requests */
    int64_t head_ms;                          /* from the first byte of a head to its last */
    int64_t body_ms;                          /* for each 16 KB of a body */
    int64_t write_ms;                         /* for each 16 KB that the client takes */
    int64_t ping_ms;                          /* between signs of life on a stream of events */
    size_t max_streams;                       /* of events; more get 503 */
    bool log_requests;                        /* a line at debug level for each */

    /* On a loop's thread, for requests without a body: must not block. True when it has filled in
       *ret_answer, of which nothing may live in request.arena: that is the next request's before
       the answer is sent. May be NULL. */
    bool (*quick)(void *context, struct request *req, struct answer *ret_answer);
    /* On a worker's thread. */
    void (*handle)(struct request *req, struct response *res);
    /* On a loop's thread, when a head with a body has come: the most bytes it may have, or 0 for
       max_body. May be NULL. */
    uint64_t (*body_limit)(void *context, struct request *req);
    /* On a loop's thread: must not block. Fills in the body of a refusal, whose status is set; all
       that it uses lives in res->arena or as long as the server. May be NULL: a line of text. */
    void (*refuse)(void *context, const struct server_refusal *refusal, struct response *res);
    /* What each worker thread owns, see pool_config; may be NULL. */
    int (*worker_open)(void *context, void **ret_worker, struct err *e);
    void (*worker_close)(void *context, void *worker);
    void *context; /* for all of these; request.context too */
};

struct server_stats {
    uint64_t requests;    /* answered or refused, since the start */
    uint64_t quick;       /* of these, on the quick path */
    uint64_t accepted;    /* connections since the start */
    uint64_t refused;     /* connections over a limit */
    uint64_t connections; /* open now */
    uint64_t streams;     /* of these, streams of events */
    uint64_t bytes_sent;
    uint64_t queued; /* requests that wait for a worker now */
};

/* The usual limits; address, port, handlers and context are left empty. */
void server_defaults(struct server_config *ret_config);
/* Listens and starts the threads; the config's strings must live as long as the server.
   E_CONFLICT when the port is in use, E_DENIED when it may not be used, E_INVALID for an address
   that is not this machine's, or what worker_open said. */
int server_open(const struct server_config *config, struct server **ret_server,
                struct err *e) MUST_CHECK;
/* The port it listens on. */
int server_port(const struct server *s);
void server_stats(const struct server *s, struct server_stats *ret_stats);
/* Takes no more connections, lets requests that are on their way end, cuts what is left after
   wait_ms, and frees the server. E_BUSY when a handler is still running even then: the server then
   stays in memory without connections, and the program should end. NULL is fine. */
int server_stop(struct server *s, int64_t wait_ms, struct err *e) MUST_CHECK;

#endif
