#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "html/html5.h"
#include "story/document_html.h"
#include "unit/story/document_random.h"

static void what_was_written_is_read_back_the_same(void **state) {
    (void)state;
    struct random r = {42};
    for (int i = 0; i < 4000; i++) {
        struct arena a;
        arena_init(&a);
        struct err e = {0};
        struct document d = random_document(&a, &r), back = {0};
        if (document_check(&d, &e)) fail_msg("document %d: %s", i, e.text);
        struct str html = document_html_write(&a, &d).s;
        assert_int_equal(document_html_parse_whole(&a, html, STR("eu"), &back, &e), 0);
        if (!document_equal(&d, &back))
            fail_msg("document %d: %.*s\n--- came back as ---\n%s", i, (int)html.n, html.p,
                     document_html_write(&a, &back).s.p);
        if (document_check(&back, &e)) fail_msg("document %d: %s", i, e.text);
        arena_release(&a);
    }
}

static struct str read_file(struct arena *a, const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("cannot open %s", path);
    char *p = arena_alloc(a, 1 << 20);
    size_t n = fread(p, 1, 1 << 20, f);
    fclose(f);
    return (struct str){p, n};
}

/* tests/golden/document: X.html is what came in, X.expected what goes out. */
static void every_golden_pair_fits(void **state) {
    (void)state;
    struct dirent **entry;
    int n = scandir("tests/golden/document", &entry, NULL, alphasort), pairs = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        struct str name = str_of(entry[i]->d_name);
        struct arena a;
        arena_init(&a);
        if (str_ends(name, STR(".html"))) {
            struct err e = {0};
            struct document d;
            const char *in = arena_printf(&a, "tests/golden/document/%s", name.p).p;
            const char *out =
                arena_printf(&a, "tests/golden/document/%.*s.expected", (int)name.n - 5, name.p).p;
            assert_int_equal(document_html_parse(&a, read_file(&a, in), STR("eu"), &d, &e), 0);
            if (document_check(&d, &e)) fail_msg("%s: %s", name.p, e.text);
            struct str html = document_html_write(&a, &d).s;
            if (!str_eq(html, read_file(&a, out))) fail_msg("%s became\n%s", name.p, html.p);
            pairs++;
        }
        arena_release(&a);
        free(entry[i]);
    }
    free(entry);
    assert_true(pairs > 5);
}

static void nothing_that_runs_comes_through(void **state) {
    (void)state;
    static const char *const vector[] = {
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
        "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
        "<a href=' \x0c javascript:alert(1)'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
        "<a href='//\\evil'>x</a>",
        "<img src='javascript:alert(1)'>",
        "<img src=\"x\" onerror=\"alert(1)\">",
        "<img src=`x` onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<math><a xlink:href=javascript:alert(1)>x",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 "
        "onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        "<base href=//evil>",
        "<p style=\"background:url(javascript:alert(1))\" onclick=alert(1)>x",
        "<body onload=alert(1)>x",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a href=x title='\"onclick=alert(1)//'>x</a>",
        "<img src='\"><script>alert(1)</script>' alt='\"><script>alert(1)</script>'>",
        "<a href='https://x/\"onclick=alert(1)'>x</a>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<span lang='\"onclick=alert(1)'>x</span>",
        "<xmp><script>alert(1)</script></xmp>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<!--><script>alert(1)</script>-->",
        "<textarea></textarea><script>alert(1)</script>",
        "<title><script>alert(1)</script></title>",
    };
    static const char *const never[] = {"<script", "<svg",  "<math", "<style",
                                        "<iframe", "<base", "<form"};
    for (size_t i = 0; i < sizeof vector / sizeof *vector; i++) {
        struct arena a;
        arena_init(&a);
        struct err e;
        struct document d;
        struct str html = STR("");
        if (document_html_parse(&a, str_of(vector[i]), STR("eu"), &d, &e) == 0)
            html = document_html_write(&a, &d).s;
        struct html5 h;
        assert_int_equal(html5_parse(&a, html, &h, &e), 0);
        for (size_t k = 0; k < h.n; k++) {
            assert_false(str_starts(html5_attribute(&h.event[k], STR("href")), STR("javascript")));
            assert_false(str_starts(html5_attribute(&h.event[k], STR("src")), STR("javascript")));
        }
        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            for (size_t at = 0; at < html.n; at++)
                if (str_starts(str_from(html, at), str_of(never[k])))
                    fail_msg("%s became %s", vector[i], html.p);
        for (const char *tag = strchr(html.p ? html.p : "", '<'); tag; tag = strchr(tag + 1, '<')) {
            struct str one = str_of(tag);
            one = str_slice(one, 0, str_find(one, '>'));
            bool in_value = false;
            for (size_t at = 0; at < one.n; at++) {
                if (one.p[at] == '"') in_value = !in_value;
                if (!in_value && str_starts(str_from(one, at), STR(" on")))
                    fail_msg("%s became %s", vector[i], html.p);
            }
        }
        arena_release(&a);
    }
}

