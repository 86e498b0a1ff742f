#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "media/picture.h"

/* The shortest heads of each kind, 3 pixels wide and 2 high. */
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\3\0\0\0\2\x08\2\0\0\0\x12\x16\xf1\x4d"
#define GIF "GIF89a\3\0\2\0\x80\0\0"
#define JPEG_START "\xff\xd8"
#define JPEG_FRAME "\xff\xc0\0\x0b\x08\0\2\0\3\1\1\x11\0"
#define JPEG_TABLE "\xff\xc4\0\4\0\0\xff\xdb\0\3\0"
#define EXIF_BIG(orientation)                                                                      \
    "\xff\xe1\0\x22"                                                                               \
    "Exif\0\0MM\0\x2a\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0" orientation "\0\0\0\0\0\0"
#define EXIF_LITTLE(orientation)                                                                   \
    "\xff\xe1\0\x22"                                                                               \
    "Exif\0\0II\x2a\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0" orientation "\0\0\0\0\0\0\0"
#define WEBP_LOSSY "RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x10\0\0\x9d\1\x2a\3\0\2\0"
#define WEBP_LOSSLESS "RIFF\x12\0\0\0WEBPVP8L\5\0\0\0\x2f\2\x40\0\0\0\0\0\0\0"
#define WEBP_EXTENDED "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\2\0\0\1\0\0"
#define AVIF                                                                                       \
    "\0\0\0\x1c"                                                                                   \
    "ftypavif\0\0\0\0avifmif1miaf\0\0\0\x30meta\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\0\3\0\0\0\2"

static struct picture read_good(struct str bytes, const char *type, const char *extension) {
    struct picture p = {0};
    struct err e;
    if (picture_read(bytes, &p, &e)) fail_msg("%s: %s", type, e.text);
    assert_string_equal(p.type, type);
    assert_string_equal(p.extension, extension);
    return p;
}

static void assert_3_by_2(struct str bytes, const char *type, const char *extension) {
    struct picture p = read_good(bytes, type, extension);
    assert_int_equal(p.width, 3);
    assert_int_equal(p.height, 2);
}

static void each_kind_is_known_by_its_bytes(void **state) {
    (void)state;
    assert_3_by_2(STR(PNG), "image/png", ".png");
    assert_3_by_2(STR(GIF), "image/gif", ".gif");
    assert_3_by_2(STR(JPEG_START JPEG_FRAME), "image/jpeg", ".jpg");
    assert_3_by_2(STR(JPEG_START JPEG_TABLE "\xff\xff" JPEG_FRAME), "image/jpeg", ".jpg");
    assert_3_by_2(STR(WEBP_LOSSY), "image/webp", ".webp");
    assert_3_by_2(STR(WEBP_LOSSLESS), "image/webp", ".webp");
    assert_3_by_2(STR(WEBP_EXTENDED), "image/webp", ".webp");
    assert_3_by_2(STR(AVIF), "image/avif", ".avif");
}

