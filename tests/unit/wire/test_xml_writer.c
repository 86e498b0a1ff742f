#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wire/xml_writer.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

static void assert_written(const struct buf *out, const char *expected) {
    struct str s = buf_str(out);
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected:\n%s\ngot:\n%.*s", expected, (int)s.n, s.p);
}

static void elements_close_in_the_order_they_opened(void **state) {
    (void)state;
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    xml_writer_init(&w, &out);
    xml_writer_open(&w, "a");
    xml_writer_attribute(&w, "x", STR("1"));
    xml_writer_number(&w, "y", -2);
    xml_writer_element(&w, "b", STR("text"));
    xml_writer_open(&w, "c");
    xml_writer_open(&w, "d");
    xml_writer_close(&w);
    xml_writer_close(&w);
    xml_writer_close(&w);
    assert_written(&out, HEAD "\n<a x=\"1\" y=\"-2\">\n<b>text</b>\n<c>\n<d/>\n</c>\n</a>\n");
    buf_release(&out);
}

static void nothing_in_a_text_can_end_it(void **state) {
    (void)state;
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    xml_writer_init(&w, &out);
    xml_writer_open(&w, "a");
    xml_writer_attribute(&w, "x", STR("\"><b c='&\n\t\r"));
    xml_writer_text(&w, STR("]]></a>&amp;\"\r\n\t<![CDATA["));
    xml_writer_close(&w);
    assert_written(&out, HEAD "\n<a x=\"&quot;&gt;&lt;b c='&amp;&#10;&#9;&#13;\">"
                              "]]&gt;&lt;/a&gt;&amp;amp;&quot;&#13;\n\t&lt;![CDATA[</a>\n");
    buf_release(&out);
}

static void characters_that_xml_does_not_know_are_left_out(void **state) {
    (void)state;
    struct buf out;
    struct xml_writer w;
    buf_init(&out, 10000);
    xml_writer_init(&w, &out);
    struct str text = STR("a\0b\x01"
                          "c\x1f"
                          "d\xef\xbf\xbe"
                          "e\xef\xbf\xbf"
                          "f\xef\xbf\xbd"
                          "g\x7f\xf0\x9f\x8c\x89\xef");
    xml_writer_element(&w, "t", text);
    assert_written(&out, HEAD "\n<t>abcdef\xef\xbf\xbdg\x7f\xf0\x9f\x8c\x89\xef</t>\n");
    buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_close_in_the_order_they_opened),
        cmocka_unit_test(nothing_in_a_text_can_end_it),
        cmocka_unit_test(characters_that_xml_does_not_know_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
