#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/page_url.h"

static void addresses_are_as_readers_know_them(void **state) {
    (void)state;
    struct arena a = {0};
    assert_string_equal(page_url_front(&a, STR("eu")).p, "/eu/");
    assert_string_equal(page_url_section(&a, STR("eu"), STR("mundua")).p, "/eu/mundua/");
    assert_string_equal(page_url_topic(&a, STR("eu"), STR("klima")).p, "/eu/topic/klima/");
    assert_string_equal(page_url_story(&a, STR("pt-BR"), STR("mundua"), STR("a-b"), 42).p,
                        "/pt-BR/mundua/a-b-42");
    assert_string_equal(page_url_my_list(&a, STR("eu")).p, "/my-list/eu");
    assert_string_equal(page_url_media(&a, STR("3f.jpg")).p, "/media/3f.jpg");
    arena_release(&a);
}

static void a_storys_address_is_taken_apart_again(void **state) {
    (void)state;
    static const struct {
        const char *part, *slug;
        int64_t id;
    } good[] = {
        {"a-b-42", "a-b", 42},
        {"42", "", 42},
        {"-42", "", 42},
        {"a--7", "a-", 7},
        {"2026-11-20", "2026-11", 20},
        {"x-9223372036854775807", "x", INT64_MAX},
    };
    static const char *const bad[] = {
        "",     "a",    "a-",   "a-b",  "a-0", "a-4x", "a-9223372036854775808",
        "a-+4", "a- 4", "a-4 ", "a-4.0"};
    struct str slug = STR("untouched");
    int64_t id = 5;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(page_url_parse_story(str_of(bad[i]), &slug, &id));
    assert_true(str_eq(slug, STR("untouched")) && id == 5);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(page_url_parse_story(str_of(good[i].part), &slug, &id));
        assert_true(str_eq(slug, str_of(good[i].slug)));
        assert_int_equal(id, good[i].id);
    }
}

static void a_place_in_a_list_is_read_as_it_was_written(void **state) {
    (void)state;
    static const int64_t at[] = {1763622000000, 0, -1, INT64_MIN + 1, INT64_MAX};
    static const char *const bad[] = {"",     "-",    "1",      "1-",
                                      "-1",   "a-1",  "1-a",    "1--1",
                                      "01-1", "+1-1", "1-2-3a", "99999999999999999999-1"};
    struct arena a = {0};
    int64_t ms = 5, id = 5;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(page_url_parse_before(str_of(bad[i]), &ms, &id));
    assert_true(ms == 5 && id == 5);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        struct str url = page_url_before(&a, STR("/eu/"), at[i], 42);
        assert_true(str_starts(url, STR("/eu/before-")) && str_ends(url, STR("/")));
        assert_true(page_url_parse_before(str_slice(url, 11, url.n - 1), &ms, &id));
        assert_true(ms == at[i] && id == 42);
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_as_readers_know_them),
        cmocka_unit_test(a_storys_address_is_taken_apart_again),
        cmocka_unit_test(a_place_in_a_list_is_read_as_it_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
