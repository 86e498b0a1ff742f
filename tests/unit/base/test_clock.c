#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"

static void assert_time(const char *text, int64_t expected_s) {
    int64_t ms = -1;
    if (!clock_parse(str_of(text), &ms)) fail_msg("%s is a time", text);
    if (ms != expected_s * 1000) fail_msg("%s: %lld ms", text, (long long)ms);
}

static void times_are_read_as_rfc_3339_has_them(void **state) {
    (void)state;
    assert_time("1970-01-01T00:00:00Z", 0);
    assert_time("1970-01-01", 0);
    assert_time("2026-11-20T08:30:00Z", 1795163400);
    assert_time("2026-11-20T08:30:00+01:00", 1795159800);
    assert_time("2026-11-20T08:30:00-0130", 1795168800);
    assert_time("2026-11-20 08:30z", 1795163400);
    assert_time("2000-02-29t23:59:60Z", 951868800);
    assert_time("1969-12-31T23:59:59Z", -1);
    int64_t ms;
    assert_true(clock_parse(STR("1970-01-01T00:00:01.2345678901234567890Z"), &ms));
    assert_int_equal(ms, 1234);
    assert_true(clock_parse(STR("1970-01-01T00:00:01.5+00:00"), &ms));
    assert_int_equal(ms, 1500);
}

static void what_is_no_time_is_refused_and_nothing_changes(void **state) {
    (void)state;
    static const char *const wrong[] = {"",
                                        "2026",
                                        "2026-11",
                                        "2026-11-",
                                        "2026-1-2",
                                        "26-11-20",
                                        "0000-01-01",
                                        "2026-13-01",
                                        "2026-00-01",
                                        "2026-02-29",
                                        "2026-02-30",
                                        "1900-02-29",
                                        "2026-04-31",
                                        "2026-11-00",
                                        "2026-11-20T",
                                        "2026-11-20T08",
                                        "2026-11-20T08:30",
                                        "2026-11-20T08:30:00",
                                        "2026-11-20T24:00:00Z",
                                        "2026-11-20T08:60:00Z",
                                        "2026-11-20T08:30:61Z",
                                        "2026-11-20T08:30:00.Z",
                                        "2026-11-20T08:30:.5Z",
                                        "2026-11-20T08:30.5Z",
                                        "2026-11-20T08:30:00+24:00",
                                        "2026-11-20T08:30:00+1:00",
                                        "2026-11-20T08:30:00Z ",
                                        "2026-11-20T08:30:00ZZ",
                                        "2026-11-20T08:30:00 Z",
                                        " 2026-11-20",
                                        "-026-11-20",
                                        "2026-11--2",
                                        "2026-11-2O",
                                        "2026/11/20",
                                        "2026-11-20T-8:30:00Z",
                                        "2026-11-20T08:30:00+-1:00",
                                        "2026-11-20T08:30:00+01:",
                                        "2026-11-20Z"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t ms = 42;
        if (clock_parse(str_of(wrong[i]), &ms)) fail_msg("\"%s\" is no time", wrong[i]);
        assert_int_equal(ms, 42);
    }
    int64_t ms = 42;
    assert_false(clock_parse((struct str){NULL, 0}, &ms));
    assert_false(clock_parse((struct str){"2026-11-20T\0", 12}, &ms));
}

static void every_second_that_is_written_is_read_back(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        /* years 1 to 9999 */
        int64_t s = (int64_t)(seed >> 24) % (253402300799 + 62135596800) - 62135596800, ms;
        struct str text = clock_format(&a, s * 1000);
        assert_int_equal(text.n, 20);
        assert_true(clock_parse(text, &ms));
        assert_int_equal(ms, s * 1000);
        arena_reset(&a);
    }
    arena_release(&a);
}

static void a_fraction_of_a_second_is_left_out_also_before_1970(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(clock_format(&a, 1795163400999).p, "2026-11-20T08:30:00Z");
    assert_string_equal(clock_format(&a, -1).p, "1969-12-31T23:59:59Z");
    assert_string_equal(clock_format(&a, -1000).p, "1969-12-31T23:59:59Z");
    assert_string_equal(clock_format(&a, -1001).p, "1969-12-31T23:59:58Z");
    assert_true(clock_format(&a, INT64_MAX).n > 0);
    assert_true(clock_format(&a, INT64_MIN).n > 0);
    arena_release(&a);
}

static void monotonic_time_does_not_go_back(void **state) {
    (void)state;
    int64_t before = clock_monotonic_us();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_monotonic_us();
        assert_true(now >= before);
        before = now;
    }
    assert_true(clock_monotonic_ms() >= before / 1000);
    assert_true(clock_wall_ms() > 1700000000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read_as_rfc_3339_has_them),
        cmocka_unit_test(what_is_no_time_is_refused_and_nothing_changes),
        cmocka_unit_test(every_second_that_is_written_is_read_back),
        cmocka_unit_test(a_fraction_of_a_second_is_left_out_also_before_1970),
        cmocka_unit_test(monotonic_time_does_not_go_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
