#ifndef JOBS_TRANSLATE_JOB_H
#define JOBS_TRANSLATE_JOB_H
/* The job that brings one story into one language. */

#include "i18n/slug.h"
#include "store/job_store.h"
#include "translate/check_rules.h"
#include "translate/hop_cache.h"
#include "translate/route.h"
#include "translate/term_shelf.h"

struct translate_context {
    const struct route_map *routes;
    struct hop_cache *cache;
    int64_t max_attempts;
    struct term_shelf *terms;         /* NULL: no glossary */
    const struct check_rules *checks; /* NULL: nothing is tested */
};

/* Translates what the leased job names and stores the edition, its section's and its topic's name;
   or notes why there is none: then the job is tried again later, or given up. Where an engine
   fails, is out of its budget, or gives what cannot be shown, the next best route is taken within
   the same job; while a budget is what keeps the edition back, it is not given up. Returns an error
   only when the database could not be written; *ret_problem tells what kept the edition from going
   live, its code 0 when nothing did. */
int translate_job_run(const struct translate_context *context, struct database *db,
                      struct slug_maker *slug, struct arena *a, const struct job *job,
                      struct err *ret_problem, struct err *e) MUST_CHECK;

#endif
