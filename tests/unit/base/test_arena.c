#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned_for_any_type(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = arena_alloc(&a, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xEE, size);
    }
    arena_reset(&a);
    unsigned char *again = arena_alloc(&a, 4000);
    for (size_t i = 0; i < 4000; i++) assert_int_equal(again[i], 0);
    arena_release(&a);
}

static void pieces_never_overlap(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    enum { N = 300 };
    unsigned char *piece[N];
    for (size_t i = 0; i < N; i++)
        piece[i] = memset(arena_alloc(&a, i * 31 + 1), (int)i, i * 31 + 1);
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < i * 31 + 1; k++) assert_int_equal(piece[i][k], i & 0xFF);
    arena_release(&a);
}

static void a_piece_larger_than_any_chunk_is_given_whole(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    memset(arena_alloc(&a, 5 << 20), 1, 5 << 20);
    memset(arena_alloc(&a, 10), 2, 10);
    arena_reset(&a);
    assert_int_equal(a.used, 0);
    memset(arena_alloc(&a, 100), 3, 100);
    arena_release(&a);
}

static void a_released_or_zeroed_arena_can_be_released_and_used_again(void **state) {
    (void)state;
    struct arena a = {0};
    arena_release(&a);
    arena_release(&a);
    arena_reset(&a);
    assert_non_null(arena_alloc(&a, 0));
    arena_release(&a);
    assert_non_null(arena_alloc(&a, 1));
    arena_release(&a);
}

static void copies_are_followed_by_a_nul(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    char bytes[] = {'z', 'u', 'b', 'i'};
    struct str copy = arena_str(&a, (struct str){bytes, 4});
    memset(bytes, 0, sizeof bytes);
    assert_string_equal(copy.p, "zubi");
    assert_int_equal(copy.n, 4);
    assert_string_equal(arena_cstr(&a, (struct str){NULL, 0}), "");
    struct str printed = arena_printf(&a, "%s-%d", "eu", 7);
    assert_string_equal(printed.p, "eu-7");
    assert_int_equal(printed.n, 4);
    arena_release(&a);
}

struct witness {
    char order[8];
    size_t n;
};

static struct witness witness;

static void note(void *what) {
    witness.order[witness.n++] = *(const char *)what;
}

static void cleanups_run_once_newest_first(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    witness = (struct witness){0};
    static char letter[] = "abc";
    for (size_t i = 0; i < 3; i++) arena_on_release(&a, note, &letter[i]);
    arena_reset(&a);
    assert_string_equal(witness.order, "cba");
    arena_on_release(&a, note, &letter[1]);
    arena_release(&a);
    arena_release(&a);
    assert_string_equal(witness.order, "cbab");
}

static void an_array_that_grows_keeps_its_elements(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    uint32_t *number = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 5000; i++) {
        number = arena_grow(&a, number, i, &capacity, sizeof *number);
        assert_true(i < capacity);
        number[i] = (uint32_t)i;
    }
    for (size_t i = 0; i < 5000; i++) assert_int_equal(number[i], i);
    number = arena_grow(&a, number, 100000, &capacity, sizeof *number);
    assert_true(capacity > 100000);
    number[100000] = 1;
    assert_int_equal(number[4999], 4999);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_for_any_type),
        cmocka_unit_test(pieces_never_overlap),
        cmocka_unit_test(a_piece_larger_than_any_chunk_is_given_whole),
        cmocka_unit_test(a_released_or_zeroed_arena_can_be_released_and_used_again),
        cmocka_unit_test(copies_are_followed_by_a_nul),
        cmocka_unit_test(cleanups_run_once_newest_first),
        cmocka_unit_test(an_array_that_grows_keeps_its_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
