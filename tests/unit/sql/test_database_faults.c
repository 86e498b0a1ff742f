/* What goes wrong outside: disk, rights, other programs. Each has its code, its message, a hint,
   and a database that goes on where it can. */

#include <fcntl.h>
#include <sys/stat.h>

#include "unit/sql/scratch.h"

enum { NOBODY = 65534 };

static bool says(const char *text, const char *words) {
    return strstr(text, words) != NULL;
}

static void a_full_disk_is_told_and_nothing_is_lost(void **state) {
    struct scratch *s = *state;
    struct database_options o = {.create = true, .max_bytes = 256 << 10};
    struct database *db;
    scratch_ok(s, database_open(s->url, &o, &db, &s->e));
    scratch_run(s, db, "CREATE TABLE t (n BIGINT, s TEXT)");
    char *text = arena_alloc(&s->a, 5000);
    memset(text, 'a', 5000);
    int rc = 0;
    int64_t stored = -1;
    while (!rc && stored < 200) {
        stored++;
        rc = database_begin(db, &s->e);
        for (int half = 0; half < 2 && !rc; half++)
            rc = database_run(db, "INSERT INTO t VALUES ($1, $2)",
                              SQL_VALUES(value_int64(stored), value_text((struct str){text, 5000})),
                              &s->e);
        rc = database_end(db, rc, &s->e);
    }
    assert_int_equal(rc, E_IO);
    assert_true(says(s->e.text, "the disk is full") && says(s->e.text, s->folder));
    assert_true(says(s->e.hint, "free some space") && says(s->e.hint, "nothing was lost"));
    assert_true(stored > 5 && stored < 30);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 2 * stored);
    database_close(db);
    db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "INSERT INTO t VALUES (0, '')");
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 2 * stored + 1);
    database_close(db);
}

static void a_missing_database_is_not_made_in_passing(void **state) {
    struct scratch *s = *state;
    struct database *db = NULL;
    struct database_options o = {0};
    assert_int_equal(database_open(s->url, &o, &db, &s->e), E_NOTFOUND);
    assert_null(db);
    assert_true(says(s->e.text, "news.db") && says(s->e.hint, "zubi init"));
    assert_int_equal(access(scratch_path(s, "news.db").p, F_OK), -1);
}

static void an_address_that_names_no_database_is_refused(void **state) {
    struct scratch *s = *state;
    struct database *db = NULL;
    struct database_options o = {.create = true};
    static const char *const wrong[] = {"", "sqlite", "sqlite:", "oracle:x", "news.db", ":x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(database_open(str_of(wrong[i]), &o, &db, &s->e), E_INVALID);
    assert_int_equal(database_open((struct str){"sqlite:a\0b", 10}, &o, &db, &s->e), E_INVALID);
    struct str folder = arena_printf(&s->a, "sqlite:%s", s->folder);
    assert_int_equal(database_open(folder, &o, &db, &s->e), E_INVALID);
    assert_null(db);
}

static void names_that_sqlite_reads_otherwise_are_files(void **state) {
    struct scratch *s = *state;
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(s->folder), 0);
    struct database *db;
    struct database_options o = {.create = true};
    int rc = database_open(STR("sqlite::memory:"), &o, &db, &s->e);
    if (!rc) database_close(db);
    int there = access(":memory:", F_OK);
    assert_int_equal(chdir(before), 0);
    scratch_ok(s, rc);
    assert_int_equal(there, 0);
}

static void others_on_the_machine_cannot_read_it(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (n BIGINT)");
    static const char *const file[] = {"news.db", "news.db-wal", "news.db-shm"};
    for (size_t i = 0; i < 3; i++) {
        struct stat st;
        assert_int_equal(stat(scratch_path(s, file[i]).p, &st), 0);
        assert_int_equal(st.st_mode & 07, 0);
    }
    database_close(db);
}

/* Does as somebody without rights, also where the tests run as root. */
static int open_without_rights(struct scratch *s, bool create) {
    uid_t me = geteuid();
    struct database_options o = {.create = create};
    struct database *db = NULL;
    if (me == 0) assert_int_equal(seteuid(NOBODY), 0);
    int rc = database_open(s->url, &o, &db, &s->e);
    if (!rc) rc = database_run(db, "CREATE TABLE u (n BIGINT)", NULL, 0, &s->e);
    database_close(db);
    if (me == 0) assert_int_equal(seteuid(me), 0);
    return rc;
}

static void a_folder_that_cannot_be_written_is_told(void **state) {
    struct scratch *s = *state;
    chmod(s->folder, 0555);
    assert_int_equal(open_without_rights(s, true), E_DENIED);
    assert_true(says(s->e.text, "news.db") && says(s->e.hint, "writable"));
    chmod(s->folder, 0755);
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (n BIGINT)");
    database_close(db);
    chmod(scratch_path(s, "news.db").p, 0444);
    chmod(s->folder, 0555);
    assert_int_equal(open_without_rights(s, false), E_DENIED);
    assert_true(says(s->e.text, "news.db") && says(s->e.hint, "writable"));
    chmod(s->folder, 0755);
    chmod(scratch_path(s, "news.db").p, 0640);
    db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM t"), 0);
    database_close(db);
}

