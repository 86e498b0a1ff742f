/* Spaces before punctuation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "translate/punctuation.h"

static void expect(const char *language, const char *before, const char *after) {
    struct arena a;
    arena_init(&a);
    struct str text = str_of(before);
    struct engine_link link = {0, 1, (uint32_t)text.n - 1, (uint32_t)text.n};
    struct link_list links = {&link, 1};
    punctuation_tidy(&a, str_of(language), &text, &links);
    if (!str_eq(text, str_of(after))) fail_msg("%s: %.*s", before, (int)text.n, text.p);
    assert_int_equal(links.n, 1);
    assert_int_equal(links.link[0].target_end, text.n);
    arena_release(&a);
}

static void spaces_before_stops_go(void **state) {
    (void)state;
    expect("en", "It does not compensate .", "It does not compensate.");
    expect("en", "It does not bore ?", "It does not bore?");
    expect("es", "Uno , dos ; tres : cuatro !", "Uno, dos; tres: cuatro!");
    expect("en", "He said \"no .\"", "He said \"no.\"");
}

static void french_keeps_its_spaces(void **state) {
    (void)state;
    expect("fr", "Quoi ?", "Quoi\u00a0?");
    expect("fr", "Un , deux ; trois .", "Un, deux\u00a0; trois.");
    expect("fr", "« Oui », dit-il .", "«\u00a0Oui\u00a0», dit-il.");
}

static void what_begins_with_a_dot_stays(void **state) {
    (void)state;
    expect("en", "The .eus domain", "The .eus domain");
    expect("en", "Fine :) he said", "Fine :) he said");
    expect("en", "Well ... yes", "Well ... yes");
    expect("es", "0 ,5", "0 ,5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_before_stops_go),
        cmocka_unit_test(french_keeps_its_spaces),
        cmocka_unit_test(what_begins_with_a_dot_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
