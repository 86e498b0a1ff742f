#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

/* Every rune there is goes out and comes back; nothing else is valid. */
static void every_character_is_written_and_read_back(void **state) {
    (void)state;
    for (uint32_t rune = 0; rune <= 0x10FFFF; rune++) {
        if (rune >= 0xD800 && rune <= 0xDFFF) continue;
        char bytes[4];
        struct str s = {bytes, utf8_encode(rune, bytes)};
        size_t at = 0, back = s.n;
        if (!utf8_is_valid(s) || utf8_next(s, &at) != rune || at != s.n ||
            utf8_previous(s, &back) != rune || back != 0)
            fail_msg("U+%04X", rune);
        for (size_t cut = 1; cut < s.n; cut++) assert_false(utf8_is_valid(str_slice(s, 0, cut)));
    }
}

static void what_is_no_character_is_written_as_a_replacement(void **state) {
    (void)state;
    static const uint32_t wrong[] = {0xD800, 0xDFFF, 0x110000, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        char bytes[4];
        assert_int_equal(utf8_encode(wrong[i], bytes), 3);
        assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    }
}

static void the_first_wrong_byte_is_found_wherever_it_stands(void **state) {
    (void)state;
    static const char *const wrong[] = {"\x80",
                                        "\xBF",
                                        "\xC0\x80",
                                        "\xC1\xBF",
                                        "\xC3",
                                        "\xC3(",
                                        "\xE0\x9F\xBF",
                                        "\xE2\x82",
                                        "\xED\xA0\x80",
                                        "\xED\xBF\xBF",
                                        "\xF0\x8F\xBF\xBF",
                                        "\xF0\x9F\x98",
                                        "\xF4\x90\x80\x80",
                                        "\xF5\x80\x80\x80",
                                        "\xFE",
                                        "\xFF"};
    char text[64];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        for (size_t before = 0; before < 24; before++)
            for (size_t after = 0; after < 12; after++) {
                struct str bad = str_of(wrong[i]);
                size_t n = 0;
                for (size_t k = 0; k < before; k++) text[n++] = 'a';
                for (size_t k = 0; k < bad.n; k++) text[n++] = bad.p[k];
                for (size_t k = 0; k < after; k++) text[n++] = 'b';
                assert_int_equal(utf8_invalid_at((struct str){text, n}), before);
            }
    assert_int_equal(utf8_invalid_at((struct str){"a\0b", 3}), 3);
    assert_true(utf8_is_valid((struct str){NULL, 0}));
}

static void invalid_bytes_never_stop_a_walk(void **state) {
    (void)state;
    struct str s = STR("a\xFF\xC3");
    size_t at = 0, steps = 0;
    for (; at < s.n; steps++) utf8_next(s, &at);
    assert_int_equal(at, s.n);
    assert_int_equal(steps, 3);
}

static void a_cut_leaves_no_half_character(void **state) {
    (void)state;
    struct str s = STR("añ€😀z");
    static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (size_t max = 0; max < 13; max++) assert_int_equal(utf8_cut(s, max).n, expected[max]);
    assert_int_equal(utf8_length(s), 5);
    assert_int_equal(utf8_length(STR("")), 0);
    assert_int_equal(utf8_cut(STR("\x80\x80\x80"), 2).n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_written_and_read_back),
        cmocka_unit_test(what_is_no_character_is_written_as_a_replacement),
        cmocka_unit_test(the_first_wrong_byte_is_found_wherever_it_stands),
        cmocka_unit_test(invalid_bytes_never_stop_a_walk),
        cmocka_unit_test(a_cut_leaves_no_half_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
