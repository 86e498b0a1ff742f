/* The words that Apertium's dictionaries lack. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"
#include "base/utf8.h"
#include "engine/lexicon.h"

static void a_word_is_found_in_each_of_its_languages(void **state) {
    (void)state;
    struct arena a;
    struct lexicon *l;
    struct err e;
    arena_init(&a);
    struct str table = STR("# words\nnoun\tokindegi\tpanadería\tpanaderías\tf\tbakery\tbakeries\n"
                           "place\tHego Korea\tCorea del Sur\t\t\tSouth Korea\n"
                           "form\t\tsucede\tocurrir<vblex>\n");
    assert_int_equal(lexicon_make(&a, table, &l, &e), 0);
    const struct lexicon_word *w = lexicon_find(l, LEXICON_BASQUE, STR("okindegi"));
    assert_non_null(w);
    assert_true(w->feminine);
    assert_ptr_equal(lexicon_find(l, LEXICON_SPANISH, STR("panaderías")), w);
    assert_ptr_equal(lexicon_find(l, LEXICON_ENGLISH, STR("bakery")), w);
    assert_null(lexicon_find(l, LEXICON_BASQUE, STR("bakery")));
    assert_true(lexicon_begins(l, LEXICON_BASQUE, STR("Hego")));
    assert_true(lexicon_begins(l, LEXICON_SPANISH, STR("Corea")));
    assert_false(lexicon_begins(l, LEXICON_BASQUE, STR("okindegi")));
    w = lexicon_find(l, LEXICON_SPANISH, STR("sucede"));
    assert_int_equal(w->kind, LEXICON_FORM);
    assert_true(str_eq(w->analysis, STR("ocurrir<vblex>")));
    arena_release(&a);
}

static void a_line_that_makes_no_sense_is_named(void **state) {
    (void)state;
    static const char *const line[] = {"verb\ta\tb\t\t\tc", "noun\ta\tb\t\tm\tc\tc", "place\ta",
                                       "form\tzutik", "place\ta\tb\t\t\tc\t\td"};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        struct arena a;
        struct lexicon *l;
        struct err e;
        arena_init(&a);
        struct str table = arena_printf(&a, "# first\n%s\n", line[i]);
        assert_int_equal(lexicon_make(&a, table, &l, &e), E_INVALID);
        assert_non_null(strstr(e.text, "line 2"));
        arena_release(&a);
    }
}

static void the_table_of_the_program_makes_sense(void **state) {
    (void)state;
    struct arena a;
    struct lexicon *l;
    struct err e;
    struct map seen = {0};
    arena_init(&a);
    if (lexicon_make(&a, lexicon_table(), &l, &e) != 0) fail_msg("%s", e.text);
    assert_true(utf8_is_valid(lexicon_table()));
    for (struct str rest = lexicon_table(); rest.p;) {
        struct str line = str_cut(&rest, '\n'), kind = str_cut(&line, '\t');
        struct str word = line.p ? str_cut(&line, '\t') : STR("");
        if (word.n == 0 || str_starts(kind, STR("#"))) continue;
        if (map_get(&seen, word)) fail_msg("%.*s stands twice", (int)word.n, word.p);
        map_put(&seen, &a, word, l);
        assert_non_null(lexicon_find(l, LEXICON_BASQUE, word));
    }
    arena_release(&a);
}

static void only_three_languages_have_words(void **state) {
    (void)state;
    assert_int_equal(lexicon_language_of(STR("eu")), LEXICON_BASQUE);
    assert_int_equal(lexicon_language_of(STR("en-US")), LEXICON_ENGLISH);
    assert_int_equal(lexicon_language_of(STR("fr")), LEXICON_LANGUAGES);
    assert_int_equal(lexicon_language_of(STR("est")), LEXICON_LANGUAGES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_in_each_of_its_languages),
        cmocka_unit_test(a_line_that_makes_no_sense_is_named),
        cmocka_unit_test(the_table_of_the_program_makes_sense),
        cmocka_unit_test(only_three_languages_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
