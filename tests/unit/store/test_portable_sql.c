/* The statements must be those of every database that zubi will run on: SQLite's own words stand
   in its driver only. Reads the sources, so it skips where they are not. */

#include <ctype.h>
#include <glob.h>

#include "unit/sql/scratch.h"

static const char *const foreign[] = {
    "insert or ",
    "replace into",
    "rowid",
    "strftime",
    "ifnull(",
    "datetime(",
    "julianday",
    "unixepoch",
    "pragma",
    "glob ",
    "autoincrement",
    "sqlite",
    "?1",
    "values (?",
    "last_insert",
    "group_concat",
    "json_each",
    "json_extract",
    " is not distinct",
    "changes()",
    "iif(",
    "limit -1",
    "collate nocase",
    " printf(",
    "without rowid",
    "total(",
    "attach",
    "random(",
    "like ",
};

static struct str read_lower(struct scratch *s, const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = 0, capacity = 1 << 20;
    char *text = arena_alloc(&s->a, capacity);
    n = fread(text, 1, capacity - 1, file);
    fclose(file);
    assert_true(n < capacity - 1);
    for (size_t i = 0; i < n; i++) text[i] = (char)tolower((unsigned char)text[i]);
    return (struct str){text, n};
}

static void check_files(struct scratch *s, const char *pattern) {
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0) {
        globfree(&found);
        skip();
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct str text = read_lower(s, found.gl_pathv[i]);
        for (size_t j = 0; j < sizeof foreign / sizeof *foreign; j++)
            if (str_search(text, str_of(foreign[j])) < text.n)
                fail_msg("%s: \"%s\"", found.gl_pathv[i], foreign[j]);
    }
    globfree(&found);
}

static void the_store_speaks_no_dialect(void **state) {
    check_files(*state, "src/store/*.c");
}

static void the_schema_speaks_no_dialect(void **state) {
    check_files(*state, "sql/*.sql");
}

static void only_the_driver_knows_sqlite(void **state) {
    struct scratch *s = *state;
    glob_t found;
    if (glob("src/*/*.[ch]", 0, NULL, &found) != 0) {
        globfree(&found);
        skip();
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        struct str text = read_lower(s, path);
        bool driver = strstr(path, "sqlite") != NULL;
        if (!driver && str_search(text, STR("sqlite3")) < text.n) fail_msg("%s uses SQLite", path);
    }
    globfree(&found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(the_store_speaks_no_dialect),
        SCRATCH_TEST(the_schema_speaks_no_dialect),
        SCRATCH_TEST(only_the_driver_knows_sqlite),
    };
    return cmocka_run_group_tests_name("portable_sql", tests, NULL, NULL);
}
