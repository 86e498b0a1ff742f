#include "jobs/workers.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/log.h"
#include "jobs/policy_job.h"
#include "store/policy_write.h"

enum { LEASE_MS = 30000, LOOK_MS = 500, MAX_WORKERS = 64, NICE = 5 };

struct workers {
    struct workers_config config;
    pthread_t thread[MAX_WORKERS];
    size_t n_threads;
    struct bell bell;
};

struct worker {
    struct workers *all;
    struct database *db;
    struct slug_maker *slug;
    struct arena arena;
    struct str owner;
    char owner_bytes[64];
};

static void log_job(const struct workers *all, const struct job *job, const struct err *problem,
                    int64_t started_ms) {
    bool policy = str_eq(job->kind, policy_write_job_kind());
    log_event(problem->code ? LOG_WARN : LOG_INFO, policy ? "policy" : "translate",
              LOG_FIELDS(log_number("story", job->story_id), log_text("language", job->language),
                         log_number("attempt", job->attempts),
                         log_number("ms", clock_monotonic_ms() - started_ms),
                         log_number("asked", hop_cache_asked(all->config.translate.cache)),
                         log_text("problem", str_of(problem->text)),
                         log_text("hint", str_of(problem->hint))));
}

/* One job, when there is one. E_NOTFOUND: there is none. */
static int work(struct worker *w, struct err *e) {
    struct job job;
    struct err problem;
    int code = job_store_lease(w->db, &w->arena, w->owner, clock_wall_ms(), LEASE_MS, &job, e);
    if (code) return code;
    int64_t started = clock_monotonic_ms();
    if (str_eq(job.kind, policy_write_job_kind())) {
        problem = (struct err){0};
        code = policy_job_run(w->db, &w->arena, &job, e);
    } else {
        code = translate_job_run(&w->all->config.translate, w->db, w->slug, &w->arena, &job,
                                 &problem, e);
    }
    if (w->all->config.stored) w->all->config.stored(w->all->config.who);
    if (!code) log_job(w->all, &job, &problem, started);
    return code;
}

static int worker_open(struct worker *w, struct workers *all, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE};
    *w = (struct worker){.all = all};
    arena_init(&w->arena);
    int n = snprintf(w->owner_bytes, sizeof w->owner_bytes, "%d.%ld", (int)getpid(),
                     (long)syscall(SYS_gettid));
    w->owner = (struct str){w->owner_bytes, (size_t)n};
    int code = database_open(str_of(all->config.database), &options, &w->db, e);
    return code ? code : slug_open(&w->slug, e);
}

static void worker_close(struct worker *w) {
    slug_close(w->slug);
    database_close(w->db);
    arena_release(&w->arena);
}

static void *run(void *argument) {
    struct workers *all = argument;
    struct worker w;
    struct err e;
    uint64_t seen = 0;
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), NICE); /* readers come first */
    int code = worker_open(&w, all, &e);
    if (code) log_err(LOG_ERROR, "worker", &e, STR("start"));
    while (!code && !bell_has_ended(&all->bell)) {
        int64_t due;
        arena_reset(&w.arena);
        int found = job_store_next_due(w.db, &due, &e);
        if (!found && due > clock_wall_ms()) found = E_NOTFOUND;
        if (!found) found = work(&w, &e);
        if (found && found != E_NOTFOUND) log_err(LOG_ERROR, "worker", &e, STR("job"));
        if (found && !bell_wait(&all->bell, &seen, LOOK_MS)) break;
    }
    worker_close(&w);
    return NULL;
}

int workers_open(const struct workers_config *config, struct workers **ret_workers, struct err *e) {
    struct workers *all = calloc(1, sizeof *all);
    if (!all) abort();
    all->config = *config;
    bell_init(&all->bell);
    for (size_t i = 0; i < config->n && i < MAX_WORKERS; i++) {
        if (pthread_create(&all->thread[i], NULL, run, all) != 0) {
            workers_close(all);
            err_set(e, E_LIMIT, "cannot start worker thread %zu", i + 1);
            return err_hint(e, "the system allows no more threads; lower workers in [translation]");
        }
        all->n_threads++;
    }
    *ret_workers = all;
    return 0;
}

void workers_wake(struct workers *all) {
    bell_ring(&all->bell);
}

void workers_close(struct workers *all) {
    if (!all) return;
    bell_end(&all->bell);
    for (size_t i = 0; i < all->n_threads; i++) pthread_join(all->thread[i], NULL);
    bell_release(&all->bell);
    free(all);
}
