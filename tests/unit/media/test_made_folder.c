#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "media/made_folder.h"

static void make_older(const char *dir, const char *name, int seconds) {
    char path[128];
    struct stat s;
    snprintf(path, sizeof path, "%s/made/%.2s/%s", dir, name, name);
    assert_int_equal(stat(path, &s), 0);
    struct timespec times[2] = {s.st_atim, s.st_mtim};
    times[0].tv_sec -= seconds;
    times[1].tv_sec -= seconds;
    assert_int_equal(utimensat(0, path, times, 0), 0);
}

static bool is_there(const struct made_folder *folder, struct arena *a, const char *name) {
    int fd = made_folder_open(folder, a, str_of(name));
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static void
what_was_not_asked_for_the_longest_goes_first_and_the_folder_stays_within_its_size(void **state) {
    (void)state;
    char dir[] = "/tmp/zubi-made-XXXXXX", bytes[1000] = {0}, name[32], command[80];
    struct arena a = {0};
    struct err e;
    assert_non_null(mkdtemp(dir));
    struct made_folder folder = {.data_dir = dir, .max_bytes = 10000};
    for (int i = 0; i < 10; i++) {
        snprintf(name, sizeof name, "a%d-320.avif", i);
        assert_int_equal(
            made_folder_put(&folder, &a, str_of(name), (struct str){bytes, sizeof bytes}, &e), 0);
        make_older(dir, name, 200000 + 1000 * (10 - i));
    }
    assert_true(is_there(&folder, &a, "a0-320.avif")); /* young again */
    assert_int_equal(
        made_folder_put(&folder, &a, STR("b-320.avif"), (struct str){bytes, sizeof bytes}, &e), 0);
    assert_true(is_there(&folder, &a, "a0-320.avif"));
    assert_false(is_there(&folder, &a, "a1-320.avif"));
    assert_false(is_there(&folder, &a, "a2-320.avif"));
    assert_true(is_there(&folder, &a, "a3-320.avif"));
    assert_true(is_there(&folder, &a, "b-320.avif"));
    assert_true(folder.bytes <= 9000);
    arena_release(&a);
    snprintf(command, sizeof command, "rm -r %s", dir);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_was_not_asked_for_the_longest_goes_first_and_the_folder_stays_within_its_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