static void overwrite(struct scratch *s, off_t at, size_t n) {
    int fd = open(scratch_path(s, "news.db").p, O_WRONLY);
    assert_true(fd >= 0);
    char noise[4096];
    memset(noise, 0xA5, sizeof noise);
    assert_int_equal(pwrite(fd, noise, n, at), (ssize_t)n);
    close(fd);
}

static void make_long_table(struct scratch *s) {
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (n BIGINT PRIMARY KEY, s TEXT)");
    scratch_ok(s, database_begin(db, &s->e));
    for (int i = 0; i < 2000; i++)
        scratch_ok(s, database_run(db, "INSERT INTO t VALUES ($1, 'hitz batzuk gehiago hemen')",
                                   SQL_VALUES(value_int64(i)), &s->e));
    scratch_ok(s, database_commit(db, &s->e));
    database_close(db);
}

static void a_file_that_is_no_database_is_told(void **state) {
    struct scratch *s = *state;
    make_long_table(s);
    overwrite(s, 0, 100);
    struct database_options o = {0};
    struct database *db = NULL;
    assert_int_equal(database_open(s->url, &o, &db, &s->e), E_DB);
    assert_null(db);
    assert_true(says(s->e.text, "damaged") && says(s->e.hint, "backup"));
}

static void a_damaged_page_is_told_and_never_read_as_data(void **state) {
    struct scratch *s = *state;
    make_long_table(s);
    overwrite(s, 4096L * 3, 4096);
    overwrite(s, 4096L * 6, 4096);
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    int64_t n = -1;
    assert_int_equal(database_int64(db, "SELECT sum(length(s)) FROM t", NULL, 0, &n, &s->e), E_DB);
    assert_int_equal(n, -1);
    assert_true(says(s->e.text, "damaged") && says(s->e.hint, "backup"));
    database_close(db);
}

static void a_writer_that_does_not_end_is_told(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (n BIGINT)");
    scratch_ok(s, database_begin(db, &s->e));
    scratch_run(s, db, "INSERT INTO t VALUES (1)");
    struct database_options o = {.busy_ms = 20};
    struct database *other;
    scratch_ok(s, database_open(s->url, &o, &other, &s->e));
    assert_int_equal(database_begin(other, &s->e), E_BUSY);
    assert_true(says(s->e.text, "somebody else is writing") && says(s->e.hint, "again"));
    assert_int_equal(scratch_number(s, other, "SELECT count(*) FROM t"), 0);
    scratch_ok(s, database_commit(db, &s->e));
    scratch_ok(s, database_begin(other, &s->e));
    scratch_ok(s, database_commit(other, &s->e));
    database_close(other);
    database_close(db);
}

static void a_file_that_is_taken_away_is_told(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (n BIGINT)");
    assert_int_equal(rename(scratch_path(s, "news.db").p, scratch_path(s, "old.db").p), 0);
    assert_int_equal(database_begin(db, &s->e), E_IO);
    assert_true(says(s->e.text, "moved or deleted") && says(s->e.hint, "put it back"));
    database_close(db);
}

static void a_wrong_statement_is_an_error_of_the_database(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    static const char *const wrong[] = {"SELEKT 1", "SELECT * FROM nowhere", "SELECT \"text\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(database_run(db, wrong[i], NULL, 0, &s->e), E_DB);
    assert_int_equal(database_run(db, " ", NULL, 0, &s->e), E_INVALID);
    database_close(db);
}

static void a_value_beyond_the_ceiling_is_refused(void **state) {
    struct scratch *s = *state;
    struct database *db = scratch_open(s, DATABASE_ACKNOWLEDGED);
    scratch_run(s, db, "CREATE TABLE t (s TEXT)");
    size_t n = 65U << 20;
    char *text = calloc(1, n);
    assert_non_null(text);
    memset(text, 'a', n);
    int rc = database_run(db, "INSERT INTO t VALUES ($1)",
                          SQL_VALUES(value_text((struct str){text, n})), &s->e);
    free(text);
    assert_int_equal(rc, E_LIMIT);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_full_disk_is_told_and_nothing_is_lost),
        SCRATCH_TEST(a_missing_database_is_not_made_in_passing),
        SCRATCH_TEST(an_address_that_names_no_database_is_refused),
        SCRATCH_TEST(names_that_sqlite_reads_otherwise_are_files),
        SCRATCH_TEST(others_on_the_machine_cannot_read_it),
        SCRATCH_TEST(a_folder_that_cannot_be_written_is_told),
        SCRATCH_TEST(a_file_that_is_no_database_is_told),
        SCRATCH_TEST(a_damaged_page_is_told_and_never_read_as_data),
        SCRATCH_TEST(a_writer_that_does_not_end_is_told),
        SCRATCH_TEST(a_file_that_is_taken_away_is_told),
        SCRATCH_TEST(a_wrong_statement_is_an_error_of_the_database),
        SCRATCH_TEST(a_value_beyond_the_ceiling_is_refused),
    };
    return cmocka_run_group_tests_name("database_faults", tests, NULL, NULL);
}
