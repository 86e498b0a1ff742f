#ifndef TESTS_UNIT_SQL_SCRATCH_H
#define TESTS_UNIT_SQL_SCRATCH_H
/* A folder that is gone after the test, with a database in it. */

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sql/database.h"

struct scratch {
    struct arena a;
    char folder[64];
    struct str url; /* of a database in it */
    struct err e;
};

/* Fails the test and shows the error. */
static inline void scratch_ok(struct scratch *s, int rc) {
    if (rc) fail_msg("%s: %s (%s:%d)", err_code_name(rc), s->e.text, s->e.file, s->e.line);
}

static inline struct str scratch_path(struct scratch *s, const char *name) {
    return arena_printf(&s->a, "%s/%s", s->folder, name);
}

static inline struct database *scratch_open(struct scratch *s,
                                            enum database_durability durability) {
    struct database_options o = {.durability = durability, .create = true};
    struct database *db = NULL;
    scratch_ok(s, database_open(s->url, &o, &db, &s->e));
    return db;
}

static inline void scratch_run(struct scratch *s, struct database *db, const char *sql) {
    scratch_ok(s, database_run(db, sql, NULL, 0, &s->e));
}

static inline int64_t scratch_number(struct scratch *s, struct database *db, const char *sql) {
    int64_t number = -1;
    scratch_ok(s, database_int64(db, sql, NULL, 0, &number, &s->e));
    return number;
}

static inline int scratch_set_up(void **state) {
    struct scratch *s = calloc(1, sizeof *s);
    if (!s) return -1;
    strcpy(s->folder, "/tmp/zubi-test-XXXXXX");
    if (!mkdtemp(s->folder)) return -1;
    s->url = arena_printf(&s->a, "sqlite:%s/news.db", s->folder);
    *state = s;
    return 0;
}

static inline int scratch_remove(const char *path, const struct stat *st, int kind,
                                 struct FTW *ftw) {
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

static inline int scratch_tear_down(void **state) {
    struct scratch *s = *state;
    nftw(s->folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
    arena_release(&s->a);
    free(s);
    return 0;
}

#define SCRATCH_TEST(name) cmocka_unit_test_setup_teardown(name, scratch_set_up, scratch_tear_down)

#endif
