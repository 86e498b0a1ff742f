#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_absolute.h"
#include "story/document_html.h"
#include "story/translated_tag.h"

static void a_text_that_travels_takes_its_addresses_along(void **state) {
    (void)state;
    struct arena a = {0};
    struct document d;
    struct err e;
    struct str html =
        STR("<h1 class=\"headline\">H</h1><p class=\"lead\">L</p>"
            "<figure><img src=\"/media/a.jpg\" width=\"800\" height=\"600\" alt=\"A\"></figure>"
            "<p><a href=\"/eu/x\" title=\"t\">1</a> <a href=\"#n\">2</a>"
            " <a href=\"https://o.example/\">3</a> <a href=\"mailto:a@b.example\">4</a></p>");
    assert_int_equal(document_html_parse_whole(&a, html, STR("eu"), &d, &e), 0);
    struct document copy =
        document_absolute(&a, &d, STR("https://z.eus"), STR("https://z.eus/eu/m/h-1"));
    struct str out = document_html_abroad(&a, &copy, STR("https://z.eus")).s;
    assert_string_equal(
        arena_cstr(&a, out),
        "<figure><img src=\"https://z.eus/media/a.jpg\" width=\"800\" height=\"600\""
        " alt=\"A\" loading=\"lazy\"></figure>\n"
        "<p><a href=\"https://z.eus/eu/x\" title=\"t\">1</a>"
        " <a href=\"https://z.eus/eu/m/h-1#n\">2</a>"
        " <a href=\"https://o.example/\">3</a>"
        " <a href=\"mailto:a@b.example\">4</a></p>\n");
    struct str own = document_html_body(&a, &d).s;
    assert_true(str_search(own, STR("href=\"/eu/x\"")) < own.n);
    arena_release(&a);
}

static void a_tag_tells_what_a_machine_translated_a_text_from(void **state) {
    (void)state;
    struct arena a = {0};
    static const struct {
        const char *language, *source;
        enum edition_label label;
        const char *tag;
    } cases[] = {
        {"eu", "eu", LABEL_ORIGINAL, "eu"},
        {"es", "eu", LABEL_AUTOMATIC, "es-t-eu-t0-und"},
        {"es", "eu", LABEL_REVISED, "es-t-eu-t0-und"},
        {"pt-BR", "zh-Hant-TW", LABEL_PARTLY_REVISED, "pt-BR-t-zh-hant-tw-t0-und"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str tag =
            translated_tag(&a, str_of(cases[i].language), str_of(cases[i].source), cases[i].label);
        assert_string_equal(arena_cstr(&a, tag), cases[i].tag);
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_travels_takes_its_addresses_along),
        cmocka_unit_test(a_tag_tells_what_a_machine_translated_a_text_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
