#include "engine/apertium_pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "engine/apertium_batch.h"

enum {
    START_PATIENCE = 4, /* times the usual silence: dictionaries are read from a cold disk */
    MANY_FAILURES = 3,
    FAILURE_SPAN_MS = 60 * 1000,
    GUESSED_MEMORY = 128 << 20, /* of a direction that never ran */
    OPEN_FILES = 16,
    NICE = 10,
};

struct seat {
    struct apertium_set *set;
    bool busy;                      /* lent, or being started or stopped */
    uint64_t memory;                /* what the set takes; 0 without a set */
    uint64_t expected;              /* what the last set took */
    int64_t last_used;              /* monotonic ms */
    int64_t failure[MANY_FAILURES]; /* monotonic ms of the latest, newest first; 0: none */
    uint64_t n_starts;
    struct err last_error;
};

struct apertium_pool {
    struct apertium_config config;
    const struct str *name;
    const struct apertium_mode *mode;
    struct process_starter *starter;
    pthread_mutex_t lock; /* for all below; never held while waiting for a process */
    pthread_cond_t changed;
    struct seat *seat;
    size_t n_seats;
    uint64_t memory; /* of all seats */
};

int apertium_pool_open(const struct apertium_config *config, const struct str *name,
                       const struct apertium_mode *mode, size_t n, struct apertium_pool **ret,
                       struct err *e) {
    struct process_starter *starter;
    int rc = process_starter_open(&starter, e);
    if (rc != 0) return rc;
    struct apertium_pool *pool = calloc(1, sizeof *pool);
    if (!pool) abort();
    *pool = (struct apertium_pool){
        .config = *config, .name = name, .mode = mode, .starter = starter, .n_seats = n};
    pool->seat = calloc(n ? n : 1, sizeof *pool->seat);
    if (!pool->seat) abort();
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->changed, NULL);
    *ret = pool;
    return 0;
}

void apertium_pool_close(struct apertium_pool *pool) {
    if (!pool) return;
    for (size_t i = 0; i < pool->n_seats; i++) apertium_set_stop(pool->seat[i].set);
    process_starter_close(pool->starter);
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->lock);
    free(pool->seat);
    free(pool);
}

static void set_memory(struct apertium_pool *pool, struct seat *seat, uint64_t memory) {
    pool->memory += memory - seat->memory;
    seat->memory = memory;
    if (memory > 0) seat->expected = memory;
}

/* Stops the set of a seat that the caller has made busy. Called and returns with the lock held. */
static void stop(struct apertium_pool *pool, struct seat *seat) {
    struct apertium_set *set = seat->set;
    seat->set = NULL;
    pthread_mutex_unlock(&pool->lock);
    apertium_set_stop(set);
    pthread_mutex_lock(&pool->lock);
    set_memory(pool, seat, 0);
    pthread_cond_broadcast(&pool->changed);
}

/* The running seat that nobody has used for the longest time. */
static struct seat *oldest_idle(struct apertium_pool *pool) {
    struct seat *oldest = NULL;
    for (size_t i = 0; i < pool->n_seats; i++) {
        struct seat *seat = &pool->seat[i];
        if (seat->busy || !seat->set) continue;
        if (!oldest || seat->last_used < oldest->last_used) oldest = seat;
    }
    return oldest;
}

/* Stops idle sets, then waits for busy ones, until there is room for this seat's. */
static void make_room(struct apertium_pool *pool, struct seat *seat) {
    uint64_t most = (uint64_t)pool->config.memory_mb << 20;
    uint64_t wanted = seat->expected ? seat->expected : GUESSED_MEMORY;
    while (pool->memory > 0 && pool->memory + wanted > most) {
        struct seat *victim = oldest_idle(pool);
        if (victim) {
            victim->busy = true;
            stop(pool, victim);
            victim->busy = false;
            pthread_cond_broadcast(&pool->changed);
        } else {
            pthread_cond_wait(&pool->changed, &pool->lock);
        }
    }
    set_memory(pool, seat, wanted);
}

static void note_failure(struct seat *seat, const struct err *why) {
    memmove(seat->failure + 1, seat->failure, sizeof seat->failure - sizeof *seat->failure);
    seat->failure[0] = clock_monotonic_ms();
    seat->last_error = *why;
}

static int check_failures(const struct seat *seat, struct str name, struct err *e) {
    int64_t newest = seat->failure[0], oldest = seat->failure[MANY_FAILURES - 1];
    int64_t over = newest + FAILURE_SPAN_MS - clock_monotonic_ms();
    if (oldest == 0 || newest - oldest > FAILURE_SPAN_MS || over <= 0) return 0;
    err_set(e, E_ENGINE, "%.*s failed %d times within a minute, the last time because: %.200s",
            (int)name.n, name.p, MANY_FAILURES, seat->last_error.text);
    return err_hint(e, "it is tried again in %lld s; reinstalling its Apertium package may help",
                    (long long)over / 1000 + 1);
}

/* A first request, so that all dictionaries are loaded and all stages known to answer. */
static int probe(struct apertium_pool *pool, struct apertium_set *set, struct err *e) {
    struct engine_output output;
    struct apertium_segment segment = {.source = STR("1"), .output = &output};
    struct apertium_segment *list = &segment;
    struct apertium_batch_options options = {.base_ms = START_PATIENCE * pool->config.answer_ms,
                                             .per_word_us = pool->config.answer_per_word_us,
                                             .most_under_way = 1};
    struct arena a;
    arena_init(&a);
    size_t done, sent;
    int rc = apertium_batch_run(set, &a, &list, 1, &options, &done, &sent, e);
    arena_release(&a);
    if (rc != 0) apertium_set_explain(set, e);
    return rc;
}

