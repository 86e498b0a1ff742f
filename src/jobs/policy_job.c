#include "jobs/policy_job.h"

#include "base/clock.h"
#include "store/policy_write.h"

int policy_job_run(struct database *db, struct arena *a, const struct job *job, struct err *e) {
    int code = database_begin(db, e);
    if (code) return code;
    code = job_store_done(db, job, e);
    if (!code) code = policy_write_story(db, a, job->story_id, clock_wall_ms(), e);
    code = database_end(db, code, e);
    return code == E_CONFLICT ? 0 : code;
}
