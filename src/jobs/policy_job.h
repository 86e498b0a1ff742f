#ifndef JOBS_POLICY_JOB_H
#define JOBS_POLICY_JOB_H
/* The job that brings a story's editions to what the language policy says now. */

#include "store/job_store.h"

/* Does what policy_write_story does and ends the leased job, in one transaction. A lease that was
   lost is no error: newer work is on its way. */
int policy_job_run(struct database *db, struct arena *a, const struct job *job,
                   struct err *e) MUST_CHECK;

#endif
