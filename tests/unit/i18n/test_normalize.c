#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/normalize.h"

static struct arena a;

static const char *nfc(const char *s) {
    return arena_cstr(&a, normalize_nfc(&a, str_of(s)));
}

static void letters_and_their_accents_become_one(void **state) {
    (void)state;
    assert_string_equal(nfc("Cafe\u0301"), "Café");
    assert_string_equal(nfc("n\u0303andu"), "ñandu");
    assert_string_equal(nfc("\u212b"), "Å");
    assert_string_equal(nfc("\u1100\u1161\u11a8"), "각");
    assert_string_equal(nfc("a\u2000b"), "a\u2002b");
    assert_string_equal(nfc("\u0344"), "\u0308\u0301");
    arena_release(&a);
}

static void text_that_is_right_is_given_back_as_it_is(void **state) {
    (void)state;
    const char *const cases[] = {"", "plain", "ñandú €5", "« — » “…” ’", "日本語", "ά", "🎉"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str s = str_of(cases[i]);
        assert_ptr_equal(normalize_nfc(&a, s).p, s.p);
        assert_true(normalize_is_nfc(s));
    }
    assert_false(normalize_is_nfc(STR("e\u0301")));
    arena_release(&a);
}

static void every_text_is_normal_after_once(void **state) {
    (void)state;
    static const char *const piece[] = {"e",      "\u0301", "\u0323", "n",      "\u0303",
                                        "\u1100", "\u1161", "\u11a8", "\u2126", " ",
                                        "ñ",      "\ufb2c", "\u0f73", "x"};
    uint64_t seed = 3;
    for (int i = 0; i < 3000; i++) {
        struct str s = STR("");
        for (int k = 0; k < 12; k++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            const char *next = piece[(seed >> 33) % (sizeof piece / sizeof piece[0])];
            s = arena_printf(&a, "%.*s%s", (int)s.n, s.p, next);
        }
        struct str once = normalize_nfc(&a, s);
        assert_true(normalize_is_nfc(once));
        assert_true(str_eq(normalize_nfc(&a, once), once));
        assert_int_equal(normalize_is_nfc(s), str_eq(s, once));
        arena_release(&a);
    }
}

static void only_the_first_letter_changes_its_case(void **state) {
    (void)state;
    static const char *const cases[][4] = {
        {"eu", "etxea", "Etxea", "etxea"},
        {"es", "«ñu» X", "«Ñu» X", "«ñu» X"},
        {"es", "¿Qué", "¿Qué", "¿qué"},
        {"tr", "istanbul", "İstanbul", "istanbul"},
        {"en", "45 things", "45 things", "45 things"},
        {"hr", "ǆep", "ǅep", "ǆep"},
        {"en", "", "", ""},
        {"de", "ßa", "Ssa", "ßa"},
        {"fr", "e\u0301te\u0301", "E\u0301te\u0301", "e\u0301te\u0301"},
        {"en", "…", "…", "…"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str language = str_of(cases[i][0]), s = str_of(cases[i][1]);
        assert_string_equal(arena_cstr(&a, normalize_upper_first(&a, language, s)), cases[i][2]);
        assert_string_equal(arena_cstr(&a, normalize_lower_first(&a, language, s)), cases[i][3]);
    }
    arena_release(&a);
}

static void folded_texts_are_equal_whatever_their_case(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"STRASSE", "Straße"}, {"ÑANDÚ", "n\u0303andu\u0301"}, {"Ǆ", "ǆ"}, {"plain", "PLAIN"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(str_eq(normalize_fold(&a, str_of(cases[i][0])),
                           normalize_fold(&a, str_of(cases[i][1]))));
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_and_their_accents_become_one),
        cmocka_unit_test(text_that_is_right_is_given_back_as_it_is),
        cmocka_unit_test(every_text_is_normal_after_once),
        cmocka_unit_test(only_the_first_letter_changes_its_case),
        cmocka_unit_test(folded_texts_are_equal_whatever_their_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
