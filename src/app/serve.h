#ifndef APP_SERVE_H
#define APP_SERVE_H

#include "app/newsroom.h"
#include "jobs/workers.h"

/* Runs the newsroom, web and translators, until the process is told to end (SIGTERM, SIGINT); then
   lets go on what is on its way and returns 0. */
int serve_newsroom(struct newsroom *newsroom, struct err *e) MUST_CHECK;

/* The translators alone, for who only waits for translations; workers_close ends them. */
int serve_open_workers(struct newsroom *newsroom, struct workers **ret_workers,
                       struct err *e) MUST_CHECK;

#endif
