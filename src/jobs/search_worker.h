#ifndef JOBS_SEARCH_WORKER_H
#define JOBS_SEARCH_WORKER_H
/* A thread that keeps the index of search up to date: at once after it was woken, within
   SEARCH_WORKER_MS for what other processes stored and for stories whose date comes. */

#include "base/err.h"
#include "base/str.h"

struct search_worker;

enum { SEARCH_WORKER_MS = 500 };

/* The url and the languages must live as long. */
int search_worker_open(const char *database_url, const struct str *language, size_t n_languages,
                       struct search_worker **ret_worker, struct err *e) MUST_CHECK;
/* By any thread; does not wait. Takes NULL. */
void search_worker_wake(struct search_worker *worker);
/* Takes NULL. */
void search_worker_close(struct search_worker *worker);

#endif
