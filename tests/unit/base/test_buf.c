#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void assert_holds(const struct buf *b, const char *expected) {
    struct str s = buf_str(b);
    if (!str_eq(s, str_of(expected))) fail_msg("%.*s, not %s", (int)s.n, s.p, expected);
}

static void what_is_added_comes_out_in_order(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    assert_holds(&b, "");
    buf_add(&b, STR("a"));
    buf_add(&b, (struct str){NULL, 0});
    buf_add_char(&b, 'b');
    buf_add_rune(&b, 0x20AC);
    buf_add_rune(&b, 0xD800);
    buf_printf(&b, "%d%s", 12, "!");
    assert_holds(&b, "ab€\xEF\xBF\xBD"
                     "12!");
    assert_false(buf_failed(&b));
    buf_release(&b);
}

static void a_buffer_takes_exactly_its_ceiling_by_every_way_in(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 4);
    buf_add(&b, STR("abcd"));
    assert_false(buf_failed(&b));
    buf_release(&b);
    buf_printf(&b, "%s", "abcd");
    assert_false(buf_failed(&b));
    assert_holds(&b, "abcd");
    buf_clear(&b);
    buf_printf(&b, "%s", "abcde");
    assert_true(buf_failed(&b));
    assert_holds(&b, "");
    buf_clear(&b);
    for (int i = 0; i < 4; i++) buf_add_char(&b, 'x');
    assert_false(buf_failed(&b));
    buf_release(&b);
}

static void a_failure_stays_until_the_buffer_is_cleared(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 3);
    buf_add(&b, STR("ab"));
    buf_add(&b, STR("cd"));
    assert_true(buf_failed(&b));
    buf_add(&b, STR("c"));
    buf_add_char(&b, 'c');
    buf_add_rune(&b, 'c');
    buf_printf(&b, "c");
    assert_holds(&b, "ab");
    assert_true(buf_failed(&b));
    buf_clear(&b);
    buf_add(&b, STR("abc"));
    assert_false(buf_failed(&b));
    assert_holds(&b, "abc");
    buf_release(&b);
    assert_holds(&b, "");
    assert_int_equal(b.max, 3);
}

static void a_rune_that_does_not_fit_is_not_cut_in_two(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 4);
    buf_add(&b, STR("ab"));
    buf_add_rune(&b, 0x20AC);
    assert_true(buf_failed(&b));
    assert_holds(&b, "ab");
    buf_release(&b);
}

static void an_impossible_size_fails_instead_of_overflowing(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    buf_add_char(&b, 'x');
    assert_false(buf_reserve(&b, SIZE_MAX));
    assert_true(buf_failed(&b));
    buf_release(&b);
    buf_init(&b, 0);
    assert_true(buf_reserve(&b, 0));
    assert_false(buf_reserve(&b, 1));
    buf_release(&b);
}

static void reserved_room_can_be_filled_from_outside(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 5000);
    for (int i = 0; i < 10; i++) {
        assert_true(buf_reserve(&b, 500));
        memset(b.p + b.n, 'a' + i, 500);
        b.n += 500;
    }
    for (size_t i = 0; i < b.n; i++) assert_int_equal(b.p[i], 'a' + (int)(i / 500));
    buf_release(&b);
}

static void consuming_takes_from_the_front(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 20);
    buf_consume(&b, 5);
    buf_add(&b, STR("zubi bat"));
    buf_consume(&b, 5);
    assert_holds(&b, "bat");
    buf_consume(&b, 99);
    assert_holds(&b, "");
    buf_release(&b);
}

static void a_kept_copy_outlives_the_buffer(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct buf b;
    buf_init(&b, 20);
    buf_add(&b, STR("zubia"));
    struct str kept = buf_keep(&b, &a);
    buf_release(&b);
    assert_string_equal(kept.p, "zubia");
    assert_int_equal(kept.n, 5);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_comes_out_in_order),
        cmocka_unit_test(a_buffer_takes_exactly_its_ceiling_by_every_way_in),
        cmocka_unit_test(a_failure_stays_until_the_buffer_is_cleared),
        cmocka_unit_test(a_rune_that_does_not_fit_is_not_cut_in_two),
        cmocka_unit_test(an_impossible_size_fails_instead_of_overflowing),
        cmocka_unit_test(reserved_room_can_be_filled_from_outside),
        cmocka_unit_test(consuming_takes_from_the_front),
        cmocka_unit_test(a_kept_copy_outlives_the_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
