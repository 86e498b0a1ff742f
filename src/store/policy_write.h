#ifndef STORE_POLICY_WRITE_H
#define STORE_POLICY_WRITE_H
/* What the language policy makes of the editions there are: which wait for a translation, which
   readers are shown, and when. Nobody's words are ever lost by it: an edition that is not wanted
   keeps its text, out of sight. */

#include "store/edition_row.h"
#include "store/policy_store.h"
#include "store/story_store.h"

enum { POLICY_PRIORITY = 5 };

/* The kind of the jobs that bring a story's editions to what the policy says now: "policy". */
struct str policy_write_job_kind(void);
/* Sets the rules of the newsroom (owner 0) or of a section and queues such a job for each of its
   stories, all in one transaction: the caller's, or one of its own. */
int policy_write_rules(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                       const struct language_policy *policy, bool *ret_changed,
                       struct err *e) MUST_CHECK;
/* Brings an edition that is there to what the levels say, and queues or cancels its job: for a
   story that was saved a moment ago (`anew`, with this priority), or for one that stays as it is.
   `off` is why there can be no translation, "" when there can. *ret_changed whether readers may get
   something else now. Within a transaction. */
struct policy_target {
    struct str language, off;
    bool anew;
    int64_t priority;
};
int policy_write_edition(struct database *db, struct arena *a, const struct story_row *story,
                         const struct policy_levels *levels, const struct policy_target *target,
                         int64_t now_ms, bool *ret_changed, struct err *e) MUST_CHECK;
/* Brings all editions of a story to what its levels say now, with a change for each that became
   another one. Within a transaction. */
int policy_write_story(struct database *db, struct arena *a, int64_t story_id, int64_t now_ms,
                       struct err *e) MUST_CHECK;
/* What is resolved as it is stored with an edition. */
struct edition_policy policy_write_resolved(const struct policy_resolved *resolved);
/* Whether readers get a translation now: LIVE, or REVIEW while they wait for a person. */
enum edition_state policy_write_state(const struct edition_policy *policy, bool is_reviewed);

#endif
