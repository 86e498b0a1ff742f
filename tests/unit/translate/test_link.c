#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "translate/link.h"

static uint64_t seed;

static uint32_t random_below(uint32_t n) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(seed >> 33) % n;
}

/* Links of words of 3 bytes with one space between: the target's in order, the source's anywhere.
 */
static struct link_list random_links(struct arena *a, uint32_t n_source, uint32_t n_target) {
    struct link_list list = {arena_array(a, n_target * 2, sizeof *list.link), 0};
    for (uint32_t t = 0; t < n_target; t++)
        for (uint32_t k = random_below(3); k > 0; k--) {
            uint32_t s = random_below(n_source) * 4;
            list.link[list.n++] = (struct engine_link){s, s + 3, t * 4, t * 4 + 3};
        }
    link_sort(list);
    return list;
}

static bool is_sorted(struct link_list list) {
    for (size_t i = 1; i < list.n; i++) {
        const struct engine_link *a = &list.link[i - 1], *b = &list.link[i];
        if (a->target_start > b->target_start) return false;
        if (a->target_start == b->target_start && a->source_start > b->source_start) return false;
    }
    return true;
}

static size_t times(struct link_list list, const struct engine_link *l) {
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++)
        n += list.link[i].source_start == l->source_start &&
             list.link[i].source_end == l->source_end &&
             list.link[i].target_start == l->target_start &&
             list.link[i].target_end == l->target_end;
    return n;
}

static void a_word_goes_through_the_pivot_to_its_target(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    /* "etxe zuria" → "casa blanca" → "white house" */
    struct engine_link first[] = {{0, 4, 0, 4}, {5, 10, 5, 11}};
    struct engine_link second[] = {{5, 11, 0, 5}, {0, 4, 6, 11}};
    struct link_list l =
        link_compose(&a, (struct link_list){first, 2}, (struct link_list){second, 2});
    assert_int_equal(l.n, 2);
    assert_int_equal(times(l, &(struct engine_link){5, 10, 0, 5}), 1);
    assert_int_equal(times(l, &(struct engine_link){0, 4, 6, 11}), 1);
    arena_release(&a);
}

static void words_without_a_link_on_the_way_have_none(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct engine_link first[] = {{0, 4, 3, 7}};
    struct engine_link second[] = {{0, 2, 0, 2}, {3, 7, 3, 8}};
    struct link_list none = {NULL, 0}, f = {first, 1}, s = {second, 2};
    assert_int_equal(link_compose(&a, none, s).n, 0);
    assert_int_equal(link_compose(&a, f, none).n, 0);
    struct link_list l = link_compose(&a, f, s);
    assert_int_equal(l.n, 1);
    assert_int_equal(l.link[0].target_start, 3);
    arena_release(&a);
}

static void composing_is_what_looking_at_every_pair_gives(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    for (uint64_t run = 1; run < 1000; run++) {
        seed = run;
        struct link_list first = random_links(&a, 1 + random_below(9), 1 + random_below(9));
        struct link_list second = random_links(&a, 1 + random_below(9), 1 + random_below(9));
        struct link_list got = link_compose(&a, first, second);
        assert_true(is_sorted(got));
        size_t expected = 0;
        for (size_t i = 0; i < second.n; i++)
            for (size_t j = 0; j < first.n; j++) {
                const struct engine_link *f = &first.link[j], *s = &second.link[i];
                if (f->target_start != s->source_start) continue;
                struct engine_link l = {f->source_start, f->source_end, s->target_start,
                                        s->target_end};
                assert_true(times(got, &l) > 0);
                expected++;
            }
        assert_int_equal(got.n, expected);
        arena_reset(&a);
    }
    arena_release(&a);
}

static void an_alignment_of_every_word_with_itself_changes_nothing(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { N = 12 };
    struct engine_link self[N];
    for (uint32_t i = 0; i < N; i++)
        self[i] = (struct engine_link){i * 4, i * 4 + 3, i * 4, i * 4 + 3};
    seed = 5;
    for (int run = 0; run < 100; run++) {
        struct link_list l = random_links(&a, N, N);
        struct link_list left = link_compose(&a, (struct link_list){self, N}, l);
        struct link_list right = link_compose(&a, l, (struct link_list){self, N});
        assert_int_equal(left.n, l.n);
        assert_int_equal(right.n, l.n);
        if (l.n) assert_memory_equal(left.link, l.link, l.n * sizeof *l.link);
        if (l.n) assert_memory_equal(right.link, l.link, l.n * sizeof *l.link);
    }
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_goes_through_the_pivot_to_its_target),
        cmocka_unit_test(words_without_a_link_on_the_way_have_none),
        cmocka_unit_test(composing_is_what_looking_at_every_pair_gives),
        cmocka_unit_test(an_alignment_of_every_word_with_itself_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
