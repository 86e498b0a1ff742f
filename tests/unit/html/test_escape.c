#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "html/escape.h"

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected))) fail_msg("%.*s, not %s", (int)got.n, got.p, expected);
}

static void text_cannot_open_a_tag_or_a_reference(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    escape_text(&b, STR("a < b && c > \"d\" ñ €"));
    assert_str(buf_str(&b), "a &lt; b &amp;&amp; c &gt; \"d\" ñ €");
    buf_release(&b);
}

static void an_attribute_value_cannot_end_its_attribute(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    escape_attribute(&b, STR("\" onload='x' <&>"));
    assert_str(buf_str(&b), "&quot; onload=&#39;x&#39; &lt;&amp;&gt;");
    buf_release(&b);
}

static void escaped_text_lives_in_the_arena(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_str(escape_html(&a, STR("<&\"'>")).s, "&lt;&amp;&quot;&#39;&gt;");
    assert_str(escape_html(&a, STR("")).s, "");
    arena_release(&a);
}

static void a_full_buffer_fails_and_does_not_grow(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 8);
    escape_text(&b, STR("<<<<"));
    assert_true(buf_failed(&b));
    buf_release(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_cannot_open_a_tag_or_a_reference),
        cmocka_unit_test(an_attribute_value_cannot_end_its_attribute),
        cmocka_unit_test(escaped_text_lives_in_the_arena),
        cmocka_unit_test(a_full_buffer_fails_and_does_not_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
