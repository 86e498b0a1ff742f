#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/front_matter.h"

static void fields_are_read_to_the_end_of_their_line(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct front_matter f;
    struct str file =
        STR("\xEF\xBB\xBF---\r\nHeadline: Bat: bi # hiru\r\n\r\n# oharra\r\n"
            "credit: \"a \\\"b\\\" \\\\ c\"\r\nempty:\r\nunknown-key_1 :  x  \r\n---\r\nBody\n");
    assert_int_equal(front_matter_parse(&a, file, &f, &e), 0);
    assert_int_equal(f.n_fields, 4);
    assert_true(str_eq(front_matter_find(&f, STR("headline"))->value, STR("Bat: bi # hiru")));
    assert_true(str_eq(front_matter_find(&f, STR("credit"))->value, STR("a \"b\" \\ c")));
    assert_int_equal(front_matter_find(&f, STR("empty"))->value.n, 0);
    assert_true(str_eq(front_matter_find(&f, STR("unknown-key_1"))->value, STR("x")));
    assert_int_equal(front_matter_find(&f, STR("unknown-key_1"))->line, 7);
    assert_null(front_matter_find(&f, STR("nothing")));
    assert_true(str_eq(f.body, STR("Body\n")));
    assert_int_equal(f.body_line, 9);
    arena_release(&a);
}

static void a_file_without_front_matter_is_all_body(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct front_matter f;
    assert_int_equal(front_matter_parse(&a, STR("Text\n---\n"), &f, &e), 0);
    assert_int_equal(f.n_fields, 0);
    assert_true(str_eq(f.body, STR("Text\n---\n")));
    assert_int_equal(front_matter_parse(&a, STR(""), &f, &e), 0);
    assert_int_equal(front_matter_parse(&a, STR("---\n---"), &f, &e), 0);
    assert_int_equal(f.body.n, 0);
    arena_release(&a);
}

static void a_mistake_says_its_line(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"---\na: b\n", "does not end"},
        {"---\na: b\nnonsense\n---\n", "line 3: this is no field"},
        {"---\na:\n  b: c\n---\n", "line 3: lists, nested keys"},
        {"---\na:\n- b\n---\n", "line 3: lists, nested keys"},
        {"---\na: |\n  b\n---\n", "line 2: lists, nested keys"},
        {"---\na: b\nA: c\n---\n", "line 3: a was given on line 2 already"},
        {"---\na: \"b\n---\n", "line 2: the quotes are not closed"},
        {"---\na: \"b\" c\n---\n", "line 2: there is text behind"},
        {"---\na: \"b\\n\"\n---\n", "line 2: within quotes"},
        {"---\na: \xFF\n---\n", "not UTF-8: see byte 7 (line 2)"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct front_matter f;
        assert_int_equal(front_matter_parse(&a, str_of(pair[i][0]), &f, &e), E_INVALID);
        if (!strstr(e.text, pair[i][1])) fail_msg("%s: %s", pair[i][0], e.text);
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read_to_the_end_of_their_line),
        cmocka_unit_test(a_file_without_front_matter_is_all_body),
        cmocka_unit_test(a_mistake_says_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
