#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/language.h"

static struct arena a;

static void release(void) {
    arena_release(&a);
}

static void tags_are_brought_to_their_canonical_form(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"eu", "eu"},
        {"EU", "eu"},
        {"pt_BR", "pt-BR"},
        {"PT-br", "pt-BR"},
        {"eus", "eu"},
        {"spa", "es"},
        {"iw", "he"},
        {"sr-latn", "sr-Latn"},
        {"es-419", "es-419"},
        {"ZH_hant_tw", "zh-Hant-TW"},
        {"ca-VALENCIA", "ca-valencia"},
        {"oc-aranes", "oc-aranes"},
        {"ast", "ast"},
        {"de-1996", "de-1996"},
        {"no", "nb"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str tag;
        struct err e;
        assert_int_equal(language_parse(&a, str_of(cases[i][0]), &tag, &e), 0);
        assert_string_equal(arena_cstr(&a, tag), cases[i][1]);
        assert_true(language_is_canonical(tag));
        struct str again;
        assert_int_equal(language_parse(&a, tag, &again, &e), 0);
        assert_true(str_eq(tag, again));
    }
    release();
}

static void what_is_no_language_is_refused(void **state) {
    (void)state;
    static const char *const cases[] = {"",
                                        "e",
                                        "e1",
                                        "basque",
                                        "eu-",
                                        "-eu",
                                        "eu--ES",
                                        "eu es",
                                        "eu-u-co-phonebk",
                                        "x-foo",
                                        "*",
                                        "eu.",
                                        "../eu",
                                        "éu",
                                        "es-ES-ES",
                                        "es-419-419",
                                        "pt-BR-Latn",
                                        "en-aaaaaaaaa",
                                        "en-variant1-variant2-variant3-variant4"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str tag = STR("untouched");
        struct err e;
        assert_int_equal(language_parse(&a, str_of(cases[i]), &tag, &e), E_INVALID);
        assert_string_equal(tag.p, "untouched");
        assert_true(e.text[0] && e.hint[0]);
        assert_false(language_is_canonical(str_of(cases[i])));
    }
    struct err e;
    struct str tag;
    assert_int_equal(language_parse(&a, (struct str){"eu\0", 3}, &tag, &e), E_INVALID);
    release();
}

static void the_longest_prefix_is_matched(void **state) {
    (void)state;
    const struct str site[] = {STR("eu"), STR("pt"), STR("pt-BR"), STR("zh-Hant")};
    assert_int_equal(language_match(STR("pt-BR"), site, 4), 2);
    assert_int_equal(language_match(STR("pt-AO"), site, 4), 1);
    assert_int_equal(language_match(STR("pt-BR-abl1943"), site, 4), 2);
    assert_int_equal(language_match(STR("zh-Hant-TW"), site, 4), 3);
    assert_int_equal(language_match(STR("zh"), site, 4), 4);
    assert_int_equal(language_match(STR("eus"), site, 4), 4);
    assert_true(language_is(STR("ca-valencia"), STR("ca")));
    assert_false(language_is(STR("ca"), STR("ca-valencia")));
}

static void arabic_and_hebrew_are_written_from_right_to_left(void **state) {
    (void)state;
    const char *const rtl[] = {"ar", "he", "fa", "ur", "yi", "ps", "ug", "ar-EG", "pa-Arab", "ckb"};
    const char *const ltr[] = {"eu", "es", "pa", "ja", "ru", "uz-Latn", "ca-valencia", ""};
    for (size_t i = 0; i < sizeof rtl / sizeof rtl[0]; i++) {
        assert_true(language_is_rtl(str_of(rtl[i])));
    }
    for (size_t i = 0; i < sizeof ltr / sizeof ltr[0]; i++) {
        assert_false(language_is_rtl(str_of(ltr[i])));
    }
}

static void a_language_is_named_in_itself(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"eu", "euskara"},
                                           {"es", "español"},
                                           {"en", "English"},
                                           {"fr", "français"},
                                           {"ca", "català"},
                                           {"gl", "galego"},
                                           {"pt", "português"},
                                           {"ar", "العربية"},
                                           {"oc", "occitan"},
                                           {"ca-valencia", "valencià"},
                                           {"pt-BR", "português (Brasil)"},
                                           {"qqx", "qqx"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str name = language_autonym(&a, str_of(cases[i][0]));
        assert_string_equal(arena_cstr(&a, name), cases[i][1]);
    }
    release();
}