static int parse_bytes(struct str bytes, struct err *e) {
    struct arena a;
    arena_init(&a);
    struct document d;
    int result = document_html_parse(&a, bytes, STR("eu"), &d, e);
    arena_release(&a);
    return result;
}

static void bad_bytes_are_refused_with_their_place(void **state) {
    (void)state;
    struct err e = {0};
    assert_int_equal(parse_bytes(STR("ab\ncd\xFF"), &e), E_INVALID);
    assert_string_equal(e.text, "the text is not UTF-8: byte 0xFF at byte 5 (line 2)");
    assert_non_null(strstr(e.hint, "iconv"));
    assert_int_equal(parse_bytes(STR("ab\0cd"), &e), E_INVALID);
    assert_string_equal(e.text, "there is a NUL byte at byte 2 (line 1)");
    struct str large = {calloc(20 << 20, 1), 20 << 20};
    assert_int_equal(parse_bytes(large, &e), E_LIMIT);
    assert_non_null(strstr(e.text, "4194304"));
    free((void *)large.p);
}

static void more_than_a_document_holds_is_refused(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 22);
    struct err e = {0};
    for (int i = 0; i <= DOCUMENT_MAX_BLOCKS; i++) buf_add(&b, STR("<p>x</p>"));
    assert_int_equal(parse_bytes(buf_str(&b), &e), E_LIMIT);
    assert_non_null(strstr(e.text, "20000 blocks"));
    buf_clear(&b);
    for (int i = 0; i <= DOCUMENT_MAX_MARKS; i++) buf_add(&b, STR("<b>x</b>"));
    assert_int_equal(parse_bytes(buf_str(&b), &e), E_LIMIT);
    assert_non_null(strstr(e.text, "2000 marks"));
    buf_release(&b);
}

static void the_body_begins_below_the_lead_picture(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct err e;
    struct document d;
    struct str html =
        STR("<h1 class=headline>A <em>b</em><br>c</h1><p class=lead>B</p><figure><img src=x alt=y>"
            "<figcaption>z</figcaption></figure><p>C</p><figure><img src=w></figure>");
    assert_int_equal(document_html_parse_whole(&a, html, STR("eu"), &d, &e), 0);
    assert_int_equal(document_html_body_start(&d), 5);
    assert_string_equal(
        document_html_body(&a, &d).s.p,
        "<p>C</p>\n<figure><img src=\"/media/w\" alt=\"\" loading=\"lazy\"></figure>\n");
    assert_string_equal(document_html_inline(&a, &d.block[0].text).s.p, "A <em>b</em> c");
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read_back_the_same),
        cmocka_unit_test(every_golden_pair_fits),
        cmocka_unit_test(nothing_that_runs_comes_through),
        cmocka_unit_test(bad_bytes_are_refused_with_their_place),
        cmocka_unit_test(more_than_a_document_holds_is_refused),
        cmocka_unit_test(the_body_begins_below_the_lead_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
