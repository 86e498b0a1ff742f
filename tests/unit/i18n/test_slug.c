#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "i18n/slug.h"

static struct slug_maker *open_maker(void) {
    struct slug_maker *maker = NULL;
    struct err e;
    assert_int_equal(slug_open(&maker, &e), 0);
    return maker;
}

static void headlines_become_readable_addresses(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"Zer gertatu da 45. mendian?", "zer-gertatu-da-45-mendian"},
        {"El año de la ñandú: ¡qué pingüino!", "el-ano-de-la-nandu-que-pinguino"},
        {"L'Ajuntament i l’aigua", "lajuntament-i-laigua"},
        {"EE. UU. sube 60.000 €", "ee-uu-sube-60000"},
        {"Le cœur, ça bat", "le-coeur-ca-bat"},
        {"Straße — Übung/2", "strasse-ubung-2"},
        {"Москва и Київ", "moskva-i-kiiv"},
        {"1.º de mayo, 2.ª parte", "1-de-mayo-2-parte"},
        {"Cafe\u0301 ", "cafe"},
        {"--- a -- b ---", "a-b"},
        {"…!?", "s"},
        {"", "s"},
        {"🎉🎉", "s"},
    };
    struct arena a;
    arena_init(&a);
    struct slug_maker *maker = open_maker();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str slug = slug_make(maker, &a, str_of(cases[i][0]));
        assert_string_equal(arena_cstr(&a, slug), cases[i][1]);
    }
    slug_close(maker);
    slug_close(NULL);
    arena_release(&a);
}

static void long_headlines_are_cut_between_words(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct slug_maker *maker = open_maker();
    struct str long_one =
        STR("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg "
            "hhhhhhhhh iiiiiiiii jjjjjjjjj");
    struct str slug = slug_make(maker, &a, long_one);
    assert_int_equal(slug.n, 79);
    assert_true(str_ends(slug, STR("-hhhhhhhhh")));
    /* Exactly as long as there is room. */
    slug = slug_make(maker, &a,
                     str_slice(STR("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee "
                                   "fffffffff ggggggggg hhhhhhhhhh i"),
                               0, 80));
    assert_int_equal(slug.n, 80);
    slug = slug_make(maker, &a,
                     STR("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff "
                         "ggggggggg hhhhhhhhhhi"));
    assert_int_equal(slug.n, 69);
    char word[300];
    memset(word, 'x', sizeof word);
    slug = slug_make(maker, &a, (struct str){word, sizeof word});
    assert_int_equal(slug.n, SLUG_MAX);
    slug_close(maker);
    arena_release(&a);
}

static void every_headline_gives_a_slug_that_fits_an_address(void **state) {
    (void)state;
    struct slug_maker *maker = open_maker();
    uint64_t seed = 7;
    for (int i = 0; i < 600; i++) {
        struct arena a;
        arena_init(&a);
        char text[400];
        size_t n = 0;
        for (int k = 0; k < 60; k++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            uint32_t bits = (uint32_t)(seed >> 33);
            uint32_t rune = bits % 4 ? 0x20 + bits % 0x60 : 0xa0 + (bits >> 3) % 0x3000;
            n += utf8_encode(rune, text + n);
        }
        struct str slug = slug_make(maker, &a, (struct str){text, n});
        assert_in_range(slug.n, 1, SLUG_MAX);
        for (size_t k = 0; k < slug.n; k++) {
            assert_non_null(memchr("abcdefghijklmnopqrstuvwxyz0123456789-", slug.p[k], 37));
        }
        assert_true(slug.p[0] != '-' && slug.p[slug.n - 1] != '-');
        assert_int_equal(str_search(slug, STR("--")), slug.n);
        assert_true(str_eq(slug, slug_make(maker, &a, slug)));
        arena_release(&a);
    }
    slug_close(maker);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_become_readable_addresses),
        cmocka_unit_test(long_headlines_are_cut_between_words),
        cmocka_unit_test(every_headline_gives_a_slug_that_fits_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
