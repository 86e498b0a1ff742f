#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/rewrite.h"

static uint64_t seed;

static uint32_t random_below(uint32_t n) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(seed >> 33) % n;
}

static void pieces_are_replaced_and_the_rest_is_kept(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct rewrite r = {0};
    assert_string_equal(rewrite_apply(&a, &r, STR("etxe")).p, "etxe");
    rewrite_add(&r, &a, 0, 4, STR("casa"));
    rewrite_add(&r, &a, 4, 5, STR(""));
    rewrite_add(&r, &a, 5, 7, STR("largo"));
    assert_string_equal(rewrite_apply(&a, &r, STR("etxe ab!")).p, "casalargo!");
    assert_int_equal(rewrite_to_new(&r, 0, false), 0);
    assert_int_equal(rewrite_to_new(&r, 2, false), 0);
    assert_int_equal(rewrite_to_new(&r, 2, true), 4);
    assert_int_equal(rewrite_to_new(&r, 6, false), 4);
    assert_int_equal(rewrite_to_new(&r, 6, true), 9);
    assert_int_equal(rewrite_to_new(&r, 7, false), 9);
    assert_int_equal(rewrite_to_new(&r, 8, true), 10);
    assert_int_equal(rewrite_to_old(&r, 9, false), 7);
    assert_int_equal(rewrite_to_old(&r, 5, false), 5);
    assert_int_equal(rewrite_to_old(&r, 5, true), 7);
    arena_release(&a);
}

struct sample {
    struct rewrite r;
    struct str old, new;
};

static struct sample random_sample(struct arena *a) {
    static const char *const with[] = {"", " ", "ab", "a longer one", "ñ€"};
    struct sample s = {0};
    char *old = arena_alloc(a, 301);
    for (size_t i = 0; i < 300; i++) old[i] = (char)('a' + random_below(26));
    s.old = (struct str){old, 1 + random_below(300)};
    for (uint32_t at = random_below(20); at < s.old.n;) {
        uint32_t end = at + 1 + random_below(12);
        if (end > s.old.n) end = (uint32_t)s.old.n;
        rewrite_add(&s.r, a, at, end, str_of(with[random_below(5)]));
        at = end + random_below(15);
    }
    s.new = rewrite_apply(a, &s.r, s.old);
    return s;
}

/* Whatever is replaced: bytes outside the pieces are the same bytes on both sides, and their
   places map to each other. */
static void places_outside_the_pieces_map_there_and_back(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    for (uint64_t run = 1; run <= 2000; run++) {
        seed = run;
        struct sample s = random_sample(&a);
        size_t piece = 0;
        for (uint32_t at = 0; at < s.old.n; at++) {
            while (piece < s.r.n && s.r.piece[piece].end <= at) piece++;
            if (piece < s.r.n && s.r.piece[piece].start <= at) continue;
            uint32_t new = rewrite_to_new(&s.r, at, false);
            assert_true(new < s.new.n);
            assert_int_equal(s.new.p[new], s.old.p[at]);
            assert_int_equal(rewrite_to_new(&s.r, at, true), new);
            assert_int_equal(rewrite_to_old(&s.r, new + 1, true), at + 1);
            bool behind_nothing =
                piece > 0 && s.r.piece[piece - 1].end == at && s.r.piece[piece - 1].with.n == 0;
            if (!behind_nothing) assert_int_equal(rewrite_to_old(&s.r, new, false), at);
        }
        assert_int_equal(rewrite_to_new(&s.r, (uint32_t)s.old.n, true), s.new.n);
        bool end_is_gone =
            s.r.n > 0 && s.r.piece[s.r.n - 1].end == s.old.n && s.r.piece[s.r.n - 1].with.n == 0;
        if (!end_is_gone) assert_int_equal(rewrite_to_old(&s.r, (uint32_t)s.new.n, true), s.old.n);
        arena_reset(&a);
    }
    arena_release(&a);
}

static void the_order_of_places_is_kept_and_none_leaves_the_text(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    for (uint64_t run = 1; run <= 2000; run++) {
        seed = run;
        struct sample s = random_sample(&a);
        for (int end = 0; end < 2; end++) {
            uint32_t before = 0;
            for (uint32_t at = 0; at <= s.old.n; at++) {
                uint32_t new = rewrite_to_new(&s.r, at, end);
                assert_true(new >= before &&new <= s.new.n);
                before = new;
            }
            before = 0;
            for (uint32_t at = 0; at <= s.new.n; at++) {
                uint32_t old = rewrite_to_old(&s.r, at, end);
                assert_true(old >= before && old <= s.old.n);
                before = old;
            }
        }
        arena_reset(&a);
    }
    arena_release(&a);
}

static void links_follow_on_both_sides_and_empty_ones_are_dropped(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    /* "ba  da" becomes "ba da", then "da" is taken out */
    struct rewrite r = {0};
    rewrite_add(&r, &a, 2, 4, STR(" "));
    rewrite_add(&r, &a, 4, 6, STR(""));
    struct engine_link link[] = {{0, 1, 0, 2}, {2, 3, 4, 6}, {4, 5, 6, 8}};
    struct link_list l = rewrite_targets(&r, (struct link_list){link, 3});
    assert_int_equal(l.n, 2);
    assert_int_equal(l.link[0].target_end, 2);
    assert_int_equal(l.link[1].target_start, 3);
    assert_int_equal(l.link[1].source_start, 4);
    struct rewrite kept = {0};
    rewrite_add(&kept, &a, 3, 13, STR("Xq"));
    struct engine_link word = {3, 5, 0, 2};
    rewrite_sources_back(&kept, (struct link_list){&word, 1});
    assert_int_equal(word.source_start, 3);
    assert_int_equal(word.source_end, 13);
    arena_release(&a);
}

/* 128 K replaced pieces and as many links: one look at each, not at all of them each time. */
static void many_pieces_and_many_links_do_not_multiply(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { N = 128 << 10 };
    struct rewrite r = {0};
    struct link_list l = {arena_array(&a, N, sizeof *l.link), N};
    for (uint32_t i = 0; i < N; i++) {
        rewrite_add(&r, &a, i * 2 + 1, i * 2 + 2, STR("  "));
        l.link[i] = (struct engine_link){i * 2, i * 2 + 1, i * 2, i * 2 + 1};
    }
    l = rewrite_targets(&r, l);
    assert_int_equal(l.n, N);
    assert_int_equal(l.link[N - 1].target_start, (N - 1) * 3);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_replaced_and_the_rest_is_kept),
        cmocka_unit_test(places_outside_the_pieces_map_there_and_back),
        cmocka_unit_test(the_order_of_places_is_kept_and_none_leaves_the_text),
        cmocka_unit_test(links_follow_on_both_sides_and_empty_ones_are_dropped),
        cmocka_unit_test(many_pieces_and_many_links_do_not_multiply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
