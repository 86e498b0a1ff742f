#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/line_break.h"
#include "translate/word.h"

/* Links word i of the source with word order[i] of the target; order[i] < 0: none. */
static struct link_list align(struct arena *a, const char *source, const char *target,
                              const int *order) {
    size_t n, m;
    struct word *from = word_list(a, str_of(source), &n);
    struct word *to = word_list(a, str_of(target), &m);
    struct link_list links = {arena_array(a, n, sizeof *links.link), 0};
    for (size_t i = 0; i < n; i++)
        if (order[i] >= 0 && (size_t)order[i] < m)
            links.link[links.n++] = (struct engine_link){from[i].start, from[i].end,
                                                         to[order[i]].start, to[order[i]].end};
    link_sort(links);
    return links;
}

static void assert_breaks(const char *source, const char *target, const int *order,
                          const char *expected) {
    struct arena a;
    arena_init(&a);
    struct str got;
    assert_true(line_break_restore(&a, str_of(source), str_of(target),
                                   align(&a, source, target, order), &got));
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
    arena_release(&a);
}

static void a_text_on_one_line_stays_as_it_is(void **state) {
    (void)state;
    assert_breaks("etxe zuria", "casa blanca", (const int[]){0, 1}, "casa blanca");
}

static void a_break_stays_between_the_same_words(void **state) {
    (void)state;
    assert_breaks("bat bi\nhiru lau", "uno dos tres cuatro", (const int[]){0, 1, 2, 3},
                  "uno dos\ntres cuatro");
    assert_breaks("zuria etxe\nda", "la casa blanca es", (const int[]){2, 1, 3},
                  "la casa blanca\nes");
    assert_breaks("a\nb\nc", "x y z", (const int[]){0, 1, 2}, "x\ny\nz");
}

/* With the words the other way round no place is good, but each break gets one of its own. */
static void there_is_a_place_for_every_break_while_there_are_enough(void **state) {
    (void)state;
    assert_breaks("a\nb\nc\nd", "w x y z", (const int[]){3, 2, 1, 0}, "w\nx\ny\nz");
    assert_breaks("a\nb\nc d", "w x y z", (const int[]){3, 2, 0, 1}, "w\nx y\nz");
    assert_breaks("a\nb", "x y", (const int[]){-1, -1}, "x\ny");
}

static void what_is_taken_out_are_only_the_breaks(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_string_equal(line_break_take_out(&a, STR("bat\nbi\n\nñ")).p, "bat bi  ñ");
    struct str one_line = STR("bat bi");
    assert_ptr_equal(line_break_take_out(&a, one_line).p, one_line.p);
    arena_release(&a);
}

static void too_few_places_are_said(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str got = STR("untouched");
    struct link_list none = {NULL, 0};
    assert_false(line_break_restore(&a, STR("a\nb"), STR("x"), none, &got));
    assert_false(line_break_restore(&a, STR("a\nb\nc"), STR("x y"), none, &got));
    assert_false(line_break_restore(&a, STR("a\nb"), STR(""), none, &got));
    assert_true(str_eq(got, STR("untouched")));
    arena_release(&a);
}

/* A segment of the largest size that is nothing but breaks ends at once. */
static void more_breaks_than_any_text_needs_are_not_tried(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { N = ENGINE_MAX_SEGMENT / 2 };
    char *source = arena_alloc(&a, N * 2), *target = arena_alloc(&a, N * 2);
    for (size_t i = 0; i < N; i++) {
        memcpy(source + i * 2, "a\n", 2);
        memcpy(target + i * 2, "x ", 2);
    }
    struct str got, t = {target, N * 2 - 1};
    struct link_list none = {NULL, 0};
    assert_false(line_break_restore(&a, (struct str){source, N * 2 - 1}, t, none, &got));
    assert_true(line_break_restore(&a, (struct str){source, LINE_BREAK_MAX * 2}, t, none, &got));
    arena_release(&a);
}

static size_t count(struct str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static void only_spaces_change_and_breaks_are_as_many_as_before(void **state) {
    (void)state;
    for (uint64_t run = 1; run <= 3000; run++) {
        struct arena a;
        arena_init(&a);
        uint64_t seed = run;
        char source[24], target[24];
        struct engine_link link[12];
        for (size_t i = 0; i < 12; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            uint32_t to = (uint32_t)(seed >> 33) % 12, from = (uint32_t)(seed >> 40) % 12;
            memcpy(source + i * 2, (seed >> 50) % 3 ? "a " : "a\n", 2);
            memcpy(target + i * 2, "x ", 2);
            link[i] = (struct engine_link){from * 2, from * 2 + 1, to * 2, to * 2 + 1};
        }
        struct link_list links = {link, 12};
        link_sort(links);
        struct str s = {source, 23}, t = {target, 23}, got;
        assert_true(line_break_restore(&a, s, t, links, &got));
        assert_int_equal(got.n, t.n);
        assert_int_equal(count(got, '\n'), count(s, '\n'));
        for (size_t i = 0; i < got.n; i++)
            assert_true(got.p[i] == t.p[i] || (got.p[i] == '\n' && t.p[i] == ' '));
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_on_one_line_stays_as_it_is),
        cmocka_unit_test(a_break_stays_between_the_same_words),
        cmocka_unit_test(there_is_a_place_for_every_break_while_there_are_enough),
        cmocka_unit_test(what_is_taken_out_are_only_the_breaks),
        cmocka_unit_test(too_few_places_are_said),
        cmocka_unit_test(more_breaks_than_any_text_needs_are_not_tried),
        cmocka_unit_test(only_spaces_change_and_breaks_are_as_many_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
