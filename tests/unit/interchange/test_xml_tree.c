#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "interchange/xml_tree.h"

static void assert_refused(const char *file, int code, const char *why) {
    struct arena a = {0};
    struct xml_node *root = NULL;
    struct err e = {0};
    assert_int_equal(xml_tree_read(&a, str_of(file), &root, &e), code);
    assert_null(root);
    if (!strstr(e.text, why)) fail_msg("%.300s: %s", file, e.text);
    arena_release(&a);
}

static void what_is_read_is_written_the_same(void **state) {
    (void)state;
    static const char file[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<a xmlns=\"urn:x\" xmlns:y=\"urn:y\" y:k=\"&lt;&amp;&quot;'&#10;\"><!-- c --><y:b/>"
        "t &lt;&amp;&gt; \"q\" \xF0\x9F\x98\x80<?p i?><c xml:space=\"preserve\">  </c>&#13;</a>\n";
    struct arena a = {0};
    struct xml_node *root;
    struct err e = {0};
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_int_equal(xml_tree_read(&a, str_of(file), &root, &e), 0);
    xml_tree_write(root, &out);
    if (!str_eq(buf_str(&out), str_of(file))) fail_msg("%.*s", (int)out.n, out.p);
    assert_true(str_eq(xml_tree_child(root, "b")->uri, STR("urn:y")));
    assert_true(str_eq(xml_tree_attribute(root, "y:k"), STR("<&\"'\n")));
    buf_release(&out);
    arena_release(&a);
}

static void nothing_that_a_file_declares_is_taken(void **state) {
    (void)state;
    assert_refused("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", E_INVALID, "line 1: the file decl");
    assert_refused("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", E_INVALID,
                   "declares");
    assert_refused("<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:9/'> %b;]><a/>", E_INVALID,
                   "declares");
    assert_refused("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>", E_INVALID, "declares");
    assert_refused("<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", E_INVALID, "declares");
    assert_refused("<!DOCTYPE a [<!NOTATION n SYSTEM 'x'>]><a/>", E_INVALID, "declares");
    assert_refused("<!DOCTYPE a SYSTEM 'x.dtd'>\n<a>&b;</a>", E_INVALID,
                   "line 2: there is no entity &b;");
    assert_refused("<a b='&nbsp;'/>", E_INVALID, "line 1");
}

static void a_bomb_does_not_go_off(void **state) {
    (void)state;
    assert_refused("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>"
                   "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                   "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
                   "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
                   "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
                   "]><a b='&e;'>&e;</a>",
                   E_INVALID, "declares");
}

static struct str repeated(struct arena *a, const char *start, const char *piece, size_t n) {
    struct buf b;
    buf_init(&b, 200 << 20);
    buf_add(&b, str_of(start));
    for (size_t i = 0; i < n; i++) buf_add(&b, str_of(piece));
    struct str s = buf_keep(&b, a);
    buf_release(&b);
    return s;
}

static void what_is_too_deep_or_too_much_is_refused(void **state) {
    (void)state;
    struct arena a = {0};
    assert_refused(repeated(&a, "", "<a>\n", 200).p, E_LIMIT, "line 101: more than 100 elements");
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_add(&b, STR("<a"));
    for (int i = 0; i < 300; i++) buf_printf(&b, " x%d='1'", i);
    buf_add(&b, STR("/>"));
    assert_refused(arena_cstr(&a, buf_str(&b)), E_LIMIT, "more than 200 attributes");
    buf_release(&b);
    struct xml_node *root;
    struct err e = {0};
    struct str large = {"<a/>", XML_TREE_MAX_BYTES + 1};
    assert_int_equal(xml_tree_read(&a, large, &root, &e), E_LIMIT);
    arena_release(&a);
}

static void what_only_looks_like_attributes_is_none(void **state) {
    (void)state;
    struct arena a = {0};
    struct xml_node *root;
    struct err e = {0};
    struct str many = repeated(&a, "", "=", 500);
    struct str file = arena_printf(&a,
                                   "<?p <a %s?><!-- <a %s--><a b='%s' c=\"'>%s\">%s<![CDATA[<a "
                                   "%s]]]></a>",
                                   many.p, many.p, many.p, many.p, many.p, many.p);
    if (xml_tree_read(&a, file, &root, &e)) fail_msg("%s", e.text);
    assert_refused(arena_printf(&a, "<!-- x -->\n<a%s", repeated(&a, "", " b=''", 201).p).p,
                   E_LIMIT, "line 2: more than 200 attributes");
    arena_release(&a);
}

static void what_is_broken_is_refused_with_the_line(void **state) {
    (void)state;
    assert_refused("", E_INVALID, "empty");
    assert_refused(" ", E_INVALID, "line 1");
    assert_refused("text", E_INVALID, "line 1");
    assert_refused("<a>\n<b>\n</a>", E_INVALID, "line 3");
    assert_refused("<a>\n\xFF\xFE</a>", E_INVALID, "line 2");
    assert_refused("<a>&#0;</a>", E_INVALID, "line 1");
    assert_refused("<a>\x01</a>", E_INVALID, "line 1");
    assert_refused("<a/><b/>", E_INVALID, "line 1");
    assert_refused("<x:a/>", E_INVALID, "line 1");
    assert_refused("<a b='1' b='2'/>", E_INVALID, "line 1");
}

static void other_encodings_come_out_as_utf8(void **state) {
    (void)state;
    static const char wide[] = "\xFF\xFE<\0a\0>\0\xF1\0<\0/\0a\0>\0";
    static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xF1</a>";
    struct arena a = {0};
    struct xml_node *root;
    struct err e = {0};
    assert_int_equal(xml_tree_read(&a, (struct str){wide, sizeof wide - 1}, &root, &e), 0);
    assert_true(str_eq(xml_tree_text(&a, root), STR("ñ")));
    assert_int_equal(xml_tree_read(&a, str_of(latin), &root, &e), 0);
    assert_true(str_eq(xml_tree_text(&a, root), STR("ñ")));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written_the_same),
        cmocka_unit_test(nothing_that_a_file_declares_is_taken),
        cmocka_unit_test(a_bomb_does_not_go_off),
        cmocka_unit_test(what_is_too_deep_or_too_much_is_refused),
        cmocka_unit_test(what_only_looks_like_attributes_is_none),
        cmocka_unit_test(what_is_broken_is_refused_with_the_line),
        cmocka_unit_test(other_encodings_come_out_as_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
