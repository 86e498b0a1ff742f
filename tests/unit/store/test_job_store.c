#include "store/job_store.h"

#include <pthread.h>

#include "store/status_store.h"
#include "unit/store/newsroom.h"

static void queue(struct scratch *s, struct database *db, int64_t story_id, const char *language,
                  int64_t priority) {
    scratch_ok(
        s, job_store_queue(db, STR("translate"), story_id, str_of(language), priority, NOW, &s->e));
}

/* A database with n stories and nothing to do. */
static struct database *with_stories(struct scratch *s, int n) {
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola");
    for (int i = 0; i < n; i++) {
        struct story_write w = newsroom_story(s, section, i);
        w.n_targets = 0;
        newsroom_save(s, db, &w, NOW);
    }
    return db;
}

static int lease(struct scratch *s, struct database *db, int64_t now_ms, struct job *ret_job) {
    return job_store_lease(db, &s->a, STR("worker"), now_ms, 1000, ret_job, &s->e);
}

static void jobs_come_by_priority_and_then_by_age(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, 2);
    queue(s, db, 1, "es", 5);
    queue(s, db, 1, "en", 1);
    queue(s, db, 2, "es", 1);
    queue(s, db, 2, "en", 5);
    queue(s, db, 2, "fr", 5);
    queue(s, db, 2, "fr", 0);
    queue(s, db, 1, "en", 9);
    static const char *const expected[] = {"2fr", "1en", "2es", "1es", "2en"};
    struct job job;
    for (int i = 0; i < 5; i++) {
        scratch_ok(s, lease(s, db, NOW, &job));
        struct str name = arena_printf(&s->a, "%lld%.*s", (long long)job.story_id,
                                       (int)job.language.n, job.language.p);
        assert_string_equal(name.p, expected[i]);
        assert_int_equal(job.state, JOB_LEASED);
        assert_int_equal(job.attempts, 1);
        assert_int_equal(job.lease_until_ms, NOW + 1000);
        assert_str(job.lease_owner, "worker");
        scratch_ok(s, job_store_done(db, &job, &s->e));
    }
    assert_int_equal(lease(s, db, NOW, &job), E_NOTFOUND);
    int64_t due;
    assert_int_equal(job_store_next_due(db, &due, &s->e), E_NOTFOUND);
    database_close(db);
}

static void a_lease_that_ran_out_is_given_to_another(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, 1);
    queue(s, db, 1, "es", 0);
    struct job first, second;
    int64_t due;
    scratch_ok(s, lease(s, db, NOW, &first));
    assert_int_equal(lease(s, db, NOW + 999, &second), E_NOTFOUND);
    scratch_ok(s, job_store_next_due(db, &due, &s->e));
    assert_int_equal(due, NOW + 1000);
    scratch_ok(s, job_store_extend(db, &first, NOW + 2000, &s->e));
    assert_int_equal(lease(s, db, NOW + 1999, &second), E_NOTFOUND);
    scratch_ok(s, lease(s, db, NOW + 2000, &second));
    assert_int_equal(second.id, first.id);
    assert_int_equal(second.attempts, 2);
    assert_true(second.problem.n > 0);
    assert_int_equal(job_store_extend(db, &first, NOW + 9000, &s->e), E_CONFLICT);
    assert_int_equal(job_store_done(db, &first, &s->e), E_CONFLICT);
    assert_int_equal(job_store_retry(db, &first, 0, STR(""), &s->e), E_CONFLICT);
    assert_int_equal(job_store_give_up(db, &first, STR(""), &s->e), E_CONFLICT);
    scratch_ok(s, job_store_done(db, &second, &s->e));
    assert_int_equal(job_store_done(db, &second, &s->e), E_CONFLICT);
    database_close(db);
}

static void a_job_that_is_tried_again_waits_for_its_time(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, 1);
    queue(s, db, 1, "es", 0);
    queue(s, db, 1, "en", 7);
    struct job job, other;
    int64_t due;
    scratch_ok(s, lease(s, db, NOW, &job));
    scratch_ok(s, job_store_retry(db, &job, NOW + 50, STR("no answer"), &s->e));
    scratch_ok(s, job_store_next_due(db, &due, &s->e));
    assert_int_equal(due, 0);
    scratch_ok(s, lease(s, db, NOW, &other));
    assert_str(other.language, "en");
    scratch_ok(s, job_store_done(db, &other, &s->e));
    assert_int_equal(lease(s, db, NOW + 49, &job), E_NOTFOUND);
    scratch_ok(s, job_store_next_due(db, &due, &s->e));
    assert_int_equal(due, NOW + 50);
    scratch_ok(s, lease(s, db, NOW + 50, &job));
    assert_int_equal(job.attempts, 2);
    assert_str(job.problem, "no answer");
    database_close(db);
}

static void a_job_given_up_stays_until_it_is_queued_again(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, 1);
    queue(s, db, 1, "es", 0);
    struct job job, *failed;
    size_t n;
    int64_t pending, again;
    scratch_ok(s, lease(s, db, NOW, &job));
    scratch_ok(s, job_store_give_up(db, &job, STR("nonsense came back"), &s->e));
    assert_int_equal(lease(s, db, NOW + 100000, &job), E_NOTFOUND);
    scratch_ok(s, job_store_failed(db, &s->a, 5, &failed, &n, &s->e));
    assert_int_equal(n, 1);
    assert_int_equal(failed[0].state, JOB_FAILED);
    assert_str(failed[0].problem, "nonsense came back");
    scratch_ok(s, job_store_pending(db, 0, &pending, &s->e));
    assert_int_equal(pending, 0);
    scratch_ok(s, job_store_queue_failed(db, NOW, &again, &s->e));
    assert_int_equal(again, 1);
    scratch_ok(s, lease(s, db, NOW, &job));
    assert_int_equal(job.attempts, 1);
    scratch_ok(s, job_store_cancel(db, STR("translate"), 1, STR("es"), &s->e));
    assert_int_equal(job_store_done(db, &job, &s->e), E_CONFLICT);
    database_close(db);
}

