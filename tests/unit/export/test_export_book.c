#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "export/export_book.h"
#include "sys/file.h"

enum { ADDRESSES = 3000, THREADS = 4 };

static char folder[64];

static int make_folder(void **state) {
    (void)state;
    strcpy(folder, "/tmp/zubi-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

/* Each address leads to two more, as in a heap: all below ADDRESSES are met from the first. */
static void *walk(void *what) {
    struct export_book *book = what;
    struct arena a = {0};
    struct str path;
    while (export_book_next(book, &a, &path)) {
        int64_t n;
        if (!str_to_int64(str_from(path, 1), 1, ADDRESSES, &n)) abort();
        for (int64_t next = 2 * n; next <= 2 * n + 1 && next <= ADDRESSES; next++)
            export_book_add(book, arena_printf(&a, "/%lld", (long long)next));
        export_book_set(book, path, str_from(path, 1), (uint64_t)n);
        export_book_done(book);
    }
    arena_release(&a);
    return NULL;
}

static void walk_all(struct export_book *book) {
    pthread_t thread[THREADS];
    export_book_add(book, STR("/1"));
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, walk, book), 0);
    for (size_t i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
}

static void every_address_is_met_once_whoever_adds_it(void **state) {
    (void)state;
    struct export_book *book;
    struct err e;
    assert_int_equal(export_book_open(folder, &book, &e), 0);
    walk_all(book);
    struct export_book_count count = export_book_count(book);
    assert_int_equal(count.done, ADDRESSES);
    assert_int_equal(count.known, ADDRESSES);
    assert_int_equal(export_book_files(book), ADDRESSES);
    export_book_close(book);
}

static void what_was_written_is_known_the_next_time(void **state) {
    (void)state;
    struct export_book *book;
    struct str path, file;
    struct err e;
    assert_int_equal(export_book_open(folder, &book, &e), 0);
    export_book_set(book, STR("/eu/"), STR("eu/index.html"), 0xFEDCBA9876543210U);
    export_book_set(book, STR("/eu/x"), STR("eu/x/index.html"), 7);
    export_book_set(book, STR("/eu/y"), STR("eu/y/index.html"), 8);
    assert_int_equal(export_book_save(book, &e), 0);
    export_book_close(book);
    assert_int_equal(export_book_open(folder, &book, &e), 0);
    assert_false(export_book_set(book, STR("/eu/"), STR("eu/index.html"), 0xFEDCBA9876543210U));
    assert_true(export_book_set(book, STR("/eu/x"), STR("eu/x/index.html"), 9));
    assert_true(export_book_orphan(book, &path, &file));
    assert_true(str_eq(path, STR("/eu/y")) && str_eq(file, STR("eu/y/index.html")));
    assert_false(export_book_orphan(book, &path, &file));
    export_book_forget(book, path);
    assert_int_equal(export_book_files(book), 2);
    export_book_close(book);
}

static void the_first_failure_ends_the_walk_and_is_told(void **state) {
    (void)state;
    struct export_book *book;
    struct arena a = {0};
    struct str path;
    struct err e, first;
    assert_int_equal(export_book_open(folder, &book, &e), 0);
    assert_int_equal(export_book_failure(book, &e), 0);
    export_book_add(book, STR("/1"));
    err_set(&first, E_IO, "the first");
    export_book_fail(book, &first);
    err_set(&e, E_IO, "the second");
    export_book_fail(book, &e);
    assert_false(export_book_next(book, &a, &path));
    assert_int_equal(export_book_failure(book, &e), E_IO);
    assert_string_equal(e.text, "the first");
    export_book_close(book);
    arena_release(&a);
}

static void lists_that_are_none_are_refused(void **state) {
    (void)state;
    static const char *const list[] = {"",
                                       "zubi export 2\n",
                                       "zubi export 1\nx\n",
                                       "zubi export 1\n0000000000000001\t/a\n",
                                       "zubi export 1\n0000000000000001\ta\tb\n",
                                       "zubi export 1\nzzzzzzzzzzzzzzzz\t/a\tb\n"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        struct export_book *book;
        char path[100];
        struct err e;
        snprintf(path, sizeof path, "%s/.zubi-export", folder);
        assert_int_equal(file_write(path, str_of(list[i]), &e), 0);
        assert_int_equal(export_book_open(folder, &book, &e), E_INVALID);
        assert_non_null(strstr(e.hint, "empty folder"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_address_is_met_once_whoever_adds_it, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(what_was_written_is_known_the_next_time, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_first_failure_ends_the_walk_and_is_told, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(lists_that_are_none_are_refused, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
