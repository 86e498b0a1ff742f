#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/map.h"

static void an_empty_map_has_nothing(void **state) {
    (void)state;
    struct map m = {0};
    assert_null(map_get(&m, STR("a")));
    assert_null(map_get(&m, STR("")));
}

static void every_key_keeps_its_own_value(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct map m = {0};
    enum { N = 3000 };
    static int value[N];
    for (int i = 0; i < N; i++) map_put(&m, &a, arena_printf(&a, "key %d", i), &value[i]);
    assert_int_equal(m.n, N);
    for (int i = 0; i < N; i++)
        assert_ptr_equal(map_get(&m, arena_printf(&a, "key %d", i)), &value[i]);
    assert_null(map_get(&m, STR("key 3000")));
    assert_null(map_get(&m, STR("key")));
    arena_release(&a);
}

static void putting_a_key_again_replaces_its_value(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct map m = {0};
    int one, two;
    for (int i = 0; i < 100; i++) {
        map_put(&m, &a, STR("k"), &one);
        map_put(&m, &a, STR("k"), &two);
    }
    assert_int_equal(m.n, 1);
    assert_ptr_equal(map_get(&m, STR("k")), &two);
    arena_release(&a);
}

static void the_empty_key_is_a_key(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct map m = {0};
    int one, two;
    map_put(&m, &a, (struct str){NULL, 0}, &one);
    assert_ptr_equal(map_get(&m, STR("")), &one);
    map_put(&m, &a, STR(""), &two);
    assert_int_equal(m.n, 1);
    assert_ptr_equal(map_get(&m, (struct str){NULL, 0}), &two);
    arena_release(&a);
}

static void keys_may_have_any_bytes(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct map m = {0};
    int one, two;
    map_put(&m, &a, (struct str){"a\0b", 3}, &one);
    map_put(&m, &a, (struct str){"a\0c", 3}, &two);
    assert_ptr_equal(map_get(&m, (struct str){"a\0b", 3}), &one);
    assert_ptr_equal(map_get(&m, (struct str){"a\0c", 3}), &two);
    assert_null(map_get(&m, STR("a")));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(every_key_keeps_its_own_value),
        cmocka_unit_test(putting_a_key_again_replaces_its_value),
        cmocka_unit_test(the_empty_key_is_a_key),
        cmocka_unit_test(keys_may_have_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
