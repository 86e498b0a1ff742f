#include "store/status_store.h"

int status_store_stories(struct database *db, int64_t *ret_n, struct err *e) {
    return database_int64(db, "SELECT count(*) FROM story", NULL, 0, ret_n, e);
}

static int unknown_state(struct str state, struct err *e) {
    return err_set(e, E_DB, "the database holds the unknown state \"%.*s\"", (int)state.n, state.p);
}

int status_store_editions(struct database *db, struct arena *a, struct edition_count **ret_count,
                          size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT language, state, count(*) FROM edition"
                            " WHERE state IN ('live', 'off') GROUP BY language, state"
                            " UNION ALL SELECT language, state, count(*) FROM edition"
                            " WHERE state NOT IN ('live', 'off') GROUP BY language, state"
                            " ORDER BY 1, 2",
                            NULL, 0, &rows, e);
    if (rc) return rc;
    struct edition_count *count = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        count = arena_grow(a, count, n, &capacity, sizeof *count);
        struct str state = rows_text(rows, a, 1);
        count[n] =
            (struct edition_count){.language = rows_text(rows, a, 0), .n = rows_int64(rows, 2)};
        if (!edition_state_from_name(state, &count[n++].state)) rc = unknown_state(state, e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_count = count;
    *ret_n = n;
    return 0;
}

int status_store_jobs(struct database *db, struct arena *a, struct job_count **ret_count,
                      size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db, "SELECT state, count(*), min(created_ms) FROM job GROUP BY state ORDER BY state", NULL,
        0, &rows, e);
    if (rc) return rc;
    struct job_count *count = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        count = arena_grow(a, count, n, &capacity, sizeof *count);
        struct str state = rows_text(rows, a, 0);
        count[n] = (struct job_count){.n = rows_int64(rows, 1), .oldest_ms = rows_int64(rows, 2)};
        if (!job_state_from_name(state, &count[n++].state)) rc = unknown_state(state, e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_count = count;
    *ret_n = n;
    return 0;
}

int status_store_ping(struct database *db, struct err *e) {
    int64_t one;
    return database_int64(db, "SELECT 1", NULL, 0, &one, e);
}

int status_store_last_story(struct database *db, int64_t *ret_id, struct err *e) {
    return database_int64(db, "SELECT coalesce(max(id), 0) FROM story", NULL, 0, ret_id, e);
}