static void a_locale_has_the_likeliest_country(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"eu", "eu_ES"},    {"pt", "pt_BR"},
                                           {"pt-PT", "pt_PT"}, {"sr-Latn", "sr_RS"},
                                           {"qqx", "qqx"},     {"ca-valencia", "ca_ES"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str name = language_locale(&a, str_of(cases[i][0]));
        assert_string_equal(arena_cstr(&a, name), cases[i][1]);
    }
    release();
}

static void a_language_is_named_in_another(void **state) {
    (void)state;
    static const char *const cases[][3] = {{"es", "en", "Spanish"},
                                           {"es", "eu", "gaztelania"},
                                           {"en", "eu", "ingelesa"},
                                           {"eu", "es", "euskera"},
                                           {"eu", "fr", "basque"},
                                           {"fr", "ca", "francès"},
                                           {"eu", "qqx", "Basque"},
                                           {"eu", "oc", "Basque"},
                                           {"qqx", "eu", "qqx"},
                                           {"eu", "en-GB", "Basque"},
                                           {"pt-BR", "en", "Portuguese (Brazil)"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str name = language_name(&a, str_of(cases[i][0]), str_of(cases[i][1]));
        assert_string_equal(arena_cstr(&a, name), cases[i][2]);
    }
    release();
}

static void accept_language_is_sorted_by_quality(void **state) {
    (void)state;
    size_t n;
    const struct language_range *range = language_accept(
        &a, STR("en;q=0.5, eu-ES, ES ; q=0.8,nonsense!,fr;q=2,de;q=0.8, *;q=0.01, it;q=0,x-y"), &n);
    static const char *const expected[] = {"eu-ES", "es", "de", "en", "*", "it"};
    assert_int_equal(n, 6);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(arena_cstr(&a, range[i].tag), expected[i]);
    }
    assert_int_equal(range[1].quality, 800);
    assert_int_equal(range[4].quality, 10);
    language_accept(&a, STR(""), &n);
    assert_int_equal(n, 0);
    release();
}

static void a_long_header_is_not_read_to_its_end(void **state) {
    (void)state;
    struct str header = STR("");
    for (int i = 0; i < 2000; i++) {
        header = arena_printf(&a, "%.*seu,", (int)(header.n > 9000 ? 9000 : header.n), header.p);
    }
    size_t n;
    language_accept(&a, header, &n);
    assert_int_equal(n, LANGUAGE_MAX_RANGES);
    release();
}

static void a_reader_gets_the_best_language_of_the_site(void **state) {
    (void)state;
    const struct str site[] = {STR("eu"), STR("es"), STR("en"), STR("pt-BR")};
    static const char *const cases[][2] = {{"eu", "eu"},
                                           {"es-MX,es;q=0.9", "es"},
                                           {"fr,en;q=0.5", "en"},
                                           {"pt", "pt-BR"},
                                           {"fr", "eu"},
                                           {"", "eu"},
                                           {"*", "eu"},
                                           {"de,*;q=0.5,en;q=0.1", "eu"},
                                           {"*,eu;q=0,en;q=0.5", "en"},
                                           {"en-GB;q=0.8,es;q=0.9", "es"},
                                           {"en;q=0", "eu"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t n;
        const struct language_range *range = language_accept(&a, str_of(cases[i][0]), &n);
        struct str best = language_negotiate(range, n, site, 4, site[0]);
        assert_string_equal(best.p, cases[i][1]);
    }
    release();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_brought_to_their_canonical_form),
        cmocka_unit_test(what_is_no_language_is_refused),
        cmocka_unit_test(the_longest_prefix_is_matched),
        cmocka_unit_test(arabic_and_hebrew_are_written_from_right_to_left),
        cmocka_unit_test(a_language_is_named_in_itself),
        cmocka_unit_test(a_locale_has_the_likeliest_country),
        cmocka_unit_test(a_language_is_named_in_another),
        cmocka_unit_test(accept_language_is_sorted_by_quality),
        cmocka_unit_test(a_long_header_is_not_read_to_its_end),
        cmocka_unit_test(a_reader_gets_the_best_language_of_the_site),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
