/* Numbers as each language writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/number_style.h"

static struct arena arena;

static int open_arena(void **state) {
    (void)state;
    arena_init(&arena);
    return 0;
}

static int release_arena(void **state) {
    (void)state;
    arena_release(&arena);
    return 0;
}

static void expect(const char *source, const char *from, const char *text, const char *to,
                   const char *expected) {
    struct str made = number_style(&arena, str_of(source), str_of(from), str_of(text), str_of(to));
    if (!str_eq(made, str_of(expected)))
        fail_msg("%s: %.*s instead of %s", text, (int)made.n, made.p, expected);
}

static void numbers_are_written_as_english_does(void **state) {
    (void)state;
    expect("60.000 lagun", "eu", "60.000 people", "en", "60,000 people");
    expect("% 4,5 eta 1.234.567,89", "eu", "4,5% and 1.234.567,89.", "en-US",
           "4.5% and 1,234,567.89.");
    expect("2.950 millones (0,5)", "es", "2.950 million (0,5)", "en", "2,950 million (0.5)");
}

static void and_back_from_english(void **state) {
    (void)state;
    expect("60,000 people and 4.5 %", "en", "60,000 personas y 4.5 %", "es",
           "60.000 personas y 4,5 %");
}

static void languages_that_agree_change_nothing(void **state) {
    (void)state;
    expect("60.000 lagun", "eu", "60.000 personas", "es", "60.000 personas");
}

static void what_may_be_something_else_stays(void **state) {
    (void)state;
    expect("20.30 12.10.2024 2.0", "es", "20.30 12.10.2024 2.0", "en", "20.30 12.10.2024 2.0");
    expect("v1.234 a1,5 1.234/5", "es", "v1.234 a1,5 1.234/5", "en", "v1.234 a1,5 1.234/5");
    expect("0.123 1234.567 1,2,3", "es", "0.123 1234.567 1,2,3", "en", "0.123 1234.567 1,2,3");
}

static void only_numbers_of_the_source_change(void **state) {
    (void)state;
    expect("11.234 y 21,5", "es", "1.234 and 1,5", "en", "1.234 and 1,5");
    expect("", "es", "1.234", "en", "1.234");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_are_written_as_english_does, open_arena,
                                        release_arena),
        cmocka_unit_test_setup_teardown(and_back_from_english, open_arena, release_arena),
        cmocka_unit_test_setup_teardown(languages_that_agree_change_nothing, open_arena,
                                        release_arena),
        cmocka_unit_test_setup_teardown(what_may_be_something_else_stays, open_arena,
                                        release_arena),
        cmocka_unit_test_setup_teardown(only_numbers_of_the_source_change, open_arena,
                                        release_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
