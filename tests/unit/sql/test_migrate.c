#include "sql/migrate.h"

#include <pthread.h>

#include "unit/sql/scratch.h"

static const struct migration steps[] = {
    {1, STR("first"), STR("CREATE TABLE t (id @identity@, s TEXT); CREATE INDEX i ON t (s);")},
    {2, STR("second"), STR("INSERT INTO t (s) VALUES ('bat'); -- a comment\n")},
    {3, STR("third"), STR("INSERT INTO t (s) VALUES ('bi')")},
};

static int64_t version(struct scratch *s, struct database *db) {
    int64_t number = -1;
    scratch_ok(s, migrate_version(db, &number, &s->e));
    return number;
}

static void an_empty_database_gets_every_step_once(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(version(s, db), 0);
    for (int again = 0; again < 3; again++) {
        scratch_ok(s, migrate_run(db, steps, 3, &s->e));
        assert_int_equal(version(s, db), 3);
        assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 2);
    }
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM schema_version"), 3);
    database_close(db);
}

static void an_older_database_gets_what_is_missing(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_ok(s, migrate_run(db, steps, 1, &s->e));
    assert_int_equal(version(s, db), 1);
    scratch_ok(s, migrate_run(db, steps, 3, &s->e));
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 2);
    database_close(db);
}

static void a_newer_database_is_left_alone(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_ok(s, migrate_run(db, steps, 3, &s->e));
    assert_int_equal(migrate_run(db, steps, 2, &s->e), E_CONFLICT);
    assert_non_null(strstr(s->e.text, "newer zubi"));
    assert_non_null(strstr(s->e.hint, "install the newer zubi"));
    assert_int_equal(version(s, db), 3);
    database_close(db);
}

static void a_step_that_fails_leaves_nothing_half_done(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    const struct migration bad[] = {
        steps[0],
        {2, STR("bad"),
         STR("INSERT INTO t (s) VALUES ('x'); CREATE TABLE u (n BIGINT);"
             " INSERT INTO nowhere VALUES (1)")},
    };
    assert_int_equal(migrate_run(db, bad, 2, &s->e), E_DB);
    assert_non_null(strstr(s->e.text, "migration 2 (bad)"));
    assert_int_equal(version(s, db), 1);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 0);
    bool has = true;
    scratch_ok(s, database_has_table(db, STR("u"), &has, &s->e));
    assert_false(has);
    database_close(db);
}

static void *migrate_in_thread(void *state) {
    struct scratch *s = state;
    struct err e;
    struct database_options o = {.create = true};
    struct database *db;
    if (database_open(s->url, &o, &db, &e)) return "open";
    int rc = migrate_run(db, steps, 3, &e);
    database_close(db);
    return rc ? "migrate" : NULL;
}

static void many_programs_that_start_at_once_do_each_step_once(void **state) {
    struct scratch *s = *state;
    database_close(scratch_open(s, DATABASE_ACKNOWLEDGED));
    pthread_t thread[4];
    for (int i = 0; i < 4; i++) pthread_create(&thread[i], NULL, migrate_in_thread, s);
    for (int i = 0; i < 4; i++) {
        void *failed;
        pthread_join(thread[i], &failed);
        assert_null(failed);
    }
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 2);
    database_close(db);
}

static int from_names(struct scratch *s, const char *first, const char *second) {
    const struct embedded_file file[] = {{first, (const unsigned char *)"a", 1},
                                         {second, (const unsigned char *)"bc", 2}};
    struct migration *m = NULL;
    int rc = migrate_from_files(&s->a, file, 2, &m, &s->e);
    if (rc) return rc;
    assert_int_equal(m[1].number, 2);
    assert_true(str_eq(m[1].name, STR("more_of_it")) && str_eq(m[1].sql, STR("bc")));
    return 0;
}

static void files_must_be_numbered_without_a_gap(void **state) {
    struct scratch *s = *state;
    scratch_ok(s, from_names(s, "0001_a.sql", "0002_more_of_it.sql"));
    static const char *const wrong[] = {"0003_a.sql", "0001_a.sql", "0002_a.txt", "0002.sql",
                                        "x_a.sql",    "_a.sql",     ".sql",       "-2_a.sql"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(from_names(s, "0001_a.sql", wrong[i]), E_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(an_empty_database_gets_every_step_once),
        SCRATCH_TEST(an_older_database_gets_what_is_missing),
        SCRATCH_TEST(a_newer_database_is_left_alone),
        SCRATCH_TEST(a_step_that_fails_leaves_nothing_half_done),
        SCRATCH_TEST(many_programs_that_start_at_once_do_each_step_once),
        SCRATCH_TEST(files_must_be_numbered_without_a_gap),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
