/* kill -9 at any instant: what was acknowledged is there, and nothing is there by half. */

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "unit/store/newsroom.h"

enum { ROUNDS = 20 };

/* Saves and translates stories for ever and writes each story's id to the pipe once it is saved. */
static void write_until_killed(struct scratch *s, int pipe_end) {
    struct database_options o = {.durability = DATABASE_ACKNOWLEDGED};
    struct database *db;
    struct err *e = &s->e;
    if (database_open(s->url, &o, &db, e)) _exit(3);
    for (;;) {
        struct story_write w = newsroom_story(s, 1, 1);
        int rc = database_begin(db, e);
        if (!rc) rc = database_end(db, story_write_source(db, &w, NOW, e), e);
        if (rc || write(pipe_end, &w.story.id, sizeof w.story.id) < 0) _exit(4);
        struct job job;
        rc = job_store_lease(db, &s->a, STR("worker"), NOW, 1000, &job, e);
        if (!rc) rc = database_begin(db, e);
        struct edition_row row = newsroom_translation(s, &job, 1);
        if (!rc) rc = database_end(db, story_write_translation(db, &s->a, &job, &row, NOW, e), e);
        if (rc) _exit(5);
    }
}

/* Lets a child write for a moment, kills it and gives the last id that it acknowledged. */
static int64_t run_and_kill(struct scratch *s, long us) {
    int end[2];
    assert_int_equal(pipe(end), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(end[0]);
        write_until_killed(s, end[1]);
    }
    close(end[1]);
    int64_t id, last = 0;
    if (read(end[0], &last, sizeof last) != sizeof last) last = 0;
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
    kill(child, SIGKILL);
    while (read(end[0], &id, sizeof id) == sizeof id) last = id;
    close(end[0]);
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_true(last > 0);
    return last;
}

static void check_whole(struct scratch *s, struct database *db, int64_t acknowledged) {
    assert_true(scratch_number(s, db, "SELECT max(id) FROM story") >= acknowledged);
    static const char *const none[] = {
        /* ids have no gap: no story is missing */
        "SELECT max(id) - count(*) FROM story",
        "SELECT (SELECT count(*) FROM story) * 4 - (SELECT count(*) FROM edition)",
        "SELECT count(*) FROM story s WHERE NOT EXISTS (SELECT 1 FROM change c"
        " WHERE c.story_id = s.id AND c.kind = 'story')",
        /* an edition is live, or waits with a job */
        "SELECT count(*) FROM edition e WHERE e.state = 'queued' AND NOT EXISTS (SELECT 1 FROM job "
        "j"
        " WHERE j.story_id = e.story_id AND j.language = e.language)",
        "SELECT count(*) FROM edition e, job j WHERE j.story_id = e.story_id"
        " AND j.language = e.language AND e.state = 'live'",
        "SELECT count(*) FROM edition WHERE state = 'live' AND text_language <> language",
        "SELECT count(*) FROM edition e WHERE e.state = 'live' AND e.language <> 'eu' AND NOT "
        "EXISTS"
        " (SELECT 1 FROM change c WHERE c.story_id = e.story_id AND c.language = e.language)",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (scratch_number(s, db, none[i]) != 0) fail_msg("half a write: %s", none[i]);
    struct rows *rows;
    scratch_ok(s, database_query(db, "PRAGMA integrity_check", NULL, 0, &rows, &s->e));
    assert_true(rows_next(rows, &s->e));
    assert_str(rows_text(rows, &s->a, 0), "ok");
    scratch_ok(s, rows_close(rows, 0, &s->e));
}

static void what_was_acknowledged_survives_kill_9_and_nothing_is_half(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    newsroom_section(s, db, "kirola");
    database_close(db);
    uint64_t seed = 11;
    for (int i = 0; i < ROUNDS; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        int64_t acknowledged = run_and_kill(s, (long)(seed >> 33) % 30000);
        db = scratch_open(s, DATABASE_ACKNOWLEDGED);
        check_whole(s, db, acknowledged);
        database_close(db);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(what_was_acknowledged_survives_kill_9_and_nothing_is_half),
    };
    return cmocka_run_group_tests_name("crash", tests, NULL, NULL);
}
