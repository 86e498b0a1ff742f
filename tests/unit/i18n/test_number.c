#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/number.h"

static void counts_are_grouped_as_the_language_groups_them(void **state) {
    (void)state;
    static const struct {
        const char *language;
        int64_t number;
        const char *expected;
    } cases[] = {{"eu", 0, "0"},
                 {"eu", 999, "999"},
                 {"eu", 1234, "1.234"},
                 {"es", 1234, "1234"},
                 {"es", 12345, "12.345"},
                 {"es-MX", 12345, "12,345"},
                 {"en", 1234567, "1,234,567"},
                 {"fr", 1234, "1\u202f234"},
                 {"ca-valencia", 1234, "1.234"},
                 {"pt-PT", 12345, "12\u00a0345"},
                 {"pt-BR", 1234, "1.234"},
                 {"xx", 12345, "12\u202f345"},
                 {"en", -1234, "\u22121,234"},
                 {"en", INT64_MIN, "\u22129,223,372,036,854,775,808"},
                 {"eu", INT64_MAX, "9.223.372.036.854.775.807"}};
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str s = number_format(&a, str_of(cases[i].language), cases[i].number);
        assert_string_equal(arena_cstr(&a, s), cases[i].expected);
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_grouped_as_the_language_groups_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
