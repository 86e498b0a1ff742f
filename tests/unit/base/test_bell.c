#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bell.h"

enum { SLEEPERS = 4, LONG_MS = 3600000 };

struct sleeper {
    struct bell *bell;
    uint64_t seen;
    bool goes_on;
};

static void *sleep_once(void *what) {
    struct sleeper *s = what;
    s->goes_on = bell_wait(s->bell, &s->seen, LONG_MS);
    return NULL;
}

static void a_ring_before_anybody_waits_is_not_missed(void **state) {
    (void)state;
    struct bell bell;
    uint64_t seen = 0;
    bell_init(&bell);
    bell_ring(&bell);
    bell_ring(&bell);
    assert_true(bell_wait(&bell, &seen, LONG_MS));
    assert_int_equal(seen, 2);
    assert_true(bell_wait(&bell, &seen, 0)); /* nothing new: the time ends it */
    assert_int_equal(seen, 2);
    bell_release(&bell);
}

static void everybody_is_woken(void **state) {
    bool ends = *(bool *)*state;
    struct bell bell;
    struct sleeper sleeper[SLEEPERS] = {0};
    pthread_t thread[SLEEPERS];
    bell_init(&bell);
    for (size_t i = 0; i < SLEEPERS; i++) {
        sleeper[i].bell = &bell;
        assert_int_equal(pthread_create(&thread[i], NULL, sleep_once, &sleeper[i]), 0);
    }
    if (ends)
        bell_end(&bell);
    else
        bell_ring(&bell);
    for (size_t i = 0; i < SLEEPERS; i++) {
        pthread_join(thread[i], NULL);
        assert_true(sleeper[i].goes_on == !ends);
    }
    assert_true(bell_has_ended(&bell) == ends);
    bell_release(&bell);
}

static void who_waits_after_the_end_is_told_so(void **state) {
    (void)state;
    struct bell bell;
    uint64_t seen = 0;
    bell_init(&bell);
    bell_ring(&bell);
    bell_end(&bell);
    assert_false(bell_wait(&bell, &seen, LONG_MS));
    bell_release(&bell);
}

int main(void) {
    static bool rings = false, ends = true;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_before_anybody_waits_is_not_missed),
        cmocka_unit_test_prestate(everybody_is_woken, &rings),
        cmocka_unit_test_prestate(everybody_is_woken, &ends),
        cmocka_unit_test(who_waits_after_the_end_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
