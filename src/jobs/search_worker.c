#include "jobs/search_worker.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

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
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool woken, stop;
};

/* Until it is woken or the time is over; false when it is to end. */
static bool wait(struct search_worker *w, int64_t ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ms % 1000 * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&w->lock);
    while (!w->stop && !w->woken && pthread_cond_timedwait(&w->wake, &w->lock, &until) != ETIMEDOUT)
        continue;
    w->woken = false;
    bool stop = w->stop;
    pthread_mutex_unlock(&w->lock);
    return !stop;
}

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
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), NICE); /* readers come first */
    arena_init(&a);
    while (wait(w, ms)) {
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
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

int search_worker_open(const char *database_url, const struct str *language, size_t n_languages,
                       struct search_worker **ret_worker, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE};
    struct search_worker *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->options = (struct search_write_options){language, n_languages, 0};
    pthread_condattr_t by_monotonic;
    pthread_condattr_init(&by_monotonic);
    pthread_condattr_setclock(&by_monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&w->wake, &by_monotonic);
    pthread_condattr_destroy(&by_monotonic);
    pthread_mutex_init(&w->lock, NULL);
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
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->woken = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

void search_worker_close(struct search_worker *w) {
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    destroy(w);
}
