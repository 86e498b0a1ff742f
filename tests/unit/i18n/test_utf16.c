#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "i18n/utf16.h"

static void text_comes_back_as_it_went(void **state) {
    (void)state;
    const struct str cases[] = {STR(""), STR("plain"), STR("ñ — 日本 🎉"), STR("a\0b")};
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct utf16 wide = utf16_from(&a, cases[i]);
        assert_int_equal(wide.p[wide.n], 0);
        assert_true(str_eq(utf16_to(&a, wide.p, wide.n), cases[i]));
    }
    assert_int_equal(utf16_from(&a, (struct str){NULL, 0}).n, 0);
    arena_release(&a);
}

static void what_cannot_be_becomes_the_replacement_character(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct utf16 wide = utf16_from(&a, STR("a\xff\xc3"));
    assert_true(str_eq(utf16_to(&a, wide.p, wide.n), STR("a\ufffd\ufffd")));
    const UChar lone[] = {0xd800, 'x'};
    assert_true(str_eq(utf16_to(&a, lone, 2), STR("\ufffdx")));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_comes_back_as_it_went),
        cmocka_unit_test(what_cannot_be_becomes_the_replacement_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
