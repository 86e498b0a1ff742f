#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/settings.h"
#include "sys/file.h"

struct fixture {
    struct arena a;
    char path[64];
    struct settings s;
    struct err e;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    strcpy(f->path, "/tmp/zubi-settings-XXXXXX");
    int fd = mkstemp(f->path);
    if (fd < 0) return -1;
    close(fd);
    settings_defaults(&f->s);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    unlink(f->path);
    arena_release(&f->a);
    free(f);
    return 0;
}

static int read_text(struct fixture *f, struct str text) {
    assert_int_equal(file_write(f->path, text, &f->e), 0);
    return settings_read(&f->s, &f->a, str_of(f->path), &f->e);
}

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void assert_says(const char *text, const char *words) {
    if (!strstr(text, words)) fail_msg("\"%s\" does not say \"%s\"", text, words);
}

/* Writes, reads into defaults, writes again: the same bytes, so the same values. */
static void assert_round_trip(struct fixture *f, const struct settings *s) {
    struct buf first, second;
    buf_init(&first, SETTINGS_MAX_BYTES);
    buf_init(&second, SETTINGS_MAX_BYTES);
    if (settings_write(s, &first, &f->e)) fail_msg("%s", f->e.text);
    settings_defaults(&f->s);
    if (read_text(f, buf_str(&first))) fail_msg("%s", f->e.text);
    assert_int_equal(settings_write(&f->s, &second, &f->e), 0);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    buf_release(&first);
    buf_release(&second);
}

static void an_empty_file_leaves_every_default(void **state) {
    struct fixture *f = *state;
    assert_int_equal(read_text(f, STR("")), 0);
    assert_str(f->s.name, "Zubi");
    assert_str(f->s.languages, "eu, es, en, fr");
    assert_str(f->s.routes, "eu-en via es");
    assert_int_equal(f->s.stories_per_page, 20);
    assert_false(f->s.list_untranslated);
}

static void the_file_comes_before_the_defaults(void **state) {
    struct fixture *f = *state;
    assert_int_equal(read_text(f, STR("[newsroom]\nname = Argia\ntagline =\n[site]\n"
                                      "list_untranslated = Yes\n[server]\nloops = 3\n")),
                     0);
    assert_str(f->s.name, "Argia");
    assert_str(f->s.tagline, "");
    assert_true(f->s.list_untranslated);
    assert_int_equal(f->s.loops, 3);
    assert_int_equal(f->s.handlers, 8);
}

static void the_environment_comes_before_the_file(void **state) {
    struct fixture *f = *state;
    setenv("ZUBI_SITE_LISTEN", "0.0.0.0:9000", 1);
    int code = read_text(f, STR("[site]\nlisten = 127.0.0.1:1\n"));
    setenv("ZUBI_SITE_LISTEN", "x", 1);
    struct settings untouched = f->s;
    int wrong = read_text(f, STR(""));
    unsetenv("ZUBI_SITE_LISTEN");
    assert_int_equal(code, 0);
    assert_str(untouched.listen, "0.0.0.0:9000");
    assert_int_equal(wrong, E_INVALID);
    assert_says(f->e.text, "ZUBI_SITE_LISTEN");
}

static void what_is_written_is_read_back(void **state) {
    struct fixture *f = *state;
    struct settings s;
    settings_defaults(&s);
    assert_round_trip(f, &s);
    static const char *const names[] = {"Egunkari Zaharra",
                                        "a ; b",
                                        "a # b",
                                        "; a",
                                        "# a",
                                        "[site]",
                                        "a = b",
                                        " two spaces ",
                                        "\"quoted\"",
                                        "\"half",
                                        "\"",
                                        "\"\"",
                                        "Ñandú — «€» 😀",
                                        "\u00a0x\u00a0",
                                        "a\\nb",
                                        "$HOME `id`",
                                        "a: b",
                                        "'x'"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        s.name = s.tagline = s.database = str_of(names[i]);
        assert_round_trip(f, &s);
        assert_str(f->s.name, names[i]);
        assert_str(f->s.database, names[i]);
    }
}

static void the_longest_values_are_read_back(void **state) {
    struct fixture *f = *state;
    struct settings s;
    settings_defaults(&s);
    static char ascii[1001], wide[201];
    memset(ascii, 'r', 1000);
    for (size_t i = 0; i < 100; i++) memcpy(wide + i * 2, "ñ", 2);
    s.routes = s.apertium_modes = (struct str){ascii, 1000};
    s.languages = s.database = (struct str){ascii, 400};
    s.name = (struct str){wide, 200};
    s.max_connections = 1000000;
    s.list_untranslated = true;
    assert_round_trip(f, &s);
    assert_true(str_eq(f->s.routes, s.routes));
    assert_true(str_eq(f->s.languages, s.languages));
    assert_true(str_eq(f->s.name, s.name));
    assert_true(f->s.list_untranslated);
    assert_int_equal(f->s.max_connections, 1000000);
}

