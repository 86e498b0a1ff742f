#include "store/job_store.h"

/* A job that may run at once has state ready and run_after_ms 0. Those that wait for their time
   keep it in run_after_ms and are woken by wake(): so the index job_by_turn gives the next job
   without passing by those that wait, however many they are. */

#define JOB_COLUMNS                                                                                \
    "id, kind, story_id, language, state, priority, attempts, run_after_ms, lease, lease_owner,"   \
    " lease_until_ms, problem, created_ms"

const char *job_state_name(enum job_state state) {
    switch (state) {
    case JOB_READY: return "ready";
    case JOB_LEASED: return "leased";
    case JOB_FAILED: return "failed";
    }
    return "unknown";
}

bool job_state_from_name(struct str name, enum job_state *ret_state) {
    for (enum job_state s = JOB_READY; s <= JOB_FAILED; s++) {
        if (!str_eq(name, str_of(job_state_name(s)))) continue;
        *ret_state = s;
        return true;
    }
    return false;
}

static int read_job(const struct rows *rows, struct arena *a, struct job *ret_job, struct err *e) {
    struct job job = {
        .id = rows_int64(rows, 0),
        .kind = rows_text(rows, a, 1),
        .story_id = rows_int64(rows, 2),
        .language = rows_text(rows, a, 3),
        .priority = rows_int64(rows, 5),
        .attempts = rows_int64(rows, 6),
        .run_after_ms = rows_int64(rows, 7),
        .lease = rows_int64(rows, 8),
        .lease_owner = rows_text(rows, a, 9),
        .lease_until_ms = rows_int64(rows, 10),
        .problem = rows_text(rows, a, 11),
        .created_ms = rows_int64(rows, 12),
    };
    struct str state = rows_text(rows, a, 4);
    if (!job_state_from_name(state, &job.state))
        return err_set(e, E_DB, "job %lld has the unknown state \"%.*s\"", (long long)job.id,
                       (int)state.n, state.p);
    *ret_job = job;
    return 0;
}

