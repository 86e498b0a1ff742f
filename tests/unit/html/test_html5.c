#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "html/html5.h"

/* The events written as plain tags, without html, head and body. */
static struct str outline(struct arena *a, struct str html) {
    struct html5 h = {0};
    struct err e = {0};
    if (html5_parse(a, html, &h, &e)) fail_msg("%s", e.text);
    struct buf b;
    buf_init(&b, 64 << 20);
    for (size_t i = 0; i < h.n; i++) {
        const struct html5_event *event = &h.event[i];
        bool shell = str_eq(event->name, STR("html")) || str_eq(event->name, STR("head")) ||
                     str_eq(event->name, STR("body"));
        if (event->kind == HTML5_TEXT) buf_add(&b, event->text);
        if (event->kind == HTML5_TEXT || shell) continue;
        if (event->kind == HTML5_OPEN) assert_true(h.event[event->close].kind == HTML5_CLOSE);
        buf_printf(&b, event->kind == HTML5_OPEN ? "<%.*s" : "</%.*s", (int)event->name.n,
                   event->name.p);
        for (size_t k = 0; k < event->n_attributes; k++)
            buf_printf(&b, " %s='%s'", event->attribute[k].name.p, event->attribute[k].value.p);
        buf_add_char(&b, '>');
    }
    struct str s = buf_keep(&b, a);
    buf_release(&b);
    return s;
}

static void html_is_read_as_browsers_read_it(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"<p>a<p>b", "<p>a</p><p>b</p>"},
        {"<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"},
        {"<table><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"},
        {"<A HREF=x Title='y \"z\"'>t</A>", "<a href='x' title='y \"z\"'>t</a>"},
        {"<img src=a.jpg/>", "<img src='a.jpg/'></img>"},
        {"<img alt=a alt=b onerror=c>", "<img alt='a'></img>"},
        {"<p title=\"a>b\">c", "<p title='a>b'>c</p>"},
        {"&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9;", "<b> &amp; ééé"},
        {"a < b <3 </ x>c", "a < b <3 c"},
        {"a<!-- <p> -->b<!-->c<!--->d<!-- --!>e<!x>f<?y>g", "abcdefg"},
        {"a<script>if (a</b) \"<p>\"</script >b<style><p></style/>c", "abc"},
        {"<svg><p>a</svg>b<math><mi>x</math>c", "bc"},
        {"a<svg>b", "ab"},
        {"<title>a<b>&amp;</title>", "<title>a<b>&</title>"},
        {"<o:p>a</o:p><x-y>b</x-y>", "ab"},
        {"a<p", "a"},
        {"a<p title='", "a"},
        {"&am<!-- -->p;&am<x>p;", "&amp;&amp;"},
        {"x</p></br>y", "x<p></p> y"},
        {"<span lang=eu xml:lang=es>a</span>", "<span lang='eu'>a</span>"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct arena a;
        arena_init(&a);
        struct str got = outline(&a, str_of(pair[i][0]));
        if (!str_eq(got, str_of(pair[i][1]))) fail_msg("%s: %s", pair[i][0], got.p);
        arena_release(&a);
    }
}

static struct str repeat(struct arena *a, const char *piece, size_t times) {
    size_t n = strlen(piece);
    char *p = arena_alloc(a, n * times + 1);
    for (size_t i = 0; i < times; i++) memcpy(p + i * n, piece, n);
    return (struct str){p, n * times};
}

static void nesting_of_ten_thousand_keeps_its_text(void **state) {
    (void)state;
    static const char *const tag[] = {"div",  "b",          "a",  "ul", "table", "li",
                                      "span", "blockquote", "td", "p",  "font",  "h1"};
    for (size_t i = 0; i < sizeof tag / sizeof *tag; i++) {
        struct arena a;
        arena_init(&a);
        struct str open = repeat(&a, arena_printf(&a, "<%s>", tag[i]).p, 10000);
        struct str close = repeat(&a, arena_printf(&a, "</%s>", tag[i]).p, 10000);
        struct str got = outline(&a, arena_printf(&a, "%stestua%send", open.p, close.p));
        assert_true(str_search(got, STR("testua")) < got.n);
        assert_true(str_search(got, STR("end")) < got.n);
        arena_release(&a);
    }
}

static void elements_beyond_the_depth_lose_only_their_tags(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str open = repeat(&a, "<div>", HTML5_MAX_DEPTH), close = repeat(&a, "</div>", 256);
    struct str html = arena_printf(&a, "%s<div>a</div><p>b</p>%s<p>c</p>", open.p, close.p);
    struct str expected = arena_printf(&a, "%s a  b %s<p>c</p>", open.p, close.p);
    assert_string_equal(outline(&a, html).p, expected.p);
    arena_release(&a);
}

/* Each of these makes a tree builder without limits work for hours or fill the memory. */
static void html_made_to_take_long_is_refused_or_read_at_once(void **state) {
    (void)state;
    static const char *const piece[] = {"<p><b><i><em>x",
                                        "<b><div></b></div>",
                                        "<table><tr><td><b>",
                                        "<a href=/><div></a>",
                                        "x<br>",
                                        "<li><td>",
                                        "<svg><math><object>",
                                        "</p>",
                                        "<!--",
                                        "<font>"};
    for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
        struct arena a;
        arena_init(&a);
        struct html5 h;
        struct err e = {0};
        int result = html5_parse(&a, repeat(&a, piece[i], (1 << 20) / strlen(piece[i])), &h, &e);
        assert_true(result == 0 || result == E_LIMIT);
        assert_true(a.used < (size_t)400 << 20);
        if (result) assert_non_null(strstr(e.hint, "300000"));
        arena_release(&a);
    }
}

static void more_than_four_megabytes_are_refused(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct html5 h;
    struct err e = {0};
    assert_int_equal(html5_parse(&a, repeat(&a, "x", HTML5_MAX_BYTES + 1), &h, &e), E_LIMIT);
    assert_non_null(strstr(e.text, "4194304"));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_is_read_as_browsers_read_it),
        cmocka_unit_test(nesting_of_ten_thousand_keeps_its_text),
        cmocka_unit_test(elements_beyond_the_depth_lose_only_their_tags),
        cmocka_unit_test(html_made_to_take_long_is_refused_or_read_at_once),
        cmocka_unit_test(more_than_four_megabytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
