#include "sql/database.h"

#include <math.h>
#include <pthread.h>

#include "unit/sql/scratch.h"

static void make_table(struct scratch *s, struct database *db) {
    scratch_run(s, db,
                "CREATE TABLE t (id @identity@, n BIGINT, r DOUBLE PRECISION, s TEXT UNIQUE, "
                "b @blob@)");
}

static void every_kind_of_value_comes_back_as_it_was(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    struct str blob = {"a\0\xFF", 3};
    int64_t id;
    scratch_ok(s,
               database_int64(db, "INSERT INTO t (b, n, r, s) VALUES ($4, $1, $2, $3) RETURNING id",
                              SQL_VALUES(value_int64(INT64_MIN), value_double(0.1),
                                         value_text(STR("argi eta garbi: ñ")), value_blob(blob)),
                              &id, &s->e));
    scratch_ok(
        s, database_run(db, "INSERT INTO t (n, r, s, b) VALUES ($1, $1, $2, $3)",
                        SQL_VALUES(value_null(), value_text((struct str){NULL, 0}), value_id(0)),
                        &s->e));
    assert_int_equal(database_changed(db), 1);
    struct rows *rows;
    scratch_ok(s,
               database_query(db, "SELECT n, r, s, b FROM t ORDER BY id", NULL, 0, &rows, &s->e));
    assert_true(rows_next(rows, &s->e));
    assert_int_equal(rows_int64(rows, 0), INT64_MIN);
    assert_true(fabs(rows_double(rows, 1) - 0.1) < 1e-18);
    assert_true(str_eq(rows_text(rows, &s->a, 2), STR("argi eta garbi: ñ")));
    assert_true(str_eq(rows_text(rows, &s->a, 3), blob));
    assert_true(rows_next(rows, &s->e));
    assert_true(rows_is_null(rows, 0) && rows_is_null(rows, 1) && rows_is_null(rows, 3));
    assert_false(rows_is_null(rows, 2));
    assert_int_equal(rows_text(rows, &s->a, 2).n, 0);
    assert_false(rows_next(rows, &s->e));
    scratch_ok(s, rows_close(rows, 0, &s->e));
    database_close(db);
}

static void a_number_of_a_value_means_what_it_says(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    int64_t n;
    scratch_ok(s, database_int64(db, "SELECT $2 * 100 + $1 * 10 + $2",
                                 SQL_VALUES(value_int64(3), value_int64(7)), &n, &s->e));
    assert_int_equal(n, 737);
    assert_int_equal(database_int64(db, "SELECT $1", NULL, 0, &n, &s->e), E_INVALID);
    assert_int_equal(
        database_int64(db, "SELECT $1", SQL_VALUES(value_null(), value_null()), &n, &s->e),
        E_INVALID);
    assert_int_equal(database_int64(db, "SELECT $2", SQL_VALUES(value_null()), &n, &s->e),
                     E_INVALID);
    assert_int_equal(n, 737);
    database_close(db);
}

static void one_statement_can_run_within_itself(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_run(s, db, "INSERT INTO t (n) VALUES (1), (2), (3)");
    const char *sql = "SELECT n FROM t ORDER BY n";
    struct rows *outer, *inner;
    int64_t sum = 0;
    scratch_ok(s, database_query(db, sql, NULL, 0, &outer, &s->e));
    while (rows_next(outer, &s->e)) {
        scratch_ok(s, database_query(db, sql, NULL, 0, &inner, &s->e));
        while (rows_next(inner, &s->e)) sum += rows_int64(outer, 0) * rows_int64(inner, 0);
        scratch_ok(s, rows_close(inner, 0, &s->e));
    }
    scratch_ok(s, rows_close(outer, 0, &s->e));
    assert_int_equal(sum, 36);
    database_close(db);
}

static void more_statements_than_are_kept_all_work(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 300; i++)
            assert_int_equal(scratch_number(s, db, arena_printf(&s->a, "SELECT %d", i).p), i);
    database_close(db);
}

static void a_writing_statement_that_is_left_early_has_written(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    struct rows *rows;
    scratch_ok(s, database_query(db, "INSERT INTO t (n) VALUES (1), (2), (3) RETURNING id", NULL, 0,
                                 &rows, &s->e));
    assert_true(rows_next(rows, &s->e));
    scratch_ok(s, rows_close(rows, 0, &s->e));
    assert_int_equal(database_changed(db), 3);
    struct database *other = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(scratch_number(s, other, "SELECT count(*) FROM t"), 3);
    database_close(other);
    database_close(db);
}

static void a_transaction_is_stored_whole_or_not_at_all(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    struct database *other = scratch_open(s, DATABASE_REPEATABLE);
    make_table(s, db);
    scratch_ok(s, database_begin(db, &s->e));
    assert_int_equal(database_begin(db, &s->e), E_INVALID);
    scratch_run(s, db, "INSERT INTO t (n) VALUES (1)");
    assert_int_equal(scratch_number(s, other, "SELECT count(*) FROM t"), 0);
    scratch_ok(s, database_end(db, 0, &s->e));
    assert_int_equal(scratch_number(s, other, "SELECT count(*) FROM t"), 1);
    scratch_ok(s, database_begin(db, &s->e));
    scratch_run(s, db, "INSERT INTO t (n) VALUES (2)");
    err_set(&s->e, E_LIMIT, "my own");
    assert_int_equal(database_end(db, E_LIMIT, &s->e), E_LIMIT);
    assert_string_equal(s->e.text, "my own");
    assert_int_equal(scratch_number(s, other, "SELECT count(*) FROM t"), 1);
    assert_int_equal(database_commit(db, &s->e), E_INVALID);
    database_rollback(db);
    database_close(db);
    database_close(other);
}

