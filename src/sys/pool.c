#include "sys/pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct job {
    void (*run)(void *job, void *worker);
    void *what;
};

struct pool {
    struct pool_config config;
    pthread_mutex_t lock;
    pthread_cond_t work;    /* there is a job, or the pool closes */
    pthread_cond_t changed; /* a worker has opened or ended */
    struct job *ring;       /* config.max_queue of them, the oldest at `first` */
    size_t first, n_queued;
    size_t n_threads, n_opened, n_ended;
    bool closing;
    struct err failure; /* of a worker_open; code 0 when there was none */
    pthread_t thread[];
};

static bool take_job(struct pool *p, struct job *ret_job) {
    pthread_mutex_lock(&p->lock);
    while (p->n_queued == 0 && !p->closing) pthread_cond_wait(&p->work, &p->lock);
    bool taken = p->n_queued > 0;
    if (taken) {
        *ret_job = p->ring[p->first];
        p->first = (p->first + 1) % p->config.max_queue;
        p->n_queued--;
    }
    pthread_mutex_unlock(&p->lock);
    return taken;
}

static int open_worker(struct pool *p, void **ret_worker) {
    struct err e = {0};
    int code = 0;
    if (p->config.worker_open) code = p->config.worker_open(p->config.context, ret_worker, &e);
    pthread_mutex_lock(&p->lock);
    if (code) p->failure = e;
    p->n_opened++;
    pthread_cond_signal(&p->changed);
    pthread_mutex_unlock(&p->lock);
    return code;
}

static void *worker_main(void *what) {
    struct pool *p = what;
    void *worker = NULL;
    /* On Linux the niceness of "process 0" is the calling thread's own. Being refused it only
       costs politeness. */
    if (p->config.nice) (void)setpriority(PRIO_PROCESS, 0, p->config.nice);
    if (open_worker(p, &worker) == 0) {
        struct job job;
        while (take_job(p, &job)) job.run(job.what, worker);
        if (p->config.worker_close) p->config.worker_close(p->config.context, worker);
    }
    pthread_mutex_lock(&p->lock);
    p->n_ended++;
    pthread_cond_signal(&p->changed);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static int start_thread(struct pool *p, struct err *e) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&p->thread[p->n_threads], NULL, worker_main, p);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) return err_set(e, E_IO, "cannot start a worker thread: %s", strerror(failed));
    char name[16];
    strncpy(name, p->config.name ? p->config.name : "worker", sizeof name - 1);
    name[sizeof name - 1] = 0;
    pthread_setname_np(p->thread[p->n_threads], name);
    p->n_threads++;
    return 0;
}

static struct pool *make_pool(const struct pool_config *config) {
    struct pool *p = calloc(1, sizeof *p + config->n_workers * sizeof p->thread[0]);
    struct job *ring = calloc(config->max_queue, sizeof *ring);
    if (!p || !ring) abort();
    p->config = *config;
    p->ring = ring;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return p;
}

int pool_open(const struct pool_config *config, struct pool **ret_pool, struct err *e) {
    if (config->n_workers < 1 || config->n_workers > 1024)
        return err_set(e, E_INVALID, "a pool needs 1 to 1024 workers, not %zu", config->n_workers);
    if (config->max_queue < 1 || config->max_queue > 1 << 20)
        return err_set(e, E_INVALID, "a pool's queue holds 1 to %d jobs, not %zu", 1 << 20,
                       config->max_queue);
    struct pool *p = make_pool(config);
    int code = 0;
    while (code == 0 && p->n_threads < config->n_workers) code = start_thread(p, e);
    pthread_mutex_lock(&p->lock);
    while (p->n_opened < p->n_threads) pthread_cond_wait(&p->changed, &p->lock);
    if (code == 0 && p->failure.code) {
        *e = p->failure;
        code = (int)e->code;
    }
    pthread_mutex_unlock(&p->lock);
    if (code) {
        struct err ignored;
        (void)!pool_close(p, -1, &ignored);
        return code;
    }
    *ret_pool = p;
    return 0;
}

bool pool_add(struct pool *p, void (*run)(void *job, void *worker), void *job) {
    pthread_mutex_lock(&p->lock);
    bool taken = !p->closing && p->n_queued < p->config.max_queue;
    if (taken) {
        p->ring[(p->first + p->n_queued) % p->config.max_queue] = (struct job){run, job};
        p->n_queued++;
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return taken;
}

size_t pool_queued(struct pool *p) {
    pthread_mutex_lock(&p->lock);
    size_t n = p->n_queued;
    pthread_mutex_unlock(&p->lock);
    return n;
}

/* True when all threads have ended by then. */
static bool wait_for_end(struct pool *p, int64_t wait_ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    if (wait_ms > 0) {
        until.tv_sec += wait_ms / 1000;
        until.tv_nsec += wait_ms % 1000 * 1000000;
        if (until.tv_nsec >= 1000000000) {
            until.tv_sec++;
            until.tv_nsec -= 1000000000;
        }
    }
    int late = 0;
    while (p->n_ended < p->n_threads && late != ETIMEDOUT)
        late = wait_ms < 0 ? pthread_cond_wait(&p->changed, &p->lock)
                           : pthread_cond_timedwait(&p->changed, &p->lock, &until);
    return p->n_ended == p->n_threads;
}

int pool_close(struct pool *p, int64_t wait_ms, struct err *e) {
    if (!p) return 0;
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->work);
    bool ended = wait_for_end(p, wait_ms);
    size_t left = p->n_threads - p->n_ended;
    pthread_mutex_unlock(&p->lock);
    if (!ended)
        return err_set(e, E_BUSY, "%zu of %zu %s threads still work after %lld ms", left,
                       p->n_threads, p->config.name ? p->config.name : "worker",
                       (long long)wait_ms);
    for (size_t i = 0; i < p->n_threads; i++) pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->changed);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    free(p->ring);
    free(p);
    return 0;
}
