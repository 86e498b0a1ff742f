#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/route.h"
#include "unit/translate/fake_engine.h"

#define DIRECTION(from, to)                                                                        \
    { STR(from), STR(to), STR("fake"), STR(from "-" to), STR("1") }

static const struct engine_direction directions[] = {
    DIRECTION("eu", "es"), DIRECTION("eu", "en"), DIRECTION("es", "en"),    DIRECTION("es", "fr"),
    DIRECTION("en", "fr"), DIRECTION("es", "pt"), DIRECTION("es", "pt-BR"), DIRECTION("fr", "oc"),
    DIRECTION("de", "fr"), DIRECTION("es", "eu"),
};
enum { N_DIRECTIONS = sizeof directions / sizeof *directions };

static const char *route_between(const char *from, const char *to, const char *preferences) {
    static struct arena a; /* the name lives until the next call */
    arena_release(&a);
    struct fake_engine fake;
    fake_init(&fake, directions, N_DIRECTIONS, fake_reverse);
    struct engine *engine = &fake.engine;
    struct route_map map = {.engine = &engine, .n_engines = 1};
    struct route_preference *list;
    struct err e;
    assert_int_equal(
        route_preferences_parse(&a, str_of(preferences), &list, &map.n_preferences, &e), 0);
    map.preference = list;
    struct route route = {.n_hops = 9};
    if (!route_find(&map, str_of(from), str_of(to), &route)) {
        assert_int_equal(route.n_hops, 9);
        return "none";
    }
    for (size_t i = 0; i < route.n_hops; i++) assert_ptr_equal(route.hop[i].engine, engine);
    return route_name(&a, &route).p;
}

static void the_direct_way_is_taken_where_there_is_one(void **state) {
    (void)state;
    assert_string_equal(route_between("eu", "es", ""), "eu-es");
    assert_string_equal(route_between("eu", "en", ""), "eu-en");
    assert_string_equal(route_between("EU", "ES", ""), "eu-es");
}

static void a_wish_comes_before_the_direct_way_if_it_can_be_met(void **state) {
    (void)state;
    assert_string_equal(route_between("eu", "en", "eu-en via es"), "eu-es es-en");
    assert_string_equal(route_between("eu", "en", "eu-en via ca"), "eu-en");
    assert_string_equal(route_between("eu", "fr", "eu-fr via en"), "eu-en en-fr");
    assert_string_equal(route_between("eu", "en", "eu-en"), "eu-en");
    assert_string_equal(route_between("es", "en", "eu-en via es"), "es-en");
}

static void spanish_is_the_first_pivot_and_any_other_the_second(void **state) {
    (void)state;
    assert_string_equal(route_between("eu", "fr", ""), "eu-es es-fr");
    assert_string_equal(route_between("de", "oc", ""), "de-fr fr-oc");
}

static void there_is_no_route_where_no_directions_lead(void **state) {
    (void)state;
    assert_string_equal(route_between("en", "eu", ""), "none");
    assert_string_equal(route_between("eu", "oc", ""), "none");
    assert_string_equal(route_between("xx", "yy", ""), "none");
    assert_string_equal(route_between("", "", ""), "none");
}

static void a_language_is_never_translated_into_itself(void **state) {
    (void)state;
    assert_string_equal(route_between("eu", "eu", ""), "none");
    assert_string_equal(route_between("eu", "EU", "eu-eu via es"), "none");
}

static void a_variety_takes_the_directions_of_its_language(void **state) {
    (void)state;
    assert_string_equal(route_between("es-AR", "en", ""), "es-en");
    assert_string_equal(route_between("eu", "en-GB", ""), "eu-en");
    assert_string_equal(route_between("es", "pt-BR", ""), "es-pt-BR");
    assert_string_equal(route_between("es", "pt-PT", ""), "es-pt");
    assert_string_equal(route_between("es-Latn-AR", "pt-BR", ""), "es-pt-BR");
    assert_string_equal(route_between("de-AT", "oc", ""), "de-fr fr-oc");
    assert_string_equal(route_between("eu", "fr-CA", ""), "eu-es es-fr");
}

static void engines_are_asked_in_order(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    static const struct engine_direction own[] = {
        {STR("eu"), STR("en"), STR("other"), STR("model"), STR("2")}};
    struct fake_engine first, second;
    fake_init(&first, own, 1, fake_reverse);
    fake_init(&second, directions, N_DIRECTIONS, fake_reverse);
    struct engine *engine[] = {&first.engine, &second.engine};
    struct route_map map = {.engine = engine, .n_engines = 2};
    struct route route;
    assert_true(route_find(&map, STR("eu"), STR("en"), &route));
    assert_ptr_equal(route.hop[0].engine, engine[0]);
    assert_string_equal(route_version(&a, &route).p, "other model 2");
    assert_true(route_find(&map, STR("eu"), STR("fr"), &route));
    assert_ptr_equal(route.hop[0].engine, engine[1]);
    assert_string_equal(route_version(&a, &route).p, "fake eu-es 1, fake es-fr 1");
    arena_release(&a);
}

