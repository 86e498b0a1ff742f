#ifndef STORE_JOB_STORE_H
#define STORE_JOB_STORE_H
/* Work that waits to be done: one row for each thing to do, until it is done. A worker leases a job
   for a while; when it dies or is too slow, the lease ends and another worker gets the job. Who has
   lost a lease can no longer end the job (E_CONFLICT): the work is thrown away. Queuing again takes
   a lease away too, since what the worker read is old then. */

#include "sql/database.h"

enum job_state {
    JOB_READY,
    JOB_LEASED,
    JOB_FAILED, /* given up; stays for people to see until it is queued again */
};

struct job {
    int64_t id;
    struct str kind;
    int64_t story_id;
    struct str language;
    enum job_state state;
    int64_t priority;
    int64_t attempts; /* leases since it was queued, this one included */
    int64_t run_after_ms;
    int64_t lease; /* number of this lease */
    struct str lease_owner;
    int64_t lease_until_ms;
    struct str problem; /* of the last attempt */
    int64_t created_ms;
};

/* Queues a job; one of the same kind, story and language starts anew. Smallest priority first. */
int job_store_queue(struct database *db, struct str kind, int64_t story_id, struct str language,
                    int64_t priority, int64_t now_ms, struct err *e) MUST_CHECK;
/* Takes the lease of a job away, when it has one: what its worker read is old. It starts anew. */
int job_store_take_back(struct database *db, struct str kind, int64_t story_id, struct str language,
                        bool *ret_taken, struct err *e) MUST_CHECK;
/* Takes it from the queue, when it is there. */
int job_store_cancel(struct database *db, struct str kind, int64_t story_id, struct str language,
                     struct err *e) MUST_CHECK;
/* Leases the job whose turn it is, by priority and then age, until now_ms + lease_ms. E_NOTFOUND
   when none is due; job_store_next_due says when to come again. Not within a transaction. */
int job_store_lease(struct database *db, struct arena *a, struct str owner, int64_t now_ms,
                    int64_t lease_ms, struct job *ret_job, struct err *e) MUST_CHECK;
/* Leases the other due jobs of the same kind and story, at most `limit`; none is no error. */
int job_store_lease_others(struct database *db, struct arena *a, const struct job *job,
                           struct str owner, int64_t now_ms, int64_t lease_ms, int64_t limit,
                           struct job **ret_job, size_t *ret_n, struct err *e) MUST_CHECK;
/* When the next job is due, which may be now or before; E_NOTFOUND when there is none. Only reads.
 */
int job_store_next_due(struct database *db, int64_t *ret_due_ms, struct err *e) MUST_CHECK;
/* The four things to do with a leased job. Each is E_CONFLICT when the lease is lost. */
int job_store_extend(struct database *db, const struct job *job, int64_t until_ms,
                     struct err *e) MUST_CHECK;
int job_store_done(struct database *db, const struct job *job, struct err *e) MUST_CHECK;
int job_store_retry(struct database *db, const struct job *job, int64_t run_after_ms,
                    struct str problem, struct err *e) MUST_CHECK;
int job_store_give_up(struct database *db, const struct job *job, struct str problem,
                      struct err *e) MUST_CHECK;
/* Its tries so far do not count; it need not be leased. */
int job_store_forgive(struct database *db, const struct job *job, struct err *e) MUST_CHECK;
/* Those that wait for another try, with what was wrong with the last one, oldest first. */
int job_store_waiting(struct database *db, struct arena *a, int64_t limit, struct job **ret_job,
                      size_t *ret_n, struct err *e) MUST_CHECK;
/* Everything that was given up is queued again; says how many. */
int job_store_queue_failed(struct database *db, int64_t now_ms, int64_t *ret_n,
                           struct err *e) MUST_CHECK;
/* How many jobs of a story (0: of all) are not ended, failed ones not counted. */
int job_store_pending(struct database *db, int64_t story_id, int64_t *ret_n,
                      struct err *e) MUST_CHECK;
/* Those given up, oldest first. */
int job_store_failed(struct database *db, struct arena *a, int64_t limit, struct job **ret_job,
                     size_t *ret_n, struct err *e) MUST_CHECK;
/* "ready", "leased", "failed" */
const char *job_state_name(enum job_state state);
bool job_state_from_name(struct str name, enum job_state *ret_state);

#endif