static void the_languages_of_one_story_are_leased_together(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, 2);
    static const char *const language[] = {"es", "en", "fr", "ca"};
    for (int i = 0; i < 4; i++) {
        queue(s, db, 2, language[i], 0);
        queue(s, db, 1, language[i], 1);
    }
    struct job job, *others;
    size_t n;
    scratch_ok(s, lease(s, db, NOW, &job));
    scratch_ok(s, job_store_lease_others(db, &s->a, &job, STR("worker"), NOW, 1000, 2, &others, &n,
                                         &s->e));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(others[i].story_id, 2);
        scratch_ok(s, job_store_done(db, &others[i], &s->e));
    }
    scratch_ok(s, job_store_lease_others(db, &s->a, &job, STR("worker"), NOW, 1000, 9, &others, &n,
                                         &s->e));
    assert_int_equal(n, 1);
    scratch_ok(s, lease(s, db, NOW, &job));
    assert_int_equal(job.story_id, 1);
    database_close(db);
}

enum { WORKERS = 5, JOBS = 200 };

struct worker {
    struct scratch *s;
    int64_t done[JOBS + 1];
    const char *failed;
};

static void *work(void *argument) {
    struct worker *w = argument;
    struct arena a = {0};
    struct err e;
    struct database_options o = {.durability = DATABASE_REPEATABLE};
    struct database *db;
    if (database_open(w->s->url, &o, &db, &e)) {
        w->failed = "open";
        return NULL;
    }
    int rc = 0;
    while (!rc) {
        struct job job;
        rc = job_store_lease(db, &a, STR("thread"), NOW, 1000, &job, &e);
        if (!rc) w->done[job.story_id]++;
        if (!rc) rc = job_store_done(db, &job, &e);
        arena_reset(&a);
    }
    if (rc != E_NOTFOUND) w->failed = "lease";
    database_close(db);
    arena_release(&a);
    return NULL;
}

static void two_workers_never_get_the_same_job(void **state) {
    struct scratch *s = *state;
    struct database *db = with_stories(s, JOBS);
    for (int i = 1; i <= JOBS; i++) queue(s, db, i, "es", 0);
    struct worker *worker = arena_array(&s->a, WORKERS, sizeof *worker);
    pthread_t thread[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        worker[i].s = s;
        assert_int_equal(pthread_create(&thread[i], NULL, work, &worker[i]), 0);
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(thread[i], NULL);
        assert_null(worker[i].failed);
    }
    for (int id = 1; id <= JOBS; id++) {
        int64_t times = 0;
        for (int i = 0; i < WORKERS; i++) times += worker[i].done[id];
        assert_int_equal(times, 1);
    }
    database_close(db);
}

static void the_numbers_of_the_status_are_those_of_the_tables(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola");
    for (int i = 0; i < 3; i++) {
        struct story_write w = newsroom_story(s, section, i);
        newsroom_save(s, db, &w, NOW + i);
    }
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    newsroom_lease(s, db, NOW);
    int64_t stories;
    struct edition_count *edition;
    struct job_count *jobs;
    size_t n;
    scratch_ok(s, status_store_stories(db, &stories, &s->e));
    assert_int_equal(stories, 3);
    scratch_ok(s, status_store_editions(db, &s->a, &edition, &n, &s->e));
    static const struct edition_count expected[] = {{STR("en"), EDITION_QUEUED, 3},
                                                    {STR("es"), EDITION_LIVE, 1},
                                                    {STR("es"), EDITION_QUEUED, 2},
                                                    {STR("eu"), EDITION_LIVE, 3},
                                                    {STR("fr"), EDITION_OFF, 3}};
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++) {
        assert_true(str_eq(edition[i].language, expected[i].language));
        assert_int_equal(edition[i].state, expected[i].state);
        assert_int_equal(edition[i].n, expected[i].n);
    }
    scratch_ok(s, status_store_jobs(db, &s->a, &jobs, &n, &s->e));
    assert_int_equal(n, 2);
    assert_int_equal(jobs[0].state, JOB_LEASED);
    assert_int_equal(jobs[0].n, 1);
    assert_int_equal(jobs[1].n, 4);
    assert_int_equal(jobs[1].oldest_ms, NOW + 1);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(jobs_come_by_priority_and_then_by_age),
        SCRATCH_TEST(a_lease_that_ran_out_is_given_to_another),
        SCRATCH_TEST(a_job_that_is_tried_again_waits_for_its_time),
        SCRATCH_TEST(a_job_given_up_stays_until_it_is_queued_again),
        SCRATCH_TEST(the_languages_of_one_story_are_leased_together),
        SCRATCH_TEST(two_workers_never_get_the_same_job),
        SCRATCH_TEST(the_numbers_of_the_status_are_those_of_the_tables),
    };
    return cmocka_run_group_tests_name("job_store", tests, NULL, NULL);
}