/* A name given to `zubi init` must not become another setting. */
static void a_value_that_cannot_be_kept_is_not_written(void **state) {
    struct fixture *f = *state;
    static const char *const wrong[] = {
        "a\n[site]\nlisten = 0.0.0.0:80", "a\rb", "a\tb", "a\x7F", "a\xFF", ""};
    struct buf out;
    buf_init(&out, SETTINGS_MAX_BYTES);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct settings s;
        settings_defaults(&s);
        s.name = str_of(wrong[i]);
        if (settings_write(&s, &out, &f->e) != E_INVALID) fail_msg("case %zu", i);
        assert_says(f->e.text, "name in [newsroom]");
        assert_true(f->e.hint[0] != 0);
    }
    struct settings s;
    settings_defaults(&s);
    s.workers = 0;
    assert_int_equal(settings_write(&s, &out, &f->e), E_INVALID);
    buf_release(&out);
    settings_defaults(&s);
    buf_init(&out, 100);
    assert_int_equal(settings_write(&s, &out, &f->e), E_LIMIT);
    buf_release(&out);
}

static void a_wrong_line_is_named_with_what_may_be(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *text, *says, *hint;
    } cases[] = {
        {"[site]\nstories_per_page = many", "line 2: stories_per_page in [site] is \"many\"",
         "from 1 to 100"},
        {"[site]\nstories_per_page = 101", "\"101\"", "from 1 to 100"},
        {"[site]\nstories_per_page =", "\"\"", "whole number"},
        {"[site]\n\nlist_untranslated = perhaps", "line 3: list_untranslated", "yes or no"},
        {"[site]\nlistne = x", "no setting listne in [site]", "zubi help settings"},
        {"[nowhere]\nlisten = x", "no setting listen in [nowhere]", "zubi help settings"},
        {"listen = x", "no setting listen in []", "zubi help settings"},
        {"[newsroom]\nname = \xFF", "name in [newsroom] is not one line", "control characters"},
        {"[newsroom]\nname =", "has 0 characters", "between 1 and 100"},
        {"# one\nzubi", "line 2: \"zubi\" is neither", "comments"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(read_text(f, str_of(cases[i].text)), E_INVALID);
        assert_says(f->e.text, f->path);
        assert_says(f->e.text, cases[i].says);
        assert_says(f->e.hint, cases[i].hint);
    }
}

static void a_length_is_counted_in_characters(void **state) {
    struct fixture *f = *state;
    char text[400] = "[newsroom]\nname = ";
    for (size_t i = 0; i < 100; i++) strcat(text, "ñ");
    assert_int_equal(read_text(f, str_of(text)), 0);
    strcat(text, "ñ");
    assert_int_equal(read_text(f, str_of(text)), E_INVALID);
    assert_says(f->e.text, "has 101 characters");
}

static void a_folder_without_a_newsroom_says_how_to_make_one(void **state) {
    struct fixture *f = *state;
    assert_int_equal(settings_read(&f->s, &f->a, STR("/tmp/zubi-nothing-here/zubi.ini"), &f->e),
                     E_NOTFOUND);
    assert_says(f->e.hint, "zubi init");
    assert_int_equal(settings_read(&f->s, &f->a, STR("/tmp"), &f->e), E_INVALID);
    char *large = calloc(1, SETTINGS_MAX_BYTES + 1);
    memset(large, '\n', SETTINGS_MAX_BYTES + 1);
    assert_int_equal(read_text(f, (struct str){large, SETTINGS_MAX_BYTES + 1}), E_LIMIT);
    assert_int_equal(read_text(f, (struct str){large, SETTINGS_MAX_BYTES}), 0);
    free(large);
}

static void the_manual_names_every_setting_that_the_file_has(void **state) {
    struct fixture *f = *state;
    struct buf file, manual;
    buf_init(&file, SETTINGS_MAX_BYTES);
    buf_init(&manual, SETTINGS_MAX_BYTES);
    assert_int_equal(settings_write(&f->s, &file, &f->e), 0);
    settings_describe(&manual);
    struct str rest = buf_str(&file);
    size_t n = 0;
    while (rest.p) {
        struct str line = str_cut(&rest, '\n');
        struct str key = str_trim(str_slice(line, 0, str_find(line, '=')));
        if (key.n == line.n || key.p[0] == '#') continue;
        assert_true(str_search(buf_str(&manual), key) < manual.n);
        n++;
    }
    assert_true(n > 20);
    assert_int_equal(str_find(buf_str(&manual), '#'), manual.n);
    buf_release(&file);
    buf_release(&manual);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_file_leaves_every_default, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_file_comes_before_the_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_environment_comes_before_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_longest_values_are_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_value_that_cannot_be_kept_is_not_written, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_line_is_named_with_what_may_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_length_is_counted_in_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_without_a_newsroom_says_how_to_make_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_manual_names_every_setting_that_the_file_has, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
