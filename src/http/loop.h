#ifndef HTTP_LOOP_H
#define HTTP_LOOP_H
/* One event loop: a thread with its own listening socket and its own connections, which it alone
   touches. Inside of the server; see http/server.h for what others use. */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "http/deadlines.h"
#include "http/head.h"
#include "http/outbox.h"
#include "http/peers.h"
#include "http/server.h"
#include "http/stream_table.h"
#include "sys/pool.h"

struct exchange;

/* What all loops of a server share. */
struct loop_commons {
    struct server_config config;
    struct head_limits limits;
    struct pool *pool, *patient; /* the second may be NULL */
    struct peers *peers;
    _Atomic uint64_t body_memory; /* bytes of all bodies being held */
    _Atomic size_t n_streams;     /* open ones, of all loops */
};

/* Written by the loop's thread, read by any. */
struct loop_counters {
    _Atomic uint64_t requests, quick, accepted, refused, bytes_sent;
};

struct loop {
    struct loop_commons *commons;
    const struct server_config *config; /* commons->config */
    int epoll, wake, listener;          /* listener -1: takes no more connections */
    bool resting;                       /* out of descriptors: accepts again a moment later */
    struct deadlines deadlines;
    int64_t now_ms;     /* monotonic, of this round */
    char *scratch;      /* LOOP_SCRATCH bytes, for what is read */
    struct arena arena; /* of the request at hand, on the quick path */
    struct outbox *free_outbox;
    size_t n_free_outboxes;
    char tail[64]; /* "Date: …", line break, empty line */
    size_t n_tail;
    int64_t tail_second;
    size_t n_conns, n_turned_away; /* the second: of these, those that only get a 503 */
    struct loop_counters counters;
    struct stream_table streams;
    pthread_mutex_t lock;
    struct exchange *done; /* under the lock: answered by workers, newest first */
    struct stream_event *published, *newest_published; /* under the lock */
    _Atomic int64_t stop_at_ms; /* 0: do not stop; else cut everything then */
    pthread_t thread;
};

enum { LOOP_SCRATCH = 65536 };

/* Starts the thread. Takes the listener, whatever happens. */
int loop_open(struct loop_commons *commons, int listener, struct loop **ret_loop,
              struct err *e) MUST_CHECK;
/* From any thread: a worker has made this exchange's answer. */
void loop_answered(struct loop *l, struct exchange *x);
/* From any thread: something happened. Takes the event. */
void loop_publish(struct loop *l, struct stream_event *event);
/* From any thread: finish, and cut what is left at that monotonic time. */
void loop_stop(struct loop *l, int64_t at_ms);
/* Waits for the end of the thread, whose connections are all closed then. */
void loop_join(struct loop *l);
/* After loop_join, when no worker can answer any more. NULL is fine. */
void loop_close(struct loop *l);

/* For connections, on the loop's thread. */
void loop_count(_Atomic uint64_t *counter, uint64_t n);
struct outbox *loop_take_outbox(struct loop *l);
void loop_return_outbox(struct loop *l, struct outbox *o);

#endif
