#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "story/text_clean.h"

static uint64_t state = 11;

static size_t pick(size_t n) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (size_t)(state >> 33) % n;
}

/* What is said to be clean at a glance is what cleaning leaves as it is, and nothing else. */
static void a_text_is_clean_when_cleaning_it_changes_nothing(void **unused) {
    (void)unused;
    static const char *const piece[] = {"a",
                                        "Z",
                                        "~",
                                        " ",
                                        "\xC2\xA0",
                                        "\xC2\xA1",
                                        "\xC2\xAD",
                                        "\xC3\xB1",
                                        "n\xCC\x83",
                                        "\xCC\x83",
                                        "\xCB\xBF",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\xA6",
                                        "\xE2\x80\x9C",
                                        "\xE2\x80\xA8",
                                        "\xE2\x80\x8B",
                                        "\xE2\x80\x92",
                                        "\xE2\x80\xA7",
                                        "\n",
                                        "\t",
                                        "\x7F",
                                        "\xC2\x85",
                                        "\xE2\x82\xAC",
                                        "\xE2\x84\xAB",
                                        "\xF0\x9F\x98\x80",
                                        "\xE2\x80\x8D"};
    static const enum text_clean_mode mode[] = {TEXT_CLEAN_LINE, TEXT_CLEAN_LINES, TEXT_CLEAN_CODE};
    struct text_cleaner c;
    struct arena a = {0};
    size_t n_clean = 0;
    text_clean_init(&c);
    for (int i = 0; i < 20000; i++) {
        struct buf raw;
        buf_init(&raw, 1000);
        /* Half of them of harmless pieces, so that many are clean. */
        size_t n = pick(9), kinds = i % 2 ? sizeof piece / sizeof *piece : 6;
        for (size_t j = 0; j < n; j++) buf_add(&raw, str_of(piece[pick(kinds)]));
        enum text_clean_mode m = mode[pick(3)];
        struct str s = buf_str(&raw);
        bool clean = text_clean_is_clean(&c, s, m);
        struct text cleaned = text_clean(&c, &a, s, NULL, 0, m);
        assert_int_equal(clean, cleaned.s.n > 0 && str_eq(cleaned.s, s));
        n_clean += clean;
        buf_release(&raw);
        arena_reset(&a);
    }
    assert_true(n_clean > 1000 && n_clean < 19000);
    text_clean_release(&c);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_clean_when_cleaning_it_changes_nothing),
    };
    return cmocka_run_group_tests_name("text_clean", tests, NULL, NULL);
}
