#ifndef JOBS_WORKERS_H
#define JOBS_WORKERS_H
/* Threads that do what the job table says, each with a connection of its own. They look when they
   are woken, and every half second besides, since other processes queue jobs too. */

#include "jobs/translate_job.h"

struct workers;

struct workers_config {
    const char *database; /* as for database_open; must live as long as the workers */
    size_t n;             /* threads */
    struct translate_context translate;
    void (*stored)(void *who); /* called after each job, by its thread; may be NULL */
    void *who;
};

int workers_open(const struct workers_config *config, struct workers **ret_workers,
                 struct err *e) MUST_CHECK;
/* Says that there is something to do; from any thread. */
void workers_wake(struct workers *workers);
/* Lets the jobs at hand end, and the threads. NULL is fine. */
void workers_close(struct workers *workers);

#endif
