#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/message.h"

static struct arena a;

static struct messages two_languages(void) {
    struct messages m = {0};
    struct err e;
    /* English last: the others must fall back to it all the same. */
    assert_int_equal(
        message_add(&m, &a, STR("es"),
                    STR("msgctxt \"more\"\nmsgid \"More\"\nmsgstr \"Más {section}\"\n"
                        "msgctxt \"only-here\"\nmsgid \"x\"\nmsgstr \"\"\n"
                        "msgctxt \"n\"\nmsgid \"{n} story\"\nmsgid_plural \"{n} stories\"\n"
                        "msgstr[0] \"{n} noticia\"\nmsgstr[1] \"{n} noticias\"\n"),
                    &e),
        0);
    assert_int_equal(message_add(&m, &a, STR("en"),
                                 STR("msgctxt \"more\"\nmsgid \"More {section}\"\nmsgstr \"\"\n"
                                     "msgctxt \"only-here\"\nmsgid \"Only here\"\nmsgstr \"\"\n"
                                     "msgctxt \"m\"\nmsgid \"{n} day\"\nmsgid_plural \"{n} days\"\n"
                                     "msgstr[0] \"\"\nmsgstr[1] \"\"\n"),
                                 &e),
                     0);
    return m;
}

static void a_message_is_found_in_its_language_then_in_english(void **state) {
    (void)state;
    struct messages m = two_languages();
    const struct message_catalog *es = message_catalog(&m, STR("es-MX"));
    assert_string_equal(message_get(es, STR("more")).p, "Más {section}");
    assert_string_equal(message_get(es, STR("only-here")).p, "Only here");
    assert_string_equal(message_get(es, STR("nowhere")).p, "nowhere");
    assert_string_equal(message_get(NULL, STR("nowhere")).p, "nowhere");
    assert_string_equal(message_get(message_catalog(&m, STR("ja")), STR("more")).p,
                        "More {section}");
    struct messages none = {0};
    assert_null(message_catalog(&none, STR("eu")));
    arena_release(&a);
}

static void the_plural_form_is_that_of_the_number(void **state) {
    (void)state;
    struct messages m = two_languages();
    const struct message_catalog *es = message_catalog(&m, STR("es"));
    assert_string_equal(message_plural(es, STR("n"), 1).p, "{n} noticia");
    assert_string_equal(message_plural(es, STR("n"), 0).p, "{n} noticias");
    assert_string_equal(message_plural(es, STR("m"), 1).p, "{n} day");
    assert_string_equal(message_plural(es, STR("m"), 2).p, "{n} days");
    assert_string_equal(message_plural(es, STR("more"), 2).p, "Más {section}");
    arena_release(&a);
}

static void a_newsroom_may_say_it_in_its_own_words(void **state) {
    (void)state;
    struct messages m = two_languages();
    struct err e;
    assert_int_equal(message_add(&m, &a, STR("es"),
                                 STR("msgctxt \"more\"\nmsgid \"More\"\nmsgstr \"Y más\"\n"), &e),
                     0);
    const struct message_catalog *es = message_catalog(&m, STR("es"));
    assert_string_equal(message_get(es, STR("more")).p, "Y más");
    assert_string_equal(message_plural(es, STR("n"), 1).p, "{n} noticia");
    assert_int_equal(message_add(&m, &a, STR("es"), STR("rubbish"), &e), E_INVALID);
    assert_non_null(strstr(e.text, "\"es\": line 1"));
    arena_release(&a);
}

static void named_places_are_filled(void **state) {
    (void)state;
    const struct message_value value[] = {{"a", STR("1")}, {"name", STR("{a}")}, {"no", STR("")}};
    static const char *const cases[][2] = {{"", ""},         {"plain", "plain"},
                                           {"{a}", "1"},     {"x {a}{name} y", "x 1{a} y"},
                                           {"{no}{no}", ""}, {"{unknown} {a", "{unknown} {a"},
                                           {"{{a}}", "{1}"}, {"}{", "}{"},
                                           {"{}", "{}"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str s = message_format(&a, str_of(cases[i][0]), value, 3);
        assert_string_equal(s.p, cases[i][1]);
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_found_in_its_language_then_in_english),
        cmocka_unit_test(the_plural_form_is_that_of_the_number),
        cmocka_unit_test(a_newsroom_may_say_it_in_its_own_words),
        cmocka_unit_test(named_places_are_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
