#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>

#include "sys/pool.h"

struct scene {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool gate_open;
    int waiting;
    atomic_int opened, closed, ran;
};

static void start(struct scene *s) {
    *s = (struct scene){.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
}

static int open_worker(void *context, void **ret_worker, struct err *e) {
    struct scene *s = context;
    (void)e;
    atomic_fetch_add(&s->opened, 1);
    *ret_worker = s;
    return 0;
}

static void close_worker(void *context, void *worker) {
    struct scene *s = context;
    assert_ptr_equal(worker, s);
    atomic_fetch_add(&s->closed, 1);
}

static int open_second_fails(void *context, void **ret_worker, struct err *e) {
    struct scene *s = context;
    *ret_worker = s;
    if (atomic_fetch_add(&s->opened, 1) == 1) return err_set(e, E_DB, "no second one");
    return 0;
}

static void count(void *job, void *worker) {
    (void)worker;
    atomic_fetch_add(&((struct scene *)job)->ran, 1);
}

static void wait_at_gate(void *job, void *worker) {
    struct scene *s = job;
    pthread_mutex_lock(&s->lock);
    s->waiting++;
    pthread_cond_broadcast(&s->changed);
    while (!s->gate_open) pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
    count(job, worker);
}

static void await_waiting(struct scene *s, int n) {
    pthread_mutex_lock(&s->lock);
    while (s->waiting < n) pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
}

static void open_gate(struct scene *s) {
    pthread_mutex_lock(&s->lock);
    s->gate_open = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void every_job_runs_once_before_the_pool_is_gone(void **state) {
    (void)state;
    struct scene s;
    struct err e;
    struct pool *p;
    start(&s);
    struct pool_config config = {.name = "test",
                                 .n_workers = 4,
                                 .max_queue = 10000,
                                 .nice = 1,
                                 .worker_open = open_worker,
                                 .worker_close = close_worker,
                                 .context = &s};
    assert_int_equal(pool_open(&config, &p, &e), 0);
    assert_int_equal(atomic_load(&s.opened), 4);
    for (int i = 0; i < 10000; i++) assert_true(pool_add(p, count, &s));
    assert_int_equal(pool_close(p, -1, &e), 0);
    assert_int_equal(atomic_load(&s.ran), 10000);
    assert_int_equal(atomic_load(&s.closed), 4);
}

static void a_full_queue_takes_no_more(void **state) {
    (void)state;
    struct scene s;
    struct err e;
    struct pool *p;
    start(&s);
    struct pool_config config = {.n_workers = 1, .max_queue = 2};
    assert_int_equal(pool_open(&config, &p, &e), 0);
    assert_true(pool_add(p, wait_at_gate, &s));
    await_waiting(&s, 1);
    assert_true(pool_add(p, count, &s));
    assert_true(pool_add(p, count, &s));
    assert_int_equal(pool_queued(p), 2);
    assert_false(pool_add(p, count, &s));
    open_gate(&s);
    assert_int_equal(pool_close(p, -1, &e), 0);
    assert_int_equal(atomic_load(&s.ran), 3);
}

static void a_worker_that_cannot_open_fails_the_pool(void **state) {
    (void)state;
    struct scene s;
    struct err e;
    struct pool *p = NULL;
    start(&s);
    struct pool_config config = {.n_workers = 3,
                                 .max_queue = 1,
                                 .worker_open = open_second_fails,
                                 .worker_close = close_worker,
                                 .context = &s};
    assert_int_equal(pool_open(&config, &p, &e), E_DB);
    assert_string_equal(e.text, "no second one");
    assert_null(p);
    assert_int_equal(atomic_load(&s.closed), 2);
}

static void a_pool_that_cannot_end_in_time_says_so_and_can_end_later(void **state) {
    (void)state;
    struct scene s;
    struct err e;
    struct pool *p;
    start(&s);
    struct pool_config config = {.name = "slow", .n_workers = 2, .max_queue = 1};
    assert_int_equal(pool_open(&config, &p, &e), 0);
    assert_true(pool_add(p, wait_at_gate, &s));
    await_waiting(&s, 1);
    assert_int_equal(pool_close(p, 5, &e), E_BUSY);
    assert_false(pool_add(p, count, &s));
    open_gate(&s);
    assert_int_equal(pool_close(p, 20000, &e), 0);
    assert_int_equal(atomic_load(&s.ran), 1);
}

static void senseless_sizes_are_refused(void **state) {
    (void)state;
    struct err e;
    struct pool *p;
    struct pool_config config = {.n_workers = 0, .max_queue = 1};
    assert_int_equal(pool_open(&config, &p, &e), E_INVALID);
    config = (struct pool_config){.n_workers = 1, .max_queue = 0};
    assert_int_equal(pool_open(&config, &p, &e), E_INVALID);
    assert_int_equal(pool_close(NULL, 0, &e), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_runs_once_before_the_pool_is_gone),
        cmocka_unit_test(a_full_queue_takes_no_more),
        cmocka_unit_test(a_worker_that_cannot_open_fails_the_pool),
        cmocka_unit_test(a_pool_that_cannot_end_in_time_says_so_and_can_end_later),
        cmocka_unit_test(senseless_sizes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
