#include "site/suggestion_gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { DAY = 24 * 3600 * 1000 };

static struct suggestion_gate *open_gate(bool by_address) {
    struct suggestion_gate *gate;
    struct err e;
    assert_int_equal(suggestion_gate_open(STR("secret"), by_address, &gate, &e), 0);
    return gate;
}

/* How many of `n` at the same moment are admitted. */
static int admitted(struct suggestion_gate *gate, const char *address, int n, int64_t now_ms) {
    int count = 0;
    for (int i = 0; i < n; i++) count += suggestion_gate_admit(gate, str_of(address), DAY, now_ms);
    return count;
}

static void an_address_has_its_burst_and_then_waits(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    assert_int_equal(admitted(gate, "192.0.2.1", 20, 1000), SUGGESTION_GATE_BURST);
    assert_int_equal(admitted(gate, "192.0.2.2", 1, 1000), 1);
    assert_int_equal(admitted(gate, "192.0.2.1", 1, 1000 + SUGGESTION_GATE_EVERY_MS - 100), 0);
    assert_int_equal(admitted(gate, "192.0.2.1", 5, 1000 + SUGGESTION_GATE_EVERY_MS), 1);
    assert_int_equal(admitted(gate, "192.0.2.1", 20, DAY), SUGGESTION_GATE_BURST);
    suggestion_gate_close(gate);
}

static void asking_all_the_time_earns_no_less_and_no_more(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    int count = 0;
    for (int64_t now = 0; now < 10 * SUGGESTION_GATE_EVERY_MS; now += 7)
        count += suggestion_gate_admit(gate, STR("192.0.2.1"), DAY, now);
    assert_in_range(count, SUGGESTION_GATE_BURST + 8, SUGGESTION_GATE_BURST + 10);
    suggestion_gate_close(gate);
}

static void one_household_is_one_address(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    assert_int_equal(admitted(gate, "2001:db8:1:2::1", 3, 0), 3);
    assert_int_equal(admitted(gate, "2001:db8:1:2:ffff::9", 9, 0), SUGGESTION_GATE_BURST - 3);
    assert_int_equal(admitted(gate, "2001:db8:1:3::1", 1, 0), 1);
    assert_int_equal(admitted(gate, "192.0.2.7", SUGGESTION_GATE_BURST, 0), SUGGESTION_GATE_BURST);
    assert_int_equal(admitted(gate, "::ffff:192.0.2.7", 1, 0), 0);
    suggestion_gate_close(gate);
}

static void all_together_have_a_limit_that_no_number_of_addresses_passes(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    int count = 0;
    for (int i = 0; i < 20000; i++) {
        char address[24];
        snprintf(address, sizeof address, "10.0.%d.%d", i >> 8, i & 255);
        count += admitted(gate, address, 1, 0);
    }
    assert_int_equal(count, SUGGESTION_GATE_ALL_BURST);
    assert_int_equal(admitted(gate, "10.9.9.9", 1, SUGGESTION_GATE_ALL_EVERY_MS), 1);
    suggestion_gate_close(gate);
}

static void behind_a_proxy_only_all_together_are_counted(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(false);
    assert_int_equal(admitted(gate, "127.0.0.1", 100, 0), SUGGESTION_GATE_ALL_BURST);
    suggestion_gate_close(gate);
}

static void a_new_day_forgets_every_address(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    assert_int_equal(admitted(gate, "192.0.2.1", 9, 0), SUGGESTION_GATE_BURST);
    assert_true(suggestion_gate_admit(gate, STR("192.0.2.1"), 2 * (int64_t)DAY, 0));
    suggestion_gate_close(gate);
}

static void a_clock_that_goes_back_gives_nothing(void **state) {
    (void)state;
    struct suggestion_gate *gate = open_gate(true);
    assert_int_equal(admitted(gate, "192.0.2.1", 9, 5000), SUGGESTION_GATE_BURST);
    assert_int_equal(admitted(gate, "192.0.2.1", 9, -5000), 0);
    assert_int_equal(admitted(gate, "", 9, 5000), SUGGESTION_GATE_BURST);
    suggestion_gate_close(gate);
}

static void a_token_is_good_for_its_story_and_language_only(void **state) {
    (void)state;
    struct arena a = {0};
    struct suggestion_gate *gate = open_gate(true), *other;
    struct err e;
    struct suggestion_token token = {1763622000000, 0xfedcba9876543210, 0}, read;
    struct str written = suggestion_gate_write(gate, &a, 42, STR("es"), &token);
    assert_true(suggestion_gate_read(gate, &a, written, 42, STR("es"), &read));
    assert_int_equal(read.at_ms, token.at_ms);
    assert_true(read.source_hash == token.source_hash);
    assert_true(read.text_hash == token.text_hash);
    assert_false(suggestion_gate_read(gate, &a, written, 43, STR("es"), &read));
    assert_false(suggestion_gate_read(gate, &a, written, 42, STR("eu"), &read));
    assert_int_equal(suggestion_gate_open(STR("other"), true, &other, &e), 0);
    assert_false(suggestion_gate_read(other, &a, written, 42, STR("es"), &read));
    suggestion_gate_close(other);
    suggestion_gate_close(gate);
    arena_release(&a);
}

static void no_other_text_is_a_token(void **state) {
    (void)state;
    struct arena a = {0};
    struct suggestion_gate *gate = open_gate(true);
    struct suggestion_token token = {1, 2, 3}, read = {7, 7, 7};
    struct str written = suggestion_gate_write(gate, &a, 1, STR("es"), &token);
    for (size_t n = 0; n < written.n; n++) {
        assert_false(suggestion_gate_read(gate, &a, str_slice(written, 0, n), 1, STR("es"), &read));
        char *changed = arena_cstr(&a, written);
        changed[n] ^= 1;
        assert_false(suggestion_gate_read(gate, &a, str_of(changed), 1, STR("es"), &read));
    }
    assert_false(suggestion_gate_read(gate, &a, STR(""), 1, STR("es"), &read));
    assert_int_equal(read.at_ms, 7);
    suggestion_gate_close(gate);
    suggestion_gate_close(NULL);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_has_its_burst_and_then_waits),
        cmocka_unit_test(asking_all_the_time_earns_no_less_and_no_more),
        cmocka_unit_test(one_household_is_one_address),
        cmocka_unit_test(all_together_have_a_limit_that_no_number_of_addresses_passes),
        cmocka_unit_test(behind_a_proxy_only_all_together_are_counted),
        cmocka_unit_test(a_new_day_forgets_every_address),
        cmocka_unit_test(a_clock_that_goes_back_gives_nothing),
        cmocka_unit_test(a_token_is_good_for_its_story_and_language_only),
        cmocka_unit_test(no_other_text_is_a_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
