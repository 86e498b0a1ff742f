/* What tells that a story cannot have a term. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "i18n/word_run.h"
#include "story/word_sieve.h"

static const char *const letters[] = {"a", "b", "e", "i", "k", "n", "o",  "r",
                                      "t", "u", "z", "Ñ", "é", "Ç", "-x", "7"};

static uint32_t next(uint32_t *state) {
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static struct str random_word(struct arena *a, uint32_t *state) {
    struct str word = STR("");
    for (uint32_t n = 1 + next(state) % 11; n > 0; n--)
        word = arena_printf(a, "%.*s%s", (int)word.n, word.p, letters[next(state) % 16]);
    return word_run_end(word, 0) == word.n ? word : STR("etxea");
}

static struct str sieve_of(struct arena *a, struct str text) {
    struct block block = {.kind = BLOCK_PARAGRAPH, .text.s = text};
    struct document d = {&block, 1};
    struct segment segment = {.end = (uint32_t)text.n};
    return word_sieve_make(a, &d, &segment, text.n > 0);
}

static bool may_have(struct str sieve, struct str words) {
    struct word_sieve_term term = word_sieve_term_of(words);
    return word_sieve_may_have(sieve, &term);
}

/* Every word, every beginning of one, in any capitals, and every word with what follows. */
static void what_a_story_has_is_never_denied(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        struct arena a;
        struct str word[40], text = STR("");
        arena_init(&a);
        for (int i = 0; i < 40; i++) {
            word[i] = random_word(&a, &seed);
            text = arena_printf(&a, "%.*s%s%.*s", (int)text.n, text.p, i ? " " : "", (int)word[i].n,
                                word[i].p);
        }
        struct str sieve = sieve_of(&a, text);
        for (int i = 0; i < 40; i++) {
            char small[200];
            struct str folded = {small, word_run_fold(word[i], small)};
            for (size_t at = 0; at <= folded.n; at < folded.n ? utf8_next(folded, &at) : at++)
                assert_true(may_have(sieve, str_slice(folded, 0, at)));
            if (i == 0) continue;
            assert_true(may_have(sieve, arena_printf(&a, "%.*s %.*s", (int)word[i - 1].n,
                                                     word[i - 1].p, (int)word[i].n, word[i].p)));
        }
        arena_release(&a);
    }
}

static void most_of_what_it_has_not_is_denied(void **state) {
    (void)state;
    struct arena a;
    uint32_t seed = 99;
    size_t wrong = 0, n = 5000;
    arena_init(&a);
    struct str text = STR("");
    for (int i = 0; i < 200; i++) {
        struct str word = random_word(&a, &seed);
        text = arena_printf(&a, "%.*s %.*s", (int)text.n, text.p, (int)word.n, word.p);
    }
    struct str sieve = sieve_of(&a, text);
    assert_true(sieve.n < 900);
    for (size_t i = 0; i < n; i++)
        wrong += may_have(sieve, arena_printf(&a, "wq%zux", i)); /* three letters and more */
    assert_true(wrong * 40 < n);
    arena_release(&a);
}

static void what_is_not_known_may_have_everything(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_true(may_have(STR(""), STR("etxea")));
    assert_true(may_have(STR("\x7f\x00\x00"), STR("etxea"))); /* a later version */
    assert_false(may_have(sieve_of(&a, STR("")), STR("etxea")));
    assert_true(may_have(sieve_of(&a, STR("mendia")), STR("et"))); /* too short to tell */
    assert_true(may_have(sieve_of(&a, STR("mendia")), STR("?!")));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_story_has_is_never_denied),
        cmocka_unit_test(most_of_what_it_has_not_is_denied),
        cmocka_unit_test(what_is_not_known_may_have_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