static void the_next_engine_takes_what_others_failed_at(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    static const struct engine_direction own[] = {
        {STR("eu"), STR("es"), STR("first"), STR("a"), STR("1")},
        {STR("es"), STR("en"), STR("first"), STR("b"), STR("1")}};
    static const struct engine_direction other[] = {
        {STR("es"), STR("en"), STR("second"), STR("c"), STR("1")},
        {STR("eu"), STR("es"), STR("second"), STR("d"), STR("1")}};
    struct fake_engine first, second;
    fake_init(&first, own, 2, fake_reverse);
    fake_init(&second, other, 2, fake_reverse);
    struct engine *engine[] = {&first.engine, &second.engine};
    struct route_preference *wish;
    struct err e;
    struct route_map map = {.engine = engine, .n_engines = 2};
    struct route route;
    const struct engine_direction *without[4] = {0};
    assert_true(route_find(&map, STR("eu"), STR("en"), &route));
    assert_string_equal(route_version(&a, &route).p, "first a 1, first b 1");
    without[0] = &own[1];
    assert_true(route_find_without(&map, STR("eu"), STR("en"), without, 1, &route));
    assert_string_equal(route_version(&a, &route).p, "first a 1, second c 1");
    without[1] = &own[0];
    assert_true(route_find_without(&map, STR("eu"), STR("en"), without, 2, &route));
    assert_string_equal(route_version(&a, &route).p, "second d 1, second c 1");
    without[2] = &other[0];
    assert_false(route_find_without(&map, STR("eu"), STR("en"), without, 3, &route));
    assert_int_equal(route_preferences_parse(&a, STR("es-en with second first, eu-en via es"),
                                             &wish, &map.n_preferences, &e),
                     0);
    map.preference = wish;
    assert_true(route_find(&map, STR("eu"), STR("en"), &route));
    assert_string_equal(route_version(&a, &route).p, "first a 1, second c 1");
    arena_release(&a);
}

static void wishes_are_read_from_one_line(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct route_preference *list;
    size_t n;
    struct err e;
    assert_int_equal(
        route_preferences_parse(&a, STR(" eu-en via es,fr-en ,, es-pt-BR  via  gl"), &list, &n, &e),
        0);
    assert_int_equal(n, 3);
    assert_true(str_eq(list[0].from, STR("eu")) && str_eq(list[0].to, STR("en")));
    assert_true(str_eq(list[0].via, STR("es")));
    assert_true(str_eq(list[1].from, STR("fr")) && list[1].via.n == 0);
    assert_true(str_eq(list[2].to, STR("pt-BR")) && str_eq(list[2].via, STR("gl")));
    assert_int_equal(route_preferences_parse(&a, STR(""), &list, &n, &e), 0);
    assert_int_equal(n, 0);
    arena_release(&a);
}

static void a_wish_that_cannot_be_read_is_named(void **state) {
    (void)state;
    static const char *const wrong[] = {"eu",
                                        "eu-",
                                        "-en",
                                        "eu en",
                                        "eu-en via",
                                        "eu-en by es",
                                        "eu-en via es via fr",
                                        "via es",
                                        "eu-en via es fr",
                                        "eu-en with",
                                        "eu-en with deepl via es"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena a;
        arena_init(&a);
        struct route_preference *list = NULL;
        size_t n = 42;
        struct err e;
        struct str text = arena_printf(&a, "fr-en, %s", wrong[i]);
        if (route_preferences_parse(&a, text, &list, &n, &e) != E_INVALID)
            fail_msg("\"%s\" is no route", wrong[i]);
        assert_non_null(strstr(e.text, wrong[i]));
        assert_non_null(strstr(e.hint, "eu-en via es"));
        assert_null(list);
        assert_int_equal(n, 42);
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_direct_way_is_taken_where_there_is_one),
        cmocka_unit_test(a_wish_comes_before_the_direct_way_if_it_can_be_met),
        cmocka_unit_test(spanish_is_the_first_pivot_and_any_other_the_second),
        cmocka_unit_test(there_is_no_route_where_no_directions_lead),
        cmocka_unit_test(a_language_is_never_translated_into_itself),
        cmocka_unit_test(a_variety_takes_the_directions_of_its_language),
        cmocka_unit_test(engines_are_asked_in_order),
        cmocka_unit_test(the_next_engine_takes_what_others_failed_at),
        cmocka_unit_test(wishes_are_read_from_one_line),
        cmocka_unit_test(a_wish_that_cannot_be_read_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