static int start_set(struct apertium_pool *pool, size_t i, struct apertium_set **ret,
                     struct err *e) {
    struct process_limits limits = {.memory_bytes = (uint64_t)pool->config.stage_memory_mb << 20,
                                    .open_files = OPEN_FILES,
                                    .no_children = true,
                                    .no_files = true,
                                    .nice = NICE};
    struct apertium_set *set;
    int rc = apertium_set_start(pool->starter, &pool->mode[i], &limits, &set, e);
    if (rc != 0) return rc;
    rc = probe(pool, set, e);
    if (rc != 0) {
        apertium_set_stop(set);
        return rc;
    }
    *ret = set;
    return 0;
}

/* Gives the seat, which the caller has made busy, a set. Called and returns with the lock held. */
static int start(struct apertium_pool *pool, size_t i, struct err *e) {
    struct seat *seat = &pool->seat[i];
    int rc = check_failures(seat, pool->name[i], e);
    if (rc != 0) return rc;
    make_room(pool, seat);
    seat->n_starts++;
    pthread_mutex_unlock(&pool->lock);
    struct apertium_set *set = NULL;
    rc = start_set(pool, i, &set, e);
    uint64_t memory = rc == 0 ? apertium_set_memory(set) : 0;
    pthread_mutex_lock(&pool->lock);
    set_memory(pool, seat, memory);
    pthread_cond_broadcast(&pool->changed);
    if (rc != 0) {
        err_add(e, "%.*s does not start: ", (int)pool->name[i].n, pool->name[i].p);
        e->code = E_ENGINE;
        note_failure(seat, e);
        return E_ENGINE;
    }
    seat->set = set;
    return 0;
}

int apertium_pool_take(struct apertium_pool *pool, size_t i, struct apertium_set **ret,
                       struct err *e) {
    struct seat *seat = &pool->seat[i];
    pthread_mutex_lock(&pool->lock);
    while (seat->busy) pthread_cond_wait(&pool->changed, &pool->lock);
    seat->busy = true;
    int rc = seat->set ? 0 : start(pool, i, e);
    if (rc == 0) {
        *ret = seat->set;
    } else {
        seat->busy = false;
        pthread_cond_broadcast(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
    return rc;
}

int apertium_pool_renew(struct apertium_pool *pool, size_t i, const struct err *why,
                        struct apertium_set **ret, struct err *e) {
    struct seat *seat = &pool->seat[i];
    pthread_mutex_lock(&pool->lock);
    seat->last_error = *why;
    stop(pool, seat);
    int rc = start(pool, i, e);
    if (rc == 0) *ret = seat->set;
    pthread_mutex_unlock(&pool->lock);
    return rc;
}

int apertium_pool_blame(struct apertium_pool *pool, size_t i, struct err *e) {
    pthread_mutex_lock(&pool->lock);
    for (int n = 0; n < MANY_FAILURES; n++) note_failure(&pool->seat[i], e);
    pthread_mutex_unlock(&pool->lock);
    return e->code;
}

static bool is_worn_out(const struct apertium_pool *pool, const struct apertium_set *set) {
    return set->n_words > pool->config.recycle_words ||
           set->n_requests > pool->config.recycle_requests;
}

void apertium_pool_give(struct apertium_pool *pool, size_t i) {
    struct seat *seat = &pool->seat[i];
    uint64_t memory = seat->set ? apertium_set_memory(seat->set) : 0;
    pthread_mutex_lock(&pool->lock);
    set_memory(pool, seat, memory);
    if (seat->set && is_worn_out(pool, seat->set)) stop(pool, seat);
    seat->last_used = clock_monotonic_ms();
    seat->busy = false;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->lock);
}

void apertium_pool_tidy(struct apertium_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    for (size_t i = 0; i < pool->n_seats; i++) {
        struct seat *seat = &pool->seat[i];
        int64_t idle = clock_monotonic_ms() - seat->last_used;
        if (seat->busy || !seat->set || idle < (int64_t)pool->config.idle_s * 1000) continue;
        seat->busy = true;
        stop(pool, seat);
        seat->busy = false;
        pthread_cond_broadcast(&pool->changed);
    }
    pthread_mutex_unlock(&pool->lock);
}

static void add_status(struct apertium_pool *pool, size_t i, struct buf *b) {
    struct seat *seat = &pool->seat[i];
    struct err trouble;
    if (seat->set || seat->busy) {
        buf_printf(b, "%.*s: %s, %llu MB, started %llu times", (int)pool->name[i].n,
                   pool->name[i].p, seat->busy ? "busy" : "ready",
                   (unsigned long long)(seat->memory >> 20), (unsigned long long)seat->n_starts);
        if (seat->last_error.text[0]) buf_printf(b, ", last trouble: %s", seat->last_error.text);
        buf_add_char(b, '\n');
    } else if (check_failures(seat, pool->name[i], &trouble) != 0) {
        buf_printf(b, "%s; %s\n", trouble.text, trouble.hint);
    }
}

struct str apertium_pool_status(struct apertium_pool *pool, struct arena *a) {
    struct buf b;
    buf_init(&b, 1 << 20);
    pthread_mutex_lock(&pool->lock);
    for (size_t i = 0; i < pool->n_seats; i++) add_status(pool, i, &b);
    pthread_mutex_unlock(&pool->lock);
    struct str status = buf_keep(&b, a);
    buf_release(&b);
    return status;
}
