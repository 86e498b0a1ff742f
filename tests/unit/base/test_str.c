#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void texts_are_compared_byte_by_byte(void **state) {
    (void)state;
    assert_true(str_eq(STR(""), (struct str){NULL, 0}));
    assert_true(str_eq(str_of(NULL), STR("")));
    assert_true(str_eq((struct str){"a\0b", 3}, (struct str){"a\0b", 3}));
    assert_false(str_eq((struct str){"a\0b", 3}, (struct str){"a\0c", 3}));
    assert_false(str_eq(STR("a"), STR("ab")));
    assert_true(str_eq_nocase(STR("pt-BR"), STR("PT-br")));
    assert_false(str_eq_nocase(STR("Ñ"), STR("ñ")));
    assert_false(str_eq_nocase(STR("@"), STR("`")));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_true(str_cmp(STR("a"), STR("\xC3\xB1")) < 0);
    assert_int_equal(str_cmp(STR(""), (struct str){NULL, 0}), 0);
}

static void starts_and_ends_are_found(void **state) {
    (void)state;
    assert_true(str_starts(STR("zubia"), STR("zubi")));
    assert_false(str_starts(STR("zu"), STR("zubi")));
    assert_true(str_starts(STR(""), STR("")));
    assert_true(str_ends(STR("a.jpg"), STR(".jpg")));
    assert_false(str_ends(STR("jpg"), STR(".jpg")));
    assert_true(str_ends((struct str){NULL, 0}, STR("")));
}

static void slices_never_leave_the_text(void **state) {
    (void)state;
    struct str s = STR("zubia");
    assert_str(str_slice(s, 1, 3), "ub");
    assert_str(str_slice(s, 3, 99), "ia");
    assert_str(str_slice(s, 9, 99), "");
    assert_str(str_slice(s, 3, 1), "");
    assert_str(str_slice(s, SIZE_MAX, SIZE_MAX), "");
    assert_str(str_from(s, 4), "a");
    assert_str(str_from(s, 6), "");
    assert_str(str_slice((struct str){NULL, 0}, 0, 5), "");
    assert_str(str_trim(STR(" \t\r\n zu bi \v\f")), "zu bi");
    assert_str(str_trim(STR("  \n ")), "");
    assert_str(str_trim((struct str){NULL, 0}), "");
}

static void searching_gives_the_first_place_or_the_length(void **state) {
    (void)state;
    assert_int_equal(str_find(STR("a,b,c"), ','), 1);
    assert_int_equal(str_find(STR("abc"), ','), 3);
    assert_int_equal(str_find((struct str){NULL, 0}, ','), 0);
    assert_int_equal(str_search(STR("a via b via c"), STR(" via ")), 1);
    assert_int_equal(str_search(STR("abc"), STR("bcd")), 3);
    assert_int_equal(str_search(STR("abc"), STR("")), 0);
    assert_int_equal(str_search((struct str){NULL, 0}, STR("x")), 0);
}

static void cutting_gives_every_piece_once(void **state) {
    (void)state;
    struct str rest = STR("a,,b,");
    static const char *const expected[] = {"a", "", "b", ""};
    size_t n = 0;
    while (rest.p) {
        assert_true(n < 4);
        assert_str(str_cut(&rest, ','), expected[n++]);
    }
    assert_int_equal(n, 4);
    rest = STR("");
    assert_str(str_cut(&rest, ','), "");
    assert_null(rest.p);
}

static void assert_number(const char *text, int64_t expected) {
    int64_t value = 99;
    if (!str_to_int64(str_of(text), INT64_MIN, INT64_MAX, &value)) fail_msg("%s is a number", text);
    assert_true(value == expected);
}

static void numbers_are_read_whole_and_within_bounds(void **state) {
    (void)state;
    assert_number("0", 0);
    assert_number("-0", 0);
    assert_number("007", 7);
    assert_number("-12", -12);
    assert_number("9223372036854775807", INT64_MAX);
    assert_number("-9223372036854775808", INT64_MIN);
    static const char *const wrong[] = {"",
                                        "-",
                                        "+1",
                                        " 1",
                                        "1 ",
                                        "1.0",
                                        "0x1",
                                        "--1",
                                        "1-1",
                                        "9223372036854775808",
                                        "-9223372036854775809",
                                        "99999999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t value = 99;
        if (str_to_int64(str_of(wrong[i]), INT64_MIN, INT64_MAX, &value))
            fail_msg("\"%s\" is no number", wrong[i]);
        assert_int_equal(value, 99);
    }
    int64_t value = 99;
    assert_false(str_to_int64(STR("11"), 0, 10, &value));
    assert_false(str_to_int64(STR("-1"), 0, 10, &value));
    assert_true(str_to_int64(STR("10"), 0, 10, &value));
    assert_int_equal(value, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_compared_byte_by_byte),
        cmocka_unit_test(starts_and_ends_are_found),
        cmocka_unit_test(slices_never_leave_the_text),
        cmocka_unit_test(searching_gives_the_first_place_or_the_length),
        cmocka_unit_test(cutting_gives_every_piece_once),
        cmocka_unit_test(numbers_are_read_whole_and_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
