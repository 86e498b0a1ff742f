/* Terms on their way through the hops, with an engine that does not know of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "translate/term_binding.h"
#include "translate/text_translator.h"
#include "unit/translate/fake_engine.h"

static const struct engine_direction directions[] = {
    {{"eu", 2}, {"es", 2}, {"fake", 4}, {"eu-es", 5}, {"1", 1}},
    {{"es", 2}, {"en", 2}, {"fake", 4}, {"es-en", 5}, {"1", 1}},
};

struct bench {
    struct arena a;
    struct err e;
    struct fake_engine fake;
    struct hop_cache *cache;
    struct route route;
    struct term_rendering rendering[2];
    struct term term;
    struct term_use use;
    struct term_names names;
};

static int set_up(void **state) {
    struct bench *b = calloc(1, sizeof *b);
    struct term_glossary *glossary;
    arena_init(&b->a);
    fake_init(&b->fake, directions, 2, fake_reverse);
    assert_int_equal(hop_cache_open(1 << 20, &b->cache, &b->e), 0);
    b->route = (struct route){.n_hops = 2};
    for (size_t i = 0; i < 2; i++)
        b->route.hop[i] = (struct route_hop){&b->fake.engine, &directions[i]};
    b->rendering[0] = (struct term_rendering){.language = STR("es"), .text = STR("Moscú")};
    b->rendering[1] = (struct term_rendering){.language = STR("en"), .text = STR("Moscow")};
    b->term = (struct term){.language = STR("eu"),
                            .text = STR("Mosku"),
                            .kind = TERM_PLACE,
                            .rendering = b->rendering,
                            .n_renderings = 2};
    assert_int_equal(term_glossary_make(&b->a, &b->term, 1, 1, &glossary, &b->e), 0);
    b->use = (struct term_use){.glossary = glossary, .section = STR(""), .names = &b->names};
    *state = b;
    return 0;
}

static int tear_down(void **state) {
    struct bench *b = *state;
    hop_cache_close(b->cache);
    arena_release(&b->a);
    free(b);
    return 0;
}

static struct translated_text translate(struct bench *b, const char *text) {
    struct text source = {str_of(text), NULL, 0};
    struct translated_text target;
    if (text_translate_bound(b->cache, &b->a, &b->route, &b->use, &source, 1, &target, &b->e))
        fail_msg("%s", b->e.text);
    assert_false(target.held);
    return target;
}

static void an_engine_that_knows_no_terms_is_corrected(void **state) {
    struct bench *b = *state;
    struct translated_text t = translate(b, "bai Moskutik ez");
    assert_true(str_eq(t.text.s, STR("bai Moscow ez")));
    assert_int_equal(t.n_missing, 0);
    b->route.n_hops = 1;
    t = translate(b, "bai Moskutik ez");
    assert_true(str_eq(t.text.s, STR("ez Moscú bai")));
}

static void marks_stay_on_the_term(void **state) {
    struct bench *b = *state;
    struct mark mark = {.kind = MARK_STRONG, .start = 4, .end = 12};
    struct text source = {STR("bai Moskutik ez"), &mark, 1};
    struct translated_text t;
    assert_int_equal(
        text_translate_bound(b->cache, &b->a, &b->route, &b->use, &source, 1, &t, &b->e), 0);
    assert_int_equal(t.text.n_marks, 1);
    assert_int_equal(t.text.mark[0].start, 4);
    assert_int_equal(t.text.mark[0].end, 10);
}

static void a_story_explains_its_own_names(void **state) {
    struct bench *b = *state;
    struct str base;
    enum engine_term kind;
    term_name_collect(&b->names, &b->a, STR("Orain Kiev eta Uriarte"));
    assert_true(term_name_split(&b->names, STR("Kieven"), &base, &kind));
    assert_true(str_eq(base, STR("Kiev")));
    assert_int_equal(kind, ENGINE_PERSON);
    assert_true(term_name_split(&b->names, STR("Kievera"), &base, &kind));
    assert_int_equal(kind, ENGINE_PLACE);
    assert_true(term_name_split(&b->names, STR("Uriartek"), &base, &kind));
    assert_true(str_eq(base, STR("Uriarte")));
    assert_false(term_name_split(&b->names, STR("Kievito"), &base, &kind));
    assert_false(term_name_split(&b->names, STR("orain"), &base, &kind));
}

static void an_engine_is_told_what_it_may_guess(void **state) {
    struct bench *b = *state;
    size_t n, n_bindings, *index;
    struct str text = STR("Moskutik Kievera");
    term_name_collect(&b->names, &b->a, STR("Kiev"));
    struct term_passage *p = term_binding_start(&b->use, &b->a, text, STR("eu"), &n);
    assert_int_equal(n, 2);
    const struct engine_binding *made =
        term_binding_make(&b->a, p, n, text, STR("es"), &index, &n_bindings);
    assert_int_equal(n_bindings, 2);
    assert_true(str_eq(made[0].target, STR("Moscú")));
    assert_false(made[0].is_guess);
    assert_true(str_eq(made[1].base, STR("Kiev")));
    assert_true(made[1].is_guess);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_engine_that_knows_no_terms_is_corrected, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(marks_stay_on_the_term, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_story_explains_its_own_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_engine_is_told_what_it_may_guess, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
