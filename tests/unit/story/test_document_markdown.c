#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_html.h"
#include "story/document_markdown.h"
#include "story/document_plain.h"

static const char *const markdown =
    "Lehen *lerroa*,\nbigarrena **hemen** `kodea`.\n\n## Izenburua\n\n- bat\n  1. barruan\n- bi\n\n"
    "> Aipua\n>\n> bigarrena\n\n[lotura](https://example.org \"Izena\") eta <b>HTML</b>\n"
    "<script>alert(1)</script>\n\n<div onclick=x>blokea</div>\n\n![alt *a*](a.jpg \"Oina\")\n\n"
    "```\nx < 1\n```\n\n[x](javascript:alert(1))\n\n---\n";

static void markdown_becomes_the_document_it_says(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct document d;
    assert_int_equal(document_markdown_parse(&a, str_of(markdown), STR("eu"), &d, &e), 0);
    assert_int_equal(document_check(&d, &e), 0);
    assert_string_equal(
        document_html_write(&a, &d).s.p,
        "<p>Lehen <em>lerroa</em>, bigarrena <strong>hemen</strong> <code>kodea</code>.</p>\n"
        "<h2>Izenburua</h2>\n<ul><li>bat<ol><li>barruan</li></ol></li>\n<li>bi</li></ul>\n"
        "<blockquote>\n<p>Aipua</p>\n<p>bigarrena</p>\n</blockquote>\n"
        "<p><a href=\"https://example.org\" title=\"Izena\">lotura</a> eta "
        "<strong>HTML</strong></p>\n<p>blokea</p>\n"
        "<figure><img src=\"/media/a.jpg\" alt=\"alt a\" loading=\"lazy\">"
        "<figcaption>Oina</figcaption></figure>\n"
        "<pre><code>x &lt; 1</code></pre>\n<p>x</p>\n<hr>\n");
    assert_string_equal(document_plain_write(&a, &d).p,
                        "Lehen lerroa, bigarrena hemen kodea.\n\nIzenburua\n\n- bat\n  1. barruan\n"
                        "- bi\n\n> Aipua\n>\n> bigarrena\n\nlotura eta HTML\n\nblokea\n\nOina\n\n"
                        "x < 1\n\nx\n\n* * *\n");
    arena_release(&a);
}

static void markdown_made_to_take_long_is_refused(void **state) {
    (void)state;
    static const char *const piece[] = {"> ", "- ", "[", "![[]()", "**a"};
    char *large = calloc(1, (2 << 20) + 1);
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct document d;
        size_t n = strlen(piece[i]);
        for (size_t at = 0; at + n <= 1 << 20; at += n) memcpy(large + at, piece[i], n);
        struct str s = {large, ((1 << 20) / n) * n};
        assert_int_equal(document_markdown_parse(&a, s, STR("eu"), &d, &e), E_LIMIT);
        assert_true(e.text[0] != 0);
        arena_release(&a);
    }
    struct err e = {0};
    struct document d;
    struct arena a;
    arena_init(&a);
    memset(large, 'x', 2 << 20);
    assert_int_equal(document_markdown_parse(&a, (struct str){large, 2 << 20}, STR("eu"), &d, &e),
                     E_LIMIT);
    assert_int_equal(document_markdown_parse(&a, STR("a\xFF"), STR("eu"), &d, &e), E_INVALID);
    arena_release(&a);
    free(large);
}

static void plain_text_is_paragraphs(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e = {0};
    struct document d;
    struct str plain =
        STR("\xEF\xBB\xBF  Lehen lerroa\r\nbigarrena <b>\r\n \t\r\n\r\n# Beste bat\n");
    assert_int_equal(document_plain_parse(&a, plain, &d, &e), 0);
    assert_int_equal(d.n_blocks, 2);
    assert_string_equal(d.block[0].text.s.p, "Lehen lerroa bigarrena <b>");
    assert_string_equal(document_plain_write(&a, &d).p,
                        "Lehen lerroa bigarrena <b>\n\n# Beste bat\n");
    assert_int_equal(document_plain_parse(&a, STR(""), &d, &e), 0);
    assert_int_equal(d.n_blocks, 0);
    assert_int_equal(document_plain_write(&a, &d).n, 0);
    assert_int_equal(document_plain_parse(&a, STR("a\0b"), &d, &e), E_INVALID);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_becomes_the_document_it_says),
        cmocka_unit_test(markdown_made_to_take_long_is_refused),
        cmocka_unit_test(plain_text_is_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
