#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "media/media_folder.h"
#include "sys/file.h"

#define GIF_HEAD "GIF89a\3\0\2\0\x80\0\0"

struct fixture {
    struct arena a;
    char dir[64];
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    strcpy(f->dir, "/tmp/zubi-media-XXXXXX");
    *state = f;
    return mkdtemp(f->dir) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
    arena_release(&f->a);
    int status = system(command);
    free(f);
    return status;
}

static void a_picture_is_kept_under_the_hash_of_its_bytes(void **state) {
    struct fixture *f = *state;
    struct str bytes = STR(GIF_HEAD), name, back;
    struct picture p;
    struct err e;
    assert_int_equal(media_keep(&f->a, f->dir, bytes, &name, &p, &e), 0);
    assert_true(media_name_is_valid(name));
    assert_true(str_ends(name, STR(".gif")));
    assert_int_equal(p.width, 3);
    const char *path = media_path(&f->a, f->dir, name);
    assert_int_equal(file_read(&f->a, path, 1000, &back, &e), 0);
    assert_true(str_eq(back, bytes));
    assert_string_equal(media_type(name), "image/gif");
}

static void the_same_picture_is_kept_once(void **state) {
    struct fixture *f = *state;
    struct str first, second, other;
    struct picture p;
    struct err e;
    struct stat before, after;
    assert_int_equal(media_keep(&f->a, f->dir, STR(GIF_HEAD), &first, &p, &e), 0);
    assert_int_equal(stat(media_path(&f->a, f->dir, first), &before), 0);
    assert_int_equal(media_keep(&f->a, f->dir, STR(GIF_HEAD), &second, &p, &e), 0);
    assert_true(str_eq(first, second));
    assert_int_equal(stat(media_path(&f->a, f->dir, second), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_int_equal(media_keep(&f->a, f->dir, STR(GIF_HEAD "x"), &other, &p, &e), 0);
    assert_false(str_eq(first, other));
}

static void what_is_no_picture_leaves_nothing_behind(void **state) {
    struct fixture *f = *state;
    struct str name = STR("untouched");
    struct picture p = {.width = 7};
    struct err e;
    char media[80];
    assert_int_equal(media_keep(&f->a, f->dir, STR("<svg/>"), &name, &p, &e), E_INVALID);
    assert_true(str_eq(name, STR("untouched")));
    assert_int_equal(p.width, 7);
    snprintf(media, sizeof media, "%s/media", f->dir);
    assert_int_not_equal(access(media, F_OK), 0);
}

static void a_folder_that_cannot_be_made_is_an_error(void **state) {
    struct fixture *f = *state;
    struct str name = STR("untouched");
    struct picture p = {.width = 7};
    struct err e;
    char file[80];
    snprintf(file, sizeof file, "%s/media", f->dir);
    assert_int_equal(file_write(file, STR("a file in the way"), &e), 0);
    assert_int_not_equal(media_keep(&f->a, f->dir, STR(GIF_HEAD), &name, &p, &e), 0);
    assert_true(str_eq(name, STR("untouched")));
    assert_int_equal(p.width, 7);
    assert_non_null(strstr(e.text, "media"));
}

static void only_names_it_gave_itself_are_valid(void **state) {
    (void)state;
    assert_true(media_name_is_valid(STR("0123456789abcdef0123456789abcdef.jpg")));
    assert_true(media_name_is_valid(STR("0123456789abcdef0123456789abcdef.webp")));
    static const char *const wrong[] = {"",
                                        ".jpg",
                                        "0123456789abcdef0123456789abcdef",
                                        "0123456789abcdef0123456789abcdef.svg",
                                        "0123456789abcdef0123456789abcdef.jpg.png",
                                        "0123456789abcdef0123456789abcdef.JPG",
                                        "0123456789ABCDEF0123456789ABCDEF.jpg",
                                        "0123456789abcdef0123456789abcde.jpg",
                                        "0123456789abcdef0123456789abcdef0.jpg",
                                        "../../../../../../../etc/passwd/.jpg",
                                        "0123456789abcdef0123456789abcd/f.jpg",
                                        "0123456789abcdef0123456789abcdef.jp"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (media_name_is_valid(str_of(wrong[i]))) fail_msg("%s", wrong[i]);
    assert_false(media_name_is_valid((struct str){"0123456789abcdef0123456789abcdef.jpg\0", 37}));
    assert_false(media_name_is_valid((struct str){NULL, 0}));
}

static void a_path_stays_below_the_media_folder(void **state) {
    struct fixture *f = *state;
    assert_string_equal(media_path(&f->a, "/srv/news", STR("3fa9456789abcdef0123456789abcdef.png")),
                        "/srv/news/media/3f/3fa9456789abcdef0123456789abcdef.png");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_is_kept_under_the_hash_of_its_bytes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_same_picture_is_kept_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_picture_leaves_nothing_behind, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_made_is_an_error, set_up,
                                        tear_down),
        cmocka_unit_test(only_names_it_gave_itself_are_valid),
        cmocka_unit_test_setup_teardown(a_path_stays_below_the_media_folder, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
