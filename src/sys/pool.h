#ifndef SYS_POOL_H
#define SYS_POOL_H
/* A fixed number of worker threads and a bounded queue in front of them. Each worker may own
   something of its own (a database connection, an engine's scratch memory), made and given back on
   its own thread. All functions are safe from any thread; pool_close from one. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct pool;

struct pool_config {
    const char *name; /* of the threads, at most 15 bytes are seen; static */
    size_t n_workers; /* at least 1 */
    size_t max_queue; /* jobs that may wait, at least 1 */
    int nice;         /* added to the threads' niceness: 0 as the process, 10 yields to readers */
    /* What each worker owns; both may be NULL. open runs on the worker's thread before its first
       job, close after its last. */
    int (*worker_open)(void *context, void **ret_worker, struct err *e);
    void (*worker_close)(void *context, void *worker);
    void *context;
};

/* Starts the threads and waits until every worker_open has ended; when one fails, all is closed
   again and its error returned. Signals are blocked in the threads. */
int pool_open(const struct pool_config *config, struct pool **ret_pool, struct err *e) MUST_CHECK;
/* Queues run(job, worker). False, and nothing queued, when the queue is full or the pool closes:
   the caller still owns the job. */
bool pool_add(struct pool *p, void (*run)(void *job, void *worker), void *job) MUST_CHECK;
/* Jobs that wait, not counting those that run. */
size_t pool_queued(struct pool *p);
/* Takes no more jobs, runs what is queued, ends the threads and frees the pool. When that takes
   longer than wait_ms (negative: no bound), E_BUSY: the threads go on, the pool is still there, and
   it may be closed again later. NULL is fine. */
int pool_close(struct pool *p, int64_t wait_ms, struct err *e) MUST_CHECK;

#endif
