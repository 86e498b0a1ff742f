#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "media/picture_credit.h"

#define DATASET(number, length, text) "\x1c\2" number "\0" length text

static void assert_has(struct str xmp, const char *wanted) {
    if (str_search(xmp, str_of(wanted)) == xmp.n)
        fail_msg("no %s in %.*s", wanted, (int)xmp.n, xmp.p);
}

static void creator_credit_and_copyright_go_on_and_nothing_else(void **state) {
    (void)state;
    struct arena a = {0};
    struct str iim = STR("Photoshop 3.0\0" DATASET("\x5a", "\6", "Sekret") DATASET(
        "\x50", "\3", "Ane") DATASET("\x6e", "\5", "A<&\"B") DATASET("\x74", "\2", "\xa9\x31"));
    struct str xmp = picture_credit_xmp(&a, iim, STR(""));
    assert_has(xmp, "<dc:creator><rdf:Seq><rdf:li>Ane</rdf:li></rdf:Seq></dc:creator>");
    assert_has(xmp, "<photoshop:Credit>A&#60;&#38;&#34;B</photoshop:Credit>");
    assert_has(xmp, "x-default\">&#169;1</rdf:li>");
    assert_int_equal(str_search(xmp, STR("Sekret")), xmp.n);
    arena_release(&a);
}

static void xmp_is_read_as_element_and_as_attribute_and_goes_before_the_old_block(void **state) {
    (void)state;
    struct arena a = {0};
    struct str in =
        STR("<rdf:Description photoshop:Credit=\"EFE &amp; Zubi\" photoshop:City=\"Sekret\">"
            "<dc:creator> <rdf:Seq> <rdf:li>Miren Ñ</rdf:li></rdf:Seq></dc:creator>"
            "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">© 2026</rdf:li></rdf:Alt>"
            "</dc:rights></rdf:Description>");
    struct str xmp = picture_credit_xmp(&a, STR(DATASET("\x50", "\3", "Ane")), in);
    assert_has(xmp, "<rdf:li>Miren Ñ</rdf:li>");
    assert_has(xmp, "<photoshop:Credit>EFE &#38; Zubi</photoshop:Credit>");
    assert_has(xmp, "© 2026");
    assert_int_equal(str_search(xmp, STR("Sekret")), xmp.n);
    assert_int_equal(str_search(xmp, STR("Ane")), xmp.n);
    arena_release(&a);
}

static void a_picture_that_credits_nobody_gets_no_metadata(void **state) {
    (void)state;
    struct arena a = {0};
    assert_int_equal(picture_credit_xmp(&a, STR(""), STR("")).n, 0);
    assert_int_equal(picture_credit_xmp(&a, STR(DATASET("\x5a", "\6", "Sekret")), STR("<x/>")).n,
                     0);
    arena_release(&a);
}

/* Cut anywhere, changed anywhere: nothing is read outside, and what comes out stays small. */
static void broken_metadata_is_harmless(void **state) {
    (void)state;
    static const char whole[] = DATASET("\x50", "\3", "Ane")
        DATASET("\x6e", "\5", "A<&\"B") "<dc:creator><rdf:Seq><rdf:li>Miren</rdf:li></rdf:Seq></"
                                        "dc:creator> dc:rights=\"&amp;\"";
    uint32_t random = 7;
    for (size_t n = 0; n < sizeof whole; n++)
        for (int i = 0; i < 20; i++) {
            struct arena a = {0};
            char *bytes = malloc(n + 1);
            memcpy(bytes, whole, n);
            bytes = realloc(bytes, n ? n : 1);
            random = random * 1664525U + 1013904223U;
            if (n) bytes[(random >> 8) % n] = (char)(random >> 24);
            struct str s = {bytes, n};
            assert_true(picture_credit_xmp(&a, s, s).n < 32768);
            arena_release(&a);
            free(bytes);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(creator_credit_and_copyright_go_on_and_nothing_else),
        cmocka_unit_test(xmp_is_read_as_element_and_as_attribute_and_goes_before_the_old_block),
        cmocka_unit_test(a_picture_that_credits_nobody_gets_no_metadata),
        cmocka_unit_test(broken_metadata_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