static int read_jobs(struct database *db, struct arena *a, const char *sql,
                     const struct value *value, size_t n_values, struct job **ret_job,
                     size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(db, sql, value, n_values, &rows, e);
    if (rc) return rc;
    struct job *job = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        job = arena_grow(a, job, n, &capacity, sizeof *job);
        rc = read_job(rows, a, &job[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_job = job;
    *ret_n = n;
    return 0;
}

int job_store_queue(struct database *db, struct str kind, int64_t story_id, struct str language,
                    int64_t priority, int64_t now_ms, struct err *e) {
    return database_run(
        db,
        "INSERT INTO job (kind, story_id, language, state, priority, attempts, run_after_ms,"
        " lease, lease_owner, lease_until_ms, problem, created_ms)"
        " VALUES ($1, $2, $3, 'ready', $4, 0, 0, 0, '', 0, '', $5)"
        " ON CONFLICT (story_id, language, kind) DO UPDATE SET state = 'ready',"
        " priority = CASE WHEN job.state = 'ready' AND job.priority < excluded.priority"
        " THEN job.priority ELSE excluded.priority END,"
        " attempts = 0, run_after_ms = 0, lease_owner = '', lease_until_ms = 0, problem = '',"
        " created_ms = excluded.created_ms",
        SQL_VALUES(value_text(kind), value_int64(story_id), value_text(language),
                   value_int64(priority), value_int64(now_ms)),
        e);
}

int job_store_take_back(struct database *db, struct str kind, int64_t story_id, struct str language,
                        bool *ret_taken, struct err *e) {
    int rc = database_run(
        db,
        "UPDATE job SET state = 'ready', attempts = 0, run_after_ms = 0, lease_owner = '',"
        " lease_until_ms = 0 WHERE kind = $1 AND story_id = $2 AND language = $3"
        " AND state = 'leased'",
        SQL_VALUES(value_text(kind), value_int64(story_id), value_text(language)), e);
    if (!rc) *ret_taken = database_changed(db) > 0;
    return rc;
}

int job_store_cancel(struct database *db, struct str kind, int64_t story_id, struct str language,
                     struct err *e) {
    return database_run(db, "DELETE FROM job WHERE kind = $1 AND story_id = $2 AND language = $3",
                        SQL_VALUES(value_text(kind), value_int64(story_id), value_text(language)),
                        e);
}

/* What there is to do; each is 0 when there is none. */
struct turn {
    int64_t n_ready;       /* 0 or 1 */
    int64_t first_waiting; /* earliest run_after_ms of those that wait */
    int64_t first_lease;   /* earliest lease_until_ms */
};

static int read_turn(struct database *db, struct turn *ret_turn, struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db,
        "SELECT (SELECT count(*) FROM"
        " (SELECT id FROM job WHERE state = 'ready' AND run_after_ms = 0 LIMIT 1) r),"
        " (SELECT min(run_after_ms) FROM job WHERE state = 'ready' AND run_after_ms > 0),"
        " (SELECT min(lease_until_ms) FROM job WHERE state = 'leased')",
        NULL, 0, &rows, e);
    if (rc) return rc;
    struct turn turn = {0};
    if (rows_next(rows, e))
        turn = (struct turn){rows_int64(rows, 0), rows_int64(rows, 1), rows_int64(rows, 2)};
    rc = rows_close(rows, 0, e);
    if (!rc) *ret_turn = turn;
    return rc;
}

static bool is_over(int64_t time_ms, int64_t now_ms) {
    return time_ms && time_ms <= now_ms;
}

/* Makes ready whose time has come and whose worker has not come back. */
static int wake(struct database *db, const struct turn *turn, int64_t now_ms, struct err *e) {
    int rc = 0;
    if (is_over(turn->first_waiting, now_ms))
        rc = database_run(db,
                          "UPDATE job SET run_after_ms = 0 WHERE state = 'ready'"
                          " AND run_after_ms > 0 AND run_after_ms <= $1",
                          SQL_VALUES(value_int64(now_ms)), e);
    if (!rc && is_over(turn->first_lease, now_ms))
        rc = database_run(db,
                          "UPDATE job SET state = 'ready', run_after_ms = 0, lease_owner = '',"
                          " problem = 'the worker did not come back in time'"
                          " WHERE state = 'leased' AND lease_until_ms <= $1",
                          SQL_VALUES(value_int64(now_ms)), e);
    return rc;
}

/* Only the inner statement tests what is free to take: a second test outside would tempt a planner
   to walk through all that is ready. @skip_locked@ makes it safe where several write at once. */
#define LEASE                                                                                      \
    "UPDATE job SET state = 'leased', attempts = attempts + 1, lease = lease + 1,"                 \
    " lease_owner = $1, lease_until_ms = $2 WHERE id IN"                                           \
    " (SELECT id FROM job WHERE state = 'ready' AND run_after_ms = 0"

int job_store_lease(struct database *db, struct arena *a, struct str owner, int64_t now_ms,
                    int64_t lease_ms, struct job *ret_job, struct err *e) {
    struct turn turn;
    int rc = read_turn(db, &turn, e);
    if (!rc) rc = wake(db, &turn, now_ms, e);
    if (rc) return rc;
    struct job *job = NULL;
    size_t n = 0;
    bool due =
        turn.n_ready || is_over(turn.first_waiting, now_ms) || is_over(turn.first_lease, now_ms);
    if (due)
        rc = read_jobs(db, a,
                       LEASE " ORDER BY priority, id LIMIT 1 @skip_locked@) RETURNING " JOB_COLUMNS,
                       SQL_VALUES(value_text(owner), value_int64(now_ms + lease_ms)), &job, &n, e);
    if (rc) return rc;
    if (n == 0) return err_set(e, E_NOTFOUND, "no job is due");
    *ret_job = job[0];
    return 0;
}

int job_store_lease_others(struct database *db, struct arena *a, const struct job *job,
                           struct str owner, int64_t now_ms, int64_t lease_ms, int64_t limit,
                           struct job **ret_job, size_t *ret_n, struct err *e) {
    return read_jobs(db, a,
                     LEASE " AND kind = $3 AND story_id = $4 ORDER BY priority, id LIMIT $5"
                           " @skip_locked@) RETURNING " JOB_COLUMNS,
                     SQL_VALUES(value_text(owner), value_int64(now_ms + lease_ms),
                                value_text(job->kind), value_int64(job->story_id),
                                value_int64(limit)),
                     ret_job, ret_n, e);
}

int job_store_next_due(struct database *db, int64_t *ret_due_ms, struct err *e) {
    struct turn turn;
    int rc = read_turn(db, &turn, e);
    if (rc) return rc;
    int64_t waiting = turn.first_waiting, lease = turn.first_lease;
    if (!turn.n_ready && !waiting && !lease) return err_set(e, E_NOTFOUND, "no job waits");
    int64_t first = waiting && (!lease || waiting < lease) ? waiting : lease;
    *ret_due_ms = turn.n_ready ? 0 : first;
    return 0;
}

/* Ends a statement that may only touch the job while this lease holds. */
static int while_leased(struct database *db, const struct job *job, const char *sql,
                        const struct value *value, size_t n, struct err *e) {
    int rc = database_run(db, sql, value, n, e);
    if (rc || database_changed(db)) return rc;
    return err_set(e, E_CONFLICT, "job %lld (%lld/%.*s) was queued anew or given to another worker",
                   (long long)job->id, (long long)job->story_id, (int)job->language.n,
                   job->language.p);
}

#define OF_LEASE " WHERE id = $1 AND lease = $2 AND state = 'leased'"

int job_store_extend(struct database *db, const struct job *job, int64_t until_ms, struct err *e) {
    return while_leased(
        db, job, "UPDATE job SET lease_until_ms = $3" OF_LEASE,
        SQL_VALUES(value_int64(job->id), value_int64(job->lease), value_int64(until_ms)), e);
}

int job_store_done(struct database *db, const struct job *job, struct err *e) {
    return while_leased(db, job, "DELETE FROM job" OF_LEASE,
                        SQL_VALUES(value_int64(job->id), value_int64(job->lease)), e);
}

int job_store_retry(struct database *db, const struct job *job, int64_t run_after_ms,
                    struct str problem, struct err *e) {
    return while_leased(db, job,
                        "UPDATE job SET state = 'ready', run_after_ms = $3, problem = $4,"
                        " lease_owner = '', lease_until_ms = 0" OF_LEASE,
                        SQL_VALUES(value_int64(job->id), value_int64(job->lease),
                                   value_int64(run_after_ms), value_text(problem)),
                        e);
}

int job_store_give_up(struct database *db, const struct job *job, struct str problem,
                      struct err *e) {
    return while_leased(
        db, job,
        "UPDATE job SET state = 'failed', problem = $3, lease_owner = '',"
        " lease_until_ms = 0" OF_LEASE,
        SQL_VALUES(value_int64(job->id), value_int64(job->lease), value_text(problem)), e);
}

int job_store_queue_failed(struct database *db, int64_t now_ms, int64_t *ret_n, struct err *e) {
    int rc = database_run(db,
                          "UPDATE job SET state = 'ready', attempts = 0, run_after_ms = 0,"
                          " created_ms = $1 WHERE state = 'failed'",
                          SQL_VALUES(value_int64(now_ms)), e);
    if (!rc) *ret_n = database_changed(db);
    return rc;
}

int job_store_pending(struct database *db, int64_t story_id, int64_t *ret_n, struct err *e) {
    if (!story_id)
        return database_int64(db, "SELECT count(*) FROM job WHERE state <> 'failed'", NULL, 0,
                              ret_n, e);
    return database_int64(db, "SELECT count(*) FROM job WHERE story_id = $1 AND state <> 'failed'",
                          SQL_VALUES(value_int64(story_id)), ret_n, e);
}

int job_store_failed(struct database *db, struct arena *a, int64_t limit, struct job **ret_job,
                     size_t *ret_n, struct err *e) {
    return read_jobs(db, a,
                     "SELECT " JOB_COLUMNS " FROM job WHERE state = 'failed' ORDER BY id LIMIT $1",
                     SQL_VALUES(value_int64(limit)), ret_job, ret_n, e);
}

int job_store_forgive(struct database *db, const struct job *job, struct err *e) {
    return database_run(db, "UPDATE job SET attempts = 0 WHERE id = $1 AND lease = $2",
                        SQL_VALUES(value_int64(job->id), value_int64(job->lease)), e);
}

int job_store_waiting(struct database *db, struct arena *a, int64_t limit, struct job **ret_job,
                      size_t *ret_n, struct err *e) {
    return read_jobs(db, a,
                     "SELECT " JOB_COLUMNS " FROM job WHERE state = 'ready' AND run_after_ms > 0"
                     " AND problem <> '' ORDER BY id LIMIT $1",
                     SQL_VALUES(value_int64(limit)), ret_job, ret_n, e);
}
