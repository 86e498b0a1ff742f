#include "jobs/search_worker.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/search_write.h"

enum {
    NICE = 5,
    BREATH_MS = 5, /* between steps while all is indexed anew: others write too */
    WAIT_ERROR_MS = 5000,
    TIDY_STEPS = 200, /* steps after which what they wrote is merged */
};

struct search_worker {
    struct database *db;
    struct search_write_options options;
    pthread_t thread;
    struct bell bell;
};

/* How long to wait after a step. */
static int64_t after_step(struct search_worker *w, int code, const struct search_progress *progress,
                          int64_t *steps, struct err *e) {
    if (code == E_CONFLICT || code == E_BUSY) return SEARCH_WORKER_MS;
    if (!code && progress->worked && ++*steps % TIDY_STEPS == 0) code = search_write_tidy(w->db, e);
    if (code) {
        log_err(LOG_ERROR, "search", e, STR("index"));
        return WAIT_ERROR_MS;
    }
    if (!progress->worked) return SEARCH_WORKER_MS;
    return progress->stories ? BREATH_MS : 0;
}

static void *run(void *worker) {
    struct search_worker *w = worker;
    struct search_stemmer_set stemmers = {0};
    struct arena a;
    int64_t ms = 0, steps = 0;
    uint64_t seen = 0;
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), NICE); /* readers come first */
    arena_init(&a);
    while (bell_wait(&w->bell, &seen, ms)) {
        struct search_progress progress = {0};
        struct err e;
        int code =
            search_write_step(w->db, &a, &stemmers, &w->options, clock_wall_ms(), &progress, &e);
        ms = after_step(w, code, &progress, &steps, &e);
        arena_reset(&a);
    }
    arena_release(&a);
    search_stemmer_release(&stemmers);
    return NULL;
}

static void destroy(struct search_worker *w) {
    database_close(w->db);
    bell_release(&w->bell);
    free(w);
}

int search_worker_open(const char *database_url, const struct str *language, size_t n_languages,
                       struct search_worker **ret_worker, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE};
    struct search_worker *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->options = (struct search_write_options){language, n_languages, 0};
    bell_init(&w->bell);
    int code = database_open(str_of(database_url), &options, &w->db, e);
    if (!code && pthread_create(&w->thread, NULL, run, w) != 0)
        code = err_set(e, E_LIMIT, "cannot start a thread for the search index");
    if (code) {
        destroy(w);
        return code;
    }
    *ret_worker = w;
    return 0;
}

void search_worker_wake(struct search_worker *w) {
    if (w) bell_ring(&w->bell);
}

void search_worker_close(struct search_worker *w) {
    if (!w) return;
    bell_end(&w->bell);
    pthread_join(w->thread, NULL);
    destroy(w);
}
