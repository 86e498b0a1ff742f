#ifndef STORE_STORY_WRITE_H
#define STORE_STORY_WRITE_H
/* The writes that must happen together, in their order: what a person saved, and what a worker
   made of it. Each runs within a transaction that the caller has begun and ends with database_end;
   without one it is E_INVALID. */

#include "store/edition_row.h"
#include "store/job_store.h"
#include "store/story_store.h"
#include "story/language_policy.h"

/* A language that the story is to be read in besides its own. */
struct story_target {
    struct str language;
    struct str off; /* why there can be no translation: then no job is made; else "" */
};

struct story_write {
    struct story_row story;     /* id 0: a new one; else see story_store_update */
    struct edition_row edition; /* the source edition; what the story knows is taken from there:
                                   ids, languages, filing, dates, revision, state and label */
    const struct story_target *target;
    size_t n_targets;
    int64_t priority;                     /* of the jobs */
    const struct language_policy *policy; /* what the story says of languages; NULL: as before */
};

/* Story, source edition, an edition and a job for each target that the language policy wants,
   change. Fills in the story's id,
   revision and times, and the edition. E_INVALID when a story's language would change. */
int story_write_source(struct database *db, struct story_write *write, int64_t now_ms,
                       struct err *e) MUST_CHECK;
/* A worker has begun: the edition is TRANSLATING, unless a translation is live. E_CONFLICT when the
   lease is lost. */
int story_write_started(struct database *db, const struct job *job, struct err *e) MUST_CHECK;
/* A worker could not do it now: the edition is QUEUED again and the job waits until run_after_ms.
 */
int story_write_retry(struct database *db, const struct job *job, int64_t run_after_ms,
                      struct str problem, struct err *e) MUST_CHECK;
/* The same for what will be possible one day: the tries so far do not count. */
int story_write_wait(struct database *db, const struct job *job, int64_t run_after_ms,
                     struct str problem, struct err *e) MUST_CHECK;
/* A finished translation: the edition, live from now on or as the language policy says, the change,
   and the job is done. All of it is refused with E_CONFLICT when the lease is lost. The edition's
   policy.scope is what was translated, is_reviewed whether people answer for all of that. Fills in
   its filing, dates, policy and state; live_ms only when it is 0, so that a translation made again
   of the same source keeps the time it first was there. */
int story_write_translation(struct database *db, struct arena *a, const struct job *job,
                            struct edition_row *edition, int64_t now_ms, struct err *e) MUST_CHECK;
/* No translation: the edition HELD or OFF and the job done, or FAILED and the job given up. */
int story_write_problem(struct database *db, const struct job *job, enum edition_state state,
                        struct str problem, int64_t now_ms, struct err *e) MUST_CHECK;
/* The kind of the jobs: "translate". */
struct str story_write_job_kind(void);

#endif
