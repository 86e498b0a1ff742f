/* The public specification's test files, core modules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "html/mustache.h"

static struct mustache_value *value_of(struct arena *a, json_t *json) {
    struct mustache_value *v;
    const char *key;
    json_t *member;
    size_t i;
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        v = mustache_object(a);
        json_object_foreach(json, key, member) mustache_set(a, v, key, value_of(a, member));
        return v;
    case JSON_ARRAY:
        v = mustache_list(a);
        json_array_foreach(json, i, member) mustache_list_add(a, v, value_of(a, member));
        return v;
    case JSON_STRING:
        return mustache_text(a, (struct str){json_string_value(json), json_string_length(json)});
    case JSON_INTEGER: return mustache_number(a, json_integer_value(json));
    case JSON_REAL: return mustache_text(a, arena_printf(a, "%.15g", json_real_value(json)));
    case JSON_TRUE: return mustache_bool(a, true);
    case JSON_FALSE: return mustache_bool(a, false);
    case JSON_NULL: break;
    }
    return mustache_null(a);
}

static struct str text_of(json_t *object, const char *key) {
    json_t *s = json_object_get(object, key);
    return (struct str){json_string_value(s), json_string_length(s)};
}

/* Whether the renderer gives what the test of the specification expects. */
static bool passes(json_t *test) {
    struct arena a;
    arena_init(&a);
    json_t *partials = json_object_get(test, "partials"), *partial;
    struct mustache_source source[20] = {{STR("test"), text_of(test, "template")}};
    size_t n = 1;
    const char *name;
    json_object_foreach(partials, name, partial) source[n++] = (struct mustache_source){
        str_of(name), (struct str){json_string_value(partial), json_string_length(partial)}};
    struct mustache_set set;
    struct err e;
    struct buf out;
    buf_init(&out, 1 << 16);
    assert_int_equal(mustache_compile(&a, source, n, MUSTACHE_MISSING_IS_EMPTY, &set, &e), 0);
    assert_int_equal(
        mustache_render(&set, STR("test"), value_of(&a, json_object_get(test, "data")), &out, &e),
        0);
    bool same = str_eq(buf_str(&out), text_of(test, "expected"));
    if (!same)
        fprintf(stderr, "%s: expected\n%s\ngot\n%.*s\n", text_of(test, "name").p,
                text_of(test, "expected").p, (int)out.n, out.p);
    buf_release(&out);
    arena_release(&a);
    return same;
}

static void check_module(const char *module) {
    char path[200];
    snprintf(path, sizeof path, "../shared/conformance/mustache/%s.json", module);
    if (access(path, R_OK) != 0) skip(); /* the specification's files are not here */
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error), *test;
    assert_non_null(file);
    size_t i, failed = 0;
    json_array_foreach(json_object_get(file, "tests"), i, test) failed += !passes(test);
    assert_true(i > 5);
    json_decref(file);
    assert_int_equal(failed, 0);
}

static void comments_are_as_specified(void **state) {
    (void)state;
    check_module("comments");
}

static void delimiters_are_as_specified(void **state) {
    (void)state;
    check_module("delimiters");
}

static void interpolation_is_as_specified(void **state) {
    (void)state;
    check_module("interpolation");
}

static void inverted_sections_are_as_specified(void **state) {
    (void)state;
    check_module("inverted");
}

static void partials_are_as_specified(void **state) {
    (void)state;
    check_module("partials");
}

static void sections_are_as_specified(void **state) {
    (void)state;
    check_module("sections");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_are_as_specified),
        cmocka_unit_test(delimiters_are_as_specified),
        cmocka_unit_test(interpolation_is_as_specified),
        cmocka_unit_test(inverted_sections_are_as_specified),
        cmocka_unit_test(partials_are_as_specified),
        cmocka_unit_test(sections_are_as_specified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