static void a_photograph_lying_on_its_side_has_its_sides_swapped(void **state) {
    (void)state;
    static const struct {
        struct str bytes;
        uint32_t width;
    } cases[] = {
        {STR(JPEG_START EXIF_BIG("\1") JPEG_FRAME), 3},
        {STR(JPEG_START EXIF_BIG("\3") JPEG_FRAME), 3},
        {STR(JPEG_START EXIF_BIG("\5") JPEG_FRAME), 2},
        {STR(JPEG_START EXIF_BIG("\6") JPEG_FRAME), 2},
        {STR(JPEG_START EXIF_BIG("\x08") JPEG_FRAME), 2},
        {STR(JPEG_START EXIF_BIG("\x09") JPEG_FRAME), 3},
        {STR(JPEG_START EXIF_LITTLE("\6") JPEG_FRAME), 2},
        {STR(JPEG_START EXIF_LITTLE("\1") JPEG_FRAME), 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(read_good(cases[i].bytes, "image/jpeg", ".jpg").width, cases[i].width);
}

static void a_head_that_is_cut_off_is_no_picture(void **state) {
    (void)state;
    static const struct str whole[] = {
        STR(PNG),        STR(GIF),           STR(JPEG_START EXIF_BIG("\6") JPEG_FRAME),
        STR(WEBP_LOSSY), STR(WEBP_LOSSLESS), STR(WEBP_EXTENDED),
        STR(AVIF)};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        for (size_t n = 0; n < whole[i].n; n++) {
            char *exact = malloc(n + 1); /* so that reading over the end is seen */
            memcpy(exact, whole[i].p, n);
            exact = realloc(exact, n ? n : 1);
            struct picture p = {"untouched", "", 7, 7};
            struct err e;
            int code = picture_read((struct str){exact, n}, &p, &e);
            free(exact);
            if (code != E_INVALID) fail_msg("%zu bytes of head %zu: %d", n, i, code);
            assert_string_equal(p.type, "untouched");
            assert_true(strlen(e.hint) > 0);
        }
}

static void what_browsers_cannot_show_or_might_run_is_refused(void **state) {
    (void)state;
    static const struct str wrong[] = {
        STR(""),
        STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>"),
        STR("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\3\0\0\0\2\0\0\0\1\0\x18\0"),
        STR("II*\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        STR("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        STR("\0\0\0\x18"
            "ftypheic\0\0\0\0heicmif1\0\0\0\x14ispe\0\0\0\0\0\0\0\3\0\0\0\2"),
        STR("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\0\0\0\0\0\0\0\0"),
        STR("\xff\xd8\xff\xd9\0\2\0\0\0\0\0\0"),
        STR("\xff\xd8\xff\xe0\0\0\xff\xe0\0\1"),
        STR("\xff\xd8\xff\xe0\0\1" JPEG_FRAME),
        STR("GIF89a\0\0\2\0\x80\0\0"),
        STR("\xff\xd8\xff\xc0\0\x0b\x08\0\0\0\3\1\1\x11\0"),
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct picture p;
        struct err e;
        if (picture_read(wrong[i], &p, &e) != E_INVALID) fail_msg("case %zu", i);
    }
}

static void a_picture_too_large_for_a_page_is_refused_with_the_limit(void **state) {
    (void)state;
    struct picture p;
    struct err e;
    struct str huge =
        STR("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\x7f\xff\xff\xff\0\0\0\2\x08\2\0\0\0abcd");
    assert_int_equal(picture_read(huge, &p, &e), E_LIMIT);
    assert_non_null(strstr(e.hint, "30000"));
    char *bytes = calloc(1, PICTURE_MAX_BYTES + 1);
    memcpy(bytes, PNG, sizeof PNG);
    assert_int_equal(picture_read((struct str){bytes, PICTURE_MAX_BYTES}, &p, &e), 0);
    assert_int_equal(picture_read((struct str){bytes, PICTURE_MAX_BYTES + 1}, &p, &e), E_LIMIT);
    assert_non_null(strstr(e.text, "33554433 bytes"));
    free(bytes);
}

/* A list of Exif entries that leaves its segment, a place that is far outside. */
static void broken_exif_does_not_turn_a_picture(void **state) {
    (void)state;
    static const struct str strange[] = {
        STR(JPEG_START "\xff\xe1\0\x10"
                       "Exif\0\0MM\0\x2a\xff\xff\xff\xfe" JPEG_FRAME),
        STR(JPEG_START "\xff\xe1\0\x12"
                       "Exif\0\0MM\0\x2a\0\0\0\x08\xff\xff" JPEG_FRAME),
        STR(JPEG_START "\xff\xe1\0\x08"
                       "Exif\0\0" JPEG_FRAME),
        STR(JPEG_START "\xff\xe1\0\2" JPEG_FRAME),
    };
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        assert_3_by_2(strange[i], "image/jpeg", ".jpg");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_known_by_its_bytes),
        cmocka_unit_test(a_photograph_lying_on_its_side_has_its_sides_swapped),
        cmocka_unit_test(a_head_that_is_cut_off_is_no_picture),
        cmocka_unit_test(what_browsers_cannot_show_or_might_run_is_refused),
        cmocka_unit_test(a_picture_too_large_for_a_page_is_refused_with_the_limit),
        cmocka_unit_test(broken_exif_does_not_turn_a_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