static void a_reading_transaction_sees_one_state_whatever_others_store(void **state) {
    struct scratch *s = *state;
    struct database *reader = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, reader);
    struct database *writer = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_ok(s, database_begin_reading(reader, &s->e));
    assert_int_equal(database_begin_reading(reader, &s->e), E_INVALID);
    assert_int_equal(scratch_number(s, reader, "SELECT count(*) FROM t"), 0);
    scratch_run(s, writer, "INSERT INTO t (n) VALUES (1)");
    assert_int_equal(scratch_number(s, reader, "SELECT count(*) FROM t"), 0);
    scratch_ok(s, database_commit(reader, &s->e));
    assert_int_equal(scratch_number(s, reader, "SELECT count(*) FROM t"), 1);
    database_close(reader);
    database_close(writer);
}

static void after_a_failure_a_transaction_can_only_be_rolled_back(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_ok(s, database_begin(db, &s->e));
    scratch_run(s, db, "INSERT INTO t (s) VALUES ('bat')");
    assert_int_equal(database_run(db, "INSERT INTO t (s) VALUES ('bat')", NULL, 0, &s->e),
                     E_CONFLICT);
    assert_int_equal(database_run(db, "INSERT INTO t (s) VALUES ('bi')", NULL, 0, &s->e),
                     E_INVALID);
    assert_int_equal(database_commit(db, &s->e), E_INVALID);
    assert_false(database_in_transaction(db));
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 0);
    database_close(db);
}

static void closing_undoes_what_was_not_committed(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_ok(s, database_begin(db, &s->e));
    scratch_run(s, db, "INSERT INTO t (n) VALUES (1)");
    database_close(db);
    database_close(NULL);
    db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 0);
    database_close(db);
}

static void a_reference_to_nothing_is_refused(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_run(s, db, "CREATE TABLE u (t_id BIGINT REFERENCES t (id))");
    assert_int_equal(database_run(db, "INSERT INTO u VALUES (5)", NULL, 0, &s->e), E_INVALID);
    database_close(db);
}

static void an_id_is_never_given_twice(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_run(s, db, "INSERT INTO t (n) VALUES (1), (2)");
    scratch_run(s, db, "DELETE FROM t WHERE id = 2");
    assert_int_equal(scratch_number(s, db, "INSERT INTO t (n) VALUES (3) RETURNING id"), 3);
    database_close(db);
}

enum { WRITERS = 6, WRITES = 60 };

static void *write_in_thread(void *state) {
    struct scratch *s = state;
    struct err e;
    struct database_options o = {.durability = DATABASE_REPEATABLE};
    struct database *db;
    if (database_open(s->url, &o, &db, &e)) return "open";
    const char *failed = NULL;
    for (int i = 0; i < WRITES && !failed; i++) {
        int64_t n = 0;
        int rc = database_begin(db, &e);
        if (!rc) rc = database_int64(db, "SELECT n FROM t", NULL, 0, &n, &e);
        if (!rc) rc = database_run(db, "UPDATE t SET n = $1", SQL_VALUES(value_int64(n + 1)), &e);
        if (database_end(db, rc, &e)) failed = "write";
    }
    database_close(db);
    return (void *)failed;
}

static void writers_in_many_threads_lose_no_update(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    make_table(s, db);
    scratch_run(s, db, "INSERT INTO t (n) VALUES (0)");
    pthread_t thread[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, write_in_thread, s), 0);
    for (int i = 0; i < WRITERS; i++) {
        void *failed;
        pthread_join(thread[i], &failed);
        assert_null(failed);
    }
    assert_int_equal(scratch_number(s, db, "SELECT n FROM t"), WRITERS * WRITES);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(every_kind_of_value_comes_back_as_it_was),
        SCRATCH_TEST(a_number_of_a_value_means_what_it_says),
        SCRATCH_TEST(one_statement_can_run_within_itself),
        SCRATCH_TEST(more_statements_than_are_kept_all_work),
        SCRATCH_TEST(a_writing_statement_that_is_left_early_has_written),
        SCRATCH_TEST(a_transaction_is_stored_whole_or_not_at_all),
        SCRATCH_TEST(a_reading_transaction_sees_one_state_whatever_others_store),
        SCRATCH_TEST(after_a_failure_a_transaction_can_only_be_rolled_back),
        SCRATCH_TEST(closing_undoes_what_was_not_committed),
        SCRATCH_TEST(a_reference_to_nothing_is_refused),
        SCRATCH_TEST(an_id_is_never_given_twice),
        SCRATCH_TEST(writers_in_many_threads_lose_no_update),
    };
    return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}
