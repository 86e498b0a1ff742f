#include <sys/wait.h>

#include "engine/api_usage.h"
#include "unit/sql/scratch.h"

static int use(struct scratch *s, const char *file, int64_t words, int64_t most,
               struct api_usage *usage) {
    struct api_usage more = {.words = words, .requests = 1};
    return api_usage_add(file, &more, most, usage, &s->e);
}

static void a_budget_is_never_gone_beyond(void **state) {
    struct scratch *s = *state;
    const char *file = scratch_path(s, "x.usage").p;
    struct api_usage usage = {0};
    scratch_ok(s, use(s, file, 7, 10, &usage));
    assert_int_equal(use(s, file, 4, 10, &usage), E_LIMIT);
    assert_int_equal(usage.words, 7);
    scratch_ok(s, use(s, file, 3, 10, &usage));
    assert_int_equal(use(s, file, 1, 10, &usage), E_LIMIT);
    scratch_ok(s, use(s, file, 0, 10, &usage));
    scratch_ok(s, use(s, file, 1000, 0, &usage));
    assert_int_equal(usage.words, 1010);
    assert_int_equal(usage.requests, 4);
}

static void the_count_is_there_for_the_next_program(void **state) {
    struct scratch *s = *state;
    const char *file = scratch_path(s, "y.usage").p;
    struct api_usage usage = {0}, other = {0};
    struct api_usage more = {.failures = 1, .problem_ms = 5, .problem = "it refuses: status 503"};
    scratch_ok(s, use(s, file, 7, 0, &usage));
    scratch_ok(s, api_usage_add(file, &more, 0, &usage, &s->e));
    scratch_ok(s, use(s, file, 1, 0, &other));
    assert_int_equal(other.words, 8);
    assert_int_equal(other.failures, 1);
    assert_int_equal(other.problem_ms, 5);
    assert_string_equal(other.problem, "it refuses: status 503");
}

static void programs_that_count_at_once_lose_nothing(void **state) {
    struct scratch *s = *state;
    const char *file = scratch_path(s, "z.usage").p;
    struct api_usage usage = {0};
    for (int i = 0; i < 4; i++)
        if (fork() == 0) {
            for (int n = 0; n < 50; n++)
                if (use(s, file, 1, 0, &usage)) _exit(1);
            _exit(0);
        }
    for (int i = 0, how; i < 4; i++) {
        assert_true(wait(&how) > 0);
        assert_int_equal(how, 0);
    }
    scratch_ok(s, use(s, file, 0, 0, &usage));
    assert_int_equal(usage.words, 200);
}

static void a_file_that_cannot_be_read_counts_as_none(void **state) {
    struct scratch *s = *state;
    const char *file = scratch_path(s, "broken.usage").p;
    FILE *broken = fopen(file, "w");
    assert_non_null(broken);
    for (int i = 0; i < 500; i++) fputs("9999999999999999999999 x\n", broken);
    fclose(broken);
    struct api_usage usage = {0};
    scratch_ok(s, use(s, file, 3, 10, &usage));
    assert_int_equal(usage.words, 3);
    scratch_ok(s, use(s, file, 3, 10, &usage));
    assert_int_equal(usage.words, 6);
}

static void a_folder_that_is_not_there_is_said_and_nothing_is_translated_for_free(void **state) {
    struct scratch *s = *state;
    struct api_usage usage = {0};
    assert_int_equal(use(s, scratch_path(s, "none/x.usage").p, 3, 10, &usage), E_IO);
    assert_non_null(strstr(s->e.text, "none/x.usage"));
}

static void the_last_day_does_not_count(void **state) {
    struct scratch *s = *state;
    struct api_usage usage = {.day = 1, .words = 900, .problem_ms = 4, .problem = "old"};
    scratch_ok(s, use(s, NULL, 3, 10, &usage));
    assert_int_equal(usage.words, 3);
    assert_string_equal(usage.problem, "old");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_budget_is_never_gone_beyond, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(the_count_is_there_for_the_next_program, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(programs_that_count_at_once_lose_nothing, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_counts_as_none, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(
            a_folder_that_is_not_there_is_said_and_nothing_is_translated_for_free, scratch_set_up,
            scratch_tear_down),
        cmocka_unit_test_setup_teardown(the_last_day_does_not_count, scratch_set_up,
                                        scratch_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
