#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/file.h"
#include "sys/stop_signal.h"

struct place {
    struct arena a;
    char folder[40];
};

static int make_place(void **state) {
    struct place *p = calloc(1, sizeof *p);
    arena_init(&p->a);
    strcpy(p->folder, "/tmp/zubi-test-XXXXXX");
    *state = p;
    return mkdtemp(p->folder) ? 0 : -1;
}

static int remove_place(void **state) {
    struct place *p = *state;
    struct str command = arena_printf(&p->a, "rm -rf %s", p->folder);
    int outcome = system(command.p);
    arena_release(&p->a);
    free(p);
    return outcome;
}

static const char *in(struct place *p, const char *name) {
    return arena_printf(&p->a, "%s/%s", p->folder, name).p;
}

static void what_is_written_is_read_again(void **state) {
    struct place *p = *state;
    struct err e;
    struct str back;
    const char *path = in(p, "a");
    assert_int_equal(file_write(path, (struct str){"a\0b\n", 4}, &e), 0);
    assert_int_equal(file_read(&p->a, path, 4, &back, &e), 0);
    assert_true(str_eq(back, (struct str){"a\0b\n", 4}));
    assert_int_equal(back.p[4], 0);
    assert_int_equal(file_write(path, STR(""), &e), 0);
    assert_int_equal(file_read(&p->a, path, 0, &back, &e), 0);
    assert_int_equal(back.n, 0);
}

static void writing_leaves_nothing_else_behind(void **state) {
    struct place *p = *state;
    struct err e;
    assert_int_equal(file_write(in(p, "a"), STR("x"), &e), 0);
    assert_int_equal(file_write(in(p, "a"), STR("y"), &e), 0);
    struct stat st;
    assert_int_equal(stat(in(p, "a"), &st), 0);
    assert_int_equal(st.st_mode & 0400, 0400);
    unlink(in(p, "a"));
    assert_int_equal(rmdir(p->folder), 0); /* only an empty one can be removed */
    mkdir(p->folder, 0700);
}

static void a_write_that_fails_keeps_the_old_file(void **state) {
    struct place *p = *state;
    struct err e;
    struct str back;
    const char *path = in(p, "a");
    static char large[100000];
    assert_int_equal(file_write(path, STR("old"), &e), 0);
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = (struct rlimit){10, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    int code = file_write(path, (struct str){large, sizeof large}, &e);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(code, E_IO);
    assert_non_null(strstr(e.text, path));
    assert_int_equal(file_read(&p->a, path, 100, &back, &e), 0);
    assert_true(str_eq(back, STR("old")));
    unlink(path);
    assert_int_equal(rmdir(p->folder), 0);
    mkdir(p->folder, 0700);
}

static void what_cannot_be_read_is_said_clearly(void **state) {
    struct place *p = *state;
    struct err e;
    struct str back = STR("untouched");
    assert_int_equal(file_read(&p->a, in(p, "none"), 10, &back, &e), E_NOTFOUND);
    assert_non_null(strstr(e.text, "none"));
    assert_int_equal(file_read(&p->a, p->folder, 10, &back, &e), E_INVALID);
    mkfifo(in(p, "pipe"), 0600);
    assert_int_equal(file_read(&p->a, in(p, "pipe"), 10, &back, &e), E_INVALID);
    assert_int_equal(file_write(in(p, "large"), STR("12345678901"), &e), 0);
    assert_int_equal(file_read(&p->a, in(p, "large"), 10, &back, &e), E_LIMIT);
    assert_int_equal(file_write(in(p, "no/such/folder"), STR("x"), &e), E_NOTFOUND);
    assert_true(str_eq(back, STR("untouched")));
}

static void folders_are_made_with_those_above(void **state) {
    struct place *p = *state;
    struct err e;
    struct stat st;
    assert_int_equal(file_make_folders(in(p, "a/b//c/"), &e), 0);
    assert_int_equal(file_make_folders(in(p, "a/b/c"), &e), 0);
    assert_int_equal(stat(in(p, "a/b/c"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_int_equal(file_write(in(p, "f"), STR("x"), &e), 0);
    assert_int_not_equal(file_make_folders(in(p, "f/g"), &e), 0);
    assert_int_equal(file_make_folders(in(p, "f"), &e), E_CONFLICT);
    assert_int_equal(file_make_folders("", &e), E_INVALID);
}

static void a_strangers_path_stays_in_its_folder(void **state) {
    struct place *p = *state;
    static const char *const bad[] = {"",     "/",    "/etc/passwd", "..",   "../a",  "a/../b",
                                      "a/..", ".",    "./a",         "a//b", "a/",    ".git/x",
                                      "a/.b", "a\\b", "a\nb",        "\xff", "a\x7f", "a/./b"};
    const char *path;
    struct err e;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (file_join(&p->a, "/r", str_of(bad[i]), &path, &e) != E_INVALID) fail_msg("%s", bad[i]);
    assert_int_equal(file_join(&p->a, "/r", (struct str){"a\0b", 3}, &path, &e), E_INVALID);
    static char large[2000];
    memset(large, 'a', sizeof large);
    assert_int_equal(file_join(&p->a, "/r", (struct str){large, sizeof large}, &path, &e),
                     E_INVALID);
    assert_int_equal(file_join(&p->a, "/r", STR("2026/11/ñ a..b.jpg"), &path, &e), 0);
    assert_string_equal(path, "/r/2026/11/ñ a..b.jpg");
}

static void being_asked_to_stop_is_noticed(void **state) {
    (void)state;
    stop_signal_prepare();
    assert_int_equal(stop_signal_wait(0), 0);
    kill(getpid(), SIGTERM);
    assert_int_equal(stop_signal_wait(10000), SIGTERM);
    kill(getpid(), SIGHUP);
    assert_int_equal(stop_signal_wait(-1), SIGHUP);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PLACE(what_is_written_is_read_again),
        WITH_PLACE(writing_leaves_nothing_else_behind),
        WITH_PLACE(a_write_that_fails_keeps_the_old_file),
        WITH_PLACE(what_cannot_be_read_is_said_clearly),
        WITH_PLACE(folders_are_made_with_those_above),
        WITH_PLACE(a_strangers_path_stays_in_its_folder),
        cmocka_unit_test(being_asked_to_stop_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
