#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/cookie.h"
#include "http/form.h"

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static void a_form_gives_names_and_values(void **state) {
    (void)state;
    struct arena a;
    struct form f;
    struct err e;
    arena_init(&a);
    assert_int_equal(form_parse(&a, STR("a=1&b=kaixo+mundua&&c&d=%C3%B1%0D%0Ax&a=2&=e"), &f, &e),
                     0);
    assert_int_equal(f.n_fields, 6);
    assert_str(form_get(&f, STR("a")), "1");
    assert_str(form_get(&f, STR("b")), "kaixo mundua");
    assert_str(form_get(&f, STR("c")), "");
    assert_str(form_get(&f, STR("d")), "ñ\r\nx");
    assert_str(f.field[4].value, "2");
    assert_null(form_get(&f, STR("x")).p);
    assert_str(form_text(&f, STR("x")), "");
    assert_int_equal(form_parse(&a, STR(""), &f, &e), 0);
    assert_int_equal(f.n_fields, 0);
    assert_int_equal(form_parse(&a, (struct str){0}, &f, &e), 0);
    arena_release(&a);
}

static void a_form_that_is_no_text_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"a=%", "a=%zz", "a=%ff", "a=%00", "%00=a", "%c3=a"};
    struct arena a;
    struct form f;
    struct err e;
    arena_init(&a);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(form_parse(&a, str_of(bad[i]), &f, &e), E_INVALID);
    static char many[2 * FORM_MAX_FIELDS + 2];
    for (size_t i = 0; i + 1 < sizeof many; i += 2) memcpy(many + i, "a&", 2);
    assert_int_equal(form_parse(&a, (struct str){many, sizeof many}, &f, &e), E_LIMIT);
    assert_int_equal(form_parse(&a, (struct str){many, sizeof many - 2}, &f, &e), 0);
    arena_release(&a);
}

static void a_form_is_known_by_its_type(void **state) {
    (void)state;
    assert_true(form_is_type(STR("application/x-www-form-urlencoded")));
    assert_true(form_is_type(STR("Application/X-WWW-Form-Urlencoded ; charset=utf-8")));
    assert_false(form_is_type(STR("application/x-www-form-urlencodedx")));
    assert_false(form_is_type(STR("text/plain")));
}

static void a_cookie_is_found_among_others(void **state) {
    (void)state;
    struct str h = STR("a=1; b=\"two\";c=three ;d; =x; bad=a b; e=;a=9");
    assert_str(cookie_get(h, STR("a")), "1");
    assert_str(cookie_get(h, STR("b")), "two");
    assert_str(cookie_get(h, STR("c")), "three");
    assert_str(cookie_get(h, STR("e")), "");
    assert_null(cookie_get(h, STR("d")).p);
    assert_null(cookie_get(h, STR("bad")).p);
    assert_null(cookie_get(h, STR("A")).p);
    assert_null(cookie_get(STR(""), STR("a")).p);
    assert_null(cookie_get((struct str){0}, STR("a")).p);
}

static void a_monstrous_cookie_hides_no_other(void **state) {
    (void)state;
    static char text[100000];
    memset(text, 'x', sizeof text);
    memcpy(text, "a=", 2);
    memcpy(text + sizeof text - 6, "; a=ok", 6);
    assert_str(cookie_get((struct str){text, sizeof text}, STR("a")), "ok");
}

static void a_cookie_is_written_with_its_guards(void **state) {
    (void)state;
    struct arena a;
    struct str s;
    struct err e;
    arena_init(&a);
    struct cookie c = {
        .name = STR("list"), .value = STR("1.2"), .path = STR("/my-list"), .max_age_s = 60};
    assert_int_equal(cookie_format(&a, &c, &s, &e), 0);
    assert_str(s, "list=1.2; Path=/my-list; Max-Age=60; HttpOnly; SameSite=Lax");
    c = (struct cookie){.name = STR("__Host-s"), .secure = true, .strict = true, .max_age_s = -1};
    assert_int_equal(cookie_format(&a, &c, &s, &e), 0);
    assert_str(s, "__Host-s=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
    c.secure = false;
    assert_int_equal(cookie_format(&a, &c, &s, &e), E_INVALID);
    c = (struct cookie){.name = STR("a"), .value = STR("b; Domain=x")};
    assert_int_equal(cookie_format(&a, &c, &s, &e), E_INVALID);
    c.value = STR("b\r\nX: y");
    assert_int_equal(cookie_format(&a, &c, &s, &e), E_INVALID);
    static char large[COOKIE_MAX_SIZE];
    memset(large, 'x', sizeof large);
    c.value = (struct str){large, sizeof large};
    assert_int_equal(cookie_format(&a, &c, &s, &e), E_LIMIT);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_gives_names_and_values),
        cmocka_unit_test(a_form_that_is_no_text_is_refused),
        cmocka_unit_test(a_form_is_known_by_its_type),
        cmocka_unit_test(a_cookie_is_found_among_others),
        cmocka_unit_test(a_monstrous_cookie_hides_no_other),
        cmocka_unit_test(a_cookie_is_written_with_its_guards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
