#ifndef STORE_STATUS_STORE_H
#define STORE_STATUS_STORE_H
/* Numbers for `zubi status` and the desk. Reads whole indexes: for people, not for every page. */

#include "sql/database.h"
#include "store/job_store.h"
#include "story/edition.h"

struct edition_count {
    struct str language;
    enum edition_state state;
    int64_t n;
};

struct job_count {
    enum job_state state;
    int64_t n;
    int64_t oldest_ms; /* when the oldest of them was queued */
};

/* Whether the database answers at all. */
int status_store_ping(struct database *db, struct err *e) MUST_CHECK;
/* The largest story number there is; 0 without stories. */
int status_store_last_story(struct database *db, int64_t *ret_id, struct err *e) MUST_CHECK;
int status_store_stories(struct database *db, int64_t *ret_n, struct err *e) MUST_CHECK;
/* How many editions there are of each language and state, by language; zeros are left out. */
int status_store_editions(struct database *db, struct arena *a, struct edition_count **ret_count,
                          size_t *ret_n, struct err *e) MUST_CHECK;
/* How many jobs of each state; zeros are left out. */
int status_store_jobs(struct database *db, struct arena *a, struct job_count **ret_count,
                      size_t *ret_n, struct err *e) MUST_CHECK;

#endif
