#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "html/mustache.h"

static struct mustache_set compile(struct arena *a, const struct mustache_source *source,
                                   size_t n) {
    struct mustache_set set;
    struct err e = {0};
    if (mustache_compile(a, source, n, 0, &set, &e)) fail_msg("%s", e.text);
    return set;
}

static void assert_renders(const char *template,
                           void (*fill)(struct arena *, struct mustache_value *),
                           const char *expected) {
    struct arena a;
    arena_init(&a);
    struct mustache_source source = {STR("t"), str_of(template)};
    struct mustache_set set = compile(&a, &source, 1);
    struct mustache_value *data = mustache_object(&a);
    fill(&a, data);
    struct buf out;
    buf_init(&out, 10000);
    struct err e = {0};
    assert_int_equal(mustache_render(&set, STR("t"), data, &out, &e), 0);
    if (!str_eq(buf_str(&out), str_of(expected)))
        fail_msg("%s: %.*s, not %s", template, (int)out.n, out.p, expected);
    buf_release(&out);
    arena_release(&a);
}

static void fill_kinds(struct arena *a, struct mustache_value *v) {
    mustache_set_text(a, v, "text", STR("<b>"));
    mustache_set_html(a, v, "html", escape_trust(STR("<b>x</b>")));
    mustache_set_number(a, v, "number", -12);
    mustache_set_number(a, v, "zero", 0);
    mustache_set_bool(a, v, "yes", true);
    mustache_set_bool(a, v, "no", false);
    mustache_set_text(a, v, "empty", STR(""));
    mustache_set(a, v, "null", mustache_null(a));
    mustache_set_list(a, v, "none");
    struct mustache_value *list = mustache_set_list(a, v, "list");
    mustache_set_text(a, mustache_add_object(a, list), "name", STR("bat"));
    mustache_set_text(a, mustache_add_object(a, list), "name", STR("bi"));
    mustache_set_text(a, mustache_set_object(a, v, "object"), "text", STR("inner"));
    mustache_set_text(a, v, "twice", STR("first"));
    mustache_set_text(a, v, "twice", STR("second"));
}

static void text_is_escaped_and_safe_html_is_not(void **state) {
    (void)state;
    assert_renders("{{text}} {{{text}}} {{html}} {{&html}}", fill_kinds,
                   "&lt;b&gt; <b> <b>x</b> <b>x</b>");
}

static void what_is_empty_is_false(void **state) {
    (void)state;
    assert_renders(
        "{{#text}}t{{/text}}{{#zero}}z{{/zero}}{{#no}}n{{/no}}{{#empty}}e{{/empty}}"
        "{{#null}}u{{/null}}{{#none}}l{{/none}}{{#missing}}m{{/missing}}{{#yes}}y{{/yes}}"
        "{{#object}}o{{/object}}{{#html}}h{{/html}}{{#number}}9{{/number}}",
        fill_kinds, "tyoh9");
    assert_renders("{{^zero}}z{{/zero}}{{^empty}}e{{/empty}}{{^none}}l{{/none}}{{^yes}}y{{/yes}}",
                   fill_kinds, "zel");
}

static void names_are_found_from_the_inside_out(void **state) {
    (void)state;
    assert_renders("{{#object}}{{text}} {{number}}{{/object}} {{object.text}} {{object.number}}|"
                   "{{#list}}{{name}}{{text}} {{/list}}{{twice}}",
                   fill_kinds, "inner -12 inner |bat&lt;b&gt; bi&lt;b&gt; second");
}

static void a_mistake_in_a_template_says_where_it_is(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
        enum mustache_flags flags;
    } cases[] = {
        {"a\n{{#b}}\n{{/c}}", "template story, line 3: {{/c}} closes {{#b}} of line 2", 0},
        {"a\n{{#b}}", "template story, line 2: {{#b}} is not closed", 0},
        {"{{/b}}", "line 1: nothing is open", 0},
        {"\n\n{{b", "line 3: a tag is not closed: {{b", 0},
        {"{{{b}}", "a tag is not closed", 0},
        {"{{a b}}", "white space: a b", 0},
        {"{{}}", "a tag without a name", 0},
        {"{{a..b}}", "empty part in the name a..b", 0},
        {"{{=<% %}}", "a tag is not closed", 0},
        {"{{=<%=}}", "delimiters are set by", 0},
        {"{{>nothing}}", "there is no template nothing", 0},
        {"{{{a}}}", "unescaped output is not allowed: a", MUSTACHE_NO_RAW},
        {"{{&a}}", "unescaped output is not allowed: a", MUSTACHE_NO_RAW},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a);
        struct mustache_source source = {STR("story"), str_of(cases[i].text)};
        struct mustache_set set;
        struct err e = {0};
        assert_int_equal(mustache_compile(&a, &source, 1, cases[i].flags, &set, &e), E_INVALID);
        if (!strstr(e.text, cases[i].says)) fail_msg("%s: %s", cases[i].text, e.text);
        arena_release(&a);
    }
}

static void endless_recursion_is_stopped(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct mustache_source source = {STR("t"), STR("  {{>t}}\n")};
    struct mustache_set set = compile(&a, &source, 1);
    struct buf out;
    buf_init(&out, 1 << 20);
    struct err e = {0};
    assert_int_equal(mustache_render(&set, STR("t"), mustache_object(&a), &out, &e), E_LIMIT);
    assert_int_equal(mustache_render(&set, STR("u"), mustache_object(&a), &out, &e), E_NOTFOUND);
    buf_release(&out);
    arena_release(&a);
}

static void a_page_larger_than_its_ceiling_is_refused(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct mustache_source source = {STR("t"), STR("0123456789")};
    struct mustache_set set = compile(&a, &source, 1);
    struct buf out;
    buf_init(&out, 9);
    struct err e = {0};
    assert_int_equal(mustache_render(&set, STR("t"), mustache_object(&a), &out, &e), E_LIMIT);
    buf_release(&out);
    arena_release(&a);
}

static void two_templates_cannot_have_one_name(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct mustache_source source[] = {{STR("t"), STR("")}, {STR("t"), STR("")}};
    struct mustache_set set;
    struct err e = {0};
    assert_int_equal(mustache_compile(&a, source, 2, 0, &set, &e), E_INVALID);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped_and_safe_html_is_not),
        cmocka_unit_test(what_is_empty_is_false),
        cmocka_unit_test(names_are_found_from_the_inside_out),
        cmocka_unit_test(a_mistake_in_a_template_says_where_it_is),
        cmocka_unit_test(endless_recursion_is_stopped),
        cmocka_unit_test(a_page_larger_than_its_ceiling_is_refused),
        cmocka_unit_test(two_templates_cannot_have_one_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
