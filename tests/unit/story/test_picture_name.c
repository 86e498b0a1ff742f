#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "story/picture_name.h"

#define HASH "0123456789abcdef0123456789abcdef"

static void every_variant_has_one_name_that_says_all_of_it(void **state) {
    (void)state;
    struct arena a = {0};
    static const struct str picture[] = {STR(HASH ".jpg"), STR(HASH "-f0399.png")};
    for (size_t i = 0; i < 2; i++)
        for (int crop = 0; crop < PICTURE_N_CROPS; crop++)
            for (int format = 0; format < PICTURE_N_FORMATS; format++) {
                struct picture_variant v;
                struct str name = picture_name_variant(&a, picture[i], (enum picture_crop)crop, 640,
                                                       (enum picture_format)format);
                assert_true(picture_name_parse(name, &v));
                assert_true(str_eq(v.hash, STR(HASH)));
                assert_int_equal(v.crop, crop);
                assert_int_equal(v.format, format);
                assert_int_equal(v.width, 640);
                assert_int_equal(v.has_focus, i == 1 && crop != PICTURE_WHOLE);
                if (v.has_focus) assert_int_equal(v.focus_x * 100 + v.focus_y, 399);
            }
    assert_string_equal(picture_name_variant(&a, picture[1], PICTURE_3X2, 320, PICTURE_WEBP).p,
                        HASH "-f0399-320-3x2.webp");
    arena_release(&a);
}

static void other_names_mean_nothing(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        "-640.avif",
        HASH,
        HASH ".jpg",
        HASH "-640",
        HASH "-640.",
        HASH "-640.gif",
        HASH "-0640.avif",
        HASH "-0.avif",
        HASH "-1921.avif",
        HASH "--640.avif",
        HASH "-640-.avif",
        HASH "-640-4x3.avif",
        HASH "-640-3x2-1.avif",
        HASH "-f0399-640.avif",
        HASH "-f039-640-3x2.avif",
        HASH "-f0399.avif",
        HASH "-+640.avif",
        HASH "-640.avif ",
        HASH "0-640.avif",
        "0123456789ABCDEF0123456789abcdef-640.avif",
        HASH "/640.avif",
        HASH "-18446744073709552256.avif",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct picture_variant v;
        if (picture_name_parse(str_of(wrong[i]), &v)) fail_msg("%s", wrong[i]);
    }
}

static void a_focus_is_two_numbers_from_0_to_1(void **state) {
    (void)state;
    struct arena a = {0};
    struct str name;
    static const struct {
        const char *focus, *name;
    } good[] = {
        {"0.3 0.6", HASH "-f3060.jpg"},
        {" 0.305,0 ", HASH "-f3100.jpg"},
        {"1 , 1", HASH "-f9999.jpg"},
        {".5 .25", HASH "-f5025.jpg"},
        {"", HASH ".jpg"},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(picture_name_focus(&a, STR(HASH "-f1111.jpg"), str_of(good[i].focus), &name));
        assert_string_equal(arena_cstr(&a, name), good[i].name);
        assert_string_equal(arena_cstr(&a, picture_name_original(&a, name)), HASH ".jpg");
    }
    static const char *const bad[] = {"0.3",   "0.3 0.6 0.1", "1.1 0", "-0.1 0", "nan 0",
                                      "0x1 0", "1e-1 0",      "a b",   ", 0.5",  "0..1 0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (picture_name_focus(&a, STR(HASH ".jpg"), str_of(bad[i]), &name)) fail_msg("%s", bad[i]);
    assert_false(picture_name_focus(&a, STR("photo.jpg"), STR("0.5 0.5"), &name));
    arena_release(&a);
}

/* Whatever the size: no variant is wider or higher than the original, and each has a size. */
static void no_variant_is_larger_than_its_original(void **state) {
    (void)state;
    uint64_t random = 42;
    for (int i = 0; i < 20000; i++) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        uint32_t w = 1 + (uint32_t)(random >> 33) % (i % 2 ? 30000 : 700),
                 h = 1 + (uint32_t)(random >> 13) % (i % 3 ? 30000 : 700),
                 width[PICTURE_MAX_WIDTHS];
        for (int crop = 0; crop < PICTURE_N_CROPS; crop++) {
            size_t n = picture_name_widths(w, h, (enum picture_crop)crop, width);
            for (size_t j = 0; j < n; j++) {
                uint32_t high = picture_name_height(w, h, (enum picture_crop)crop, width[j]);
                assert_true(width[j] >= 1 && width[j] <= w && width[j] <= 1920);
                assert_true(high >= 1 && high <= h);
                assert_true(j == 0 || width[j] > width[j - 1]);
            }
        }
    }
    uint32_t width[PICTURE_MAX_WIDTHS];
    assert_int_equal(picture_name_widths(0, 0, PICTURE_WHOLE, width), 0);
    assert_int_equal(picture_name_widths(200, 100, PICTURE_WHOLE, width), 1);
    assert_int_equal(width[0], 200);
    assert_int_equal(picture_name_widths(1920, 100, PICTURE_WHOLE, width), 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_variant_has_one_name_that_says_all_of_it),
        cmocka_unit_test(other_names_mean_nothing),
        cmocka_unit_test(a_focus_is_two_numbers_from_0_to_1),
        cmocka_unit_test(no_variant_is_larger_than_its_original),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
