#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/memory_shape.h"
#include "story/number_swap.h"
#include "story/sentence_difference.h"
#include "unit/translate/random_text.h"

static void check(struct arena *a, const char *before, const char *after, const char *plain,
                  unsigned likeness) {
    struct sentence_difference d = sentence_difference_of(a, str_of(before), str_of(after));
    struct str said = sentence_difference_plain(a, &d);
    if (!str_eq(said, str_of(plain))) fail_msg("%.*s", (int)said.n, said.p);
    assert_int_equal(d.likeness, likeness);
}

static void a_difference_names_the_words_that_went_and_came(void **state) {
    (void)state;
    struct arena a = {0};
    check(&a, "Etxe zuria handia da.", "Etxe beltza handia da.",
          "Etxe [-zuria-] {+beltza+} handia da.", 80);
    check(&a, "Etxe zuria da.", "Etxe zuria da.", "Etxe zuria da.", 100);
    check(&a, "Bai, etxea da.", "Etxea da.", "[-Bai, etxea-] {+Etxea+} da.", 50);
    check(&a, "Etxea da", "Etxea da.", "Etxea da{+.+}", 80);
    check(&a, "", "Kaixo", "{+Kaixo+}", 0);
    check(&a, "Etxea  da", "Etxea da", "Etxea da", 99);
    struct sentence_difference d = sentence_difference_of(&a, STR("a <b> c"), STR("a & c"));
    assert_true(
        str_eq(sentence_difference_html(&a, &d), STR("a <del>&lt;b&gt;</del> <ins>&amp;</ins> c")));
    arena_release(&a);
}

/* Without what was added it is the one sentence, without what was removed the other: all their
   words and signs, in order. */
static void a_difference_holds_both_sentences(void **state) {
    (void)state;
    struct arena a = {0};
    struct generator g, h;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        struct str side[2] = {random_text(&g, seed).s, random_text(&h, seed / 2 + 7).s};
        struct sentence_difference d = sentence_difference_of(&a, side[0], side[1]);
        for (int which = 0; which < 2; which++) {
            enum difference_kind other = which ? DIFFERENCE_REMOVED : DIFFERENCE_ADDED;
            size_t at = 0;
            for (size_t i = 0; i < d.n; i++) {
                if (d.piece[i].kind == other) continue;
                for (size_t k = 0; k < d.piece[i].s.n; k++) {
                    if (str_is_space(d.piece[i].s.p[k])) continue;
                    while (str_is_space(side[which].p[at])) at++;
                    assert_true(at < side[which].n && side[which].p[at++] == d.piece[i].s.p[k]);
                }
            }
            assert_int_equal(at, side[which].n);
        }
        assert_true(d.likeness <= 100 && (d.likeness == 100) == str_eq(side[0], side[1]));
        arena_reset(&a);
    }
    arena_release(&a);
}

static void swap(struct arena *a, const char *source, const char *target, const char *words,
                 const char *wanted) {
    struct text from = {.s = str_of(source)}, to = {.s = str_of(target)}, new_from, new_to;
    bool done = number_swap(a, &from, &to, str_of(words), &new_from, &new_to);
    assert_int_equal(done, wanted != NULL);
    if (!done) return;
    assert_true(str_eq(new_from.s, str_of(words)));
    if (!str_eq(new_to.s, str_of(wanted))) fail_msg("%.*s", (int)new_to.s.n, new_to.s.p);
}

static void numbers_follow_only_when_it_is_plain_which_is_which(void **state) {
    (void)state;
    struct arena a = {0};
    swap(&a, "3 gol", "3 goles", "12 gol", "12 goles");
    swap(&a, "3-1 irabazi du", "ganó 3-1", "2-0 irabazi du", "ganó 2-0");
    swap(&a, "3-1 irabazi du", "ganó 1 a 3", "2-3 irabazi du", "ganó 3 a 2");
    swap(&a, "60.000 lagun", "60.000 personas", "1.500 lagun", "1.500 personas");
    swap(&a, "60.000 lagun", "60,000 people", "1.500 lagun", NULL);
    swap(&a, "3 gol", "tres goles", "4 gol", NULL);
    swap(&a, "3 gol", "3 goles", "3 gol", NULL);
    swap(&a, "3 gol", "3 goles", "4 puntu", NULL);
    swap(&a, "3-3", "3-3", "3-2", NULL);
    swap(&a, "3 gol 10 minututan", "3 goles en 10 minutos y 3 segundos", "4 gol 10 minututan",
         NULL);
    arena_release(&a);
}

static void marks_move_with_the_numbers_before_them(void **state) {
    (void)state;
    struct arena a = {0};
    struct mark source[] = {{MARK_STRONG, 0, 1, STR(""), STR("")},
                            {MARK_EMPHASIS, 2, 5, STR(""), STR("")}};
    struct mark target[] = {{MARK_STRONG, 0, 1, STR(""), STR("")},
                            {MARK_EMPHASIS, 2, 7, STR(""), STR("")}};
    struct text from = {STR("3 gol"), source, 2}, to = {STR("3 goles"), target, 2}, f, t;
    assert_true(number_swap(&a, &from, &to, STR("120 gol"), &f, &t));
    assert_int_equal(t.mark[0].end, 3);
    assert_int_equal(t.mark[1].start, 4);
    assert_int_equal(t.mark[1].end, 9);
    assert_int_equal(f.mark[1].end, 7);
    arena_release(&a);
}

static int shared_bands(struct arena *a, const char *from, const char *one, const char *other) {
    struct memory_shape x = memory_shape_of(a, STR("eu"), STR("es"), str_of(one));
    struct memory_shape y = memory_shape_of(a, str_of(from), STR("es"), str_of(other));
    int n = 0;
    for (int i = 0; i < MEMORY_SHAPE_BANDS; i++) n += x.band[i] == y.band[i];
    return n;
}

static void sentences_that_are_alike_share_bands_within_a_direction(void **state) {
    (void)state;
    struct arena a = {0};
    const char *s = "Udalak hiru bide berri ireki ditu gaur goizean auzoan 3 hilabeteren ondoren.";
    assert_int_equal(shared_bands(&a, "eu", s, s), MEMORY_SHAPE_BANDS);
    assert_int_equal(
        shared_bands(
            &a, "eu", s,
            "UDALAK hiru bide berri ireki ditu gaur goizean auzoan 21 hilabeteren ondoren"),
        MEMORY_SHAPE_BANDS);
    assert_true(shared_bands(&a, "eu", s,
                             "Udalak lau bide berri ireki ditu gaur goizean auzoan 3 hilabeteren "
                             "ondoren.") > 0);
    assert_int_equal(shared_bands(&a, "fr", s, s), 0);
    assert_int_equal(shared_bands(&a, "eu", s, "Errealak irabazi egin zuen atzo Anoetan."), 0);
    assert_true(memory_shape_key(STR("eu"), STR("es"), STR("a")) !=
                memory_shape_key(STR("es"), STR("eu"), STR("a")));
    /* In the database, so the same for ever. */
    assert_true(memory_shape_of(&a, STR("eu"), STR("es"), STR("Kaixo, mundua 3.")).band[0] ==
                5926542234479692864);
    assert_true(memory_shape_key(STR("eu"), STR("es"), STR("Kaixo")) == 7861460908838046332);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_difference_names_the_words_that_went_and_came),
        cmocka_unit_test(a_difference_holds_both_sentences),
        cmocka_unit_test(numbers_follow_only_when_it_is_plain_which_is_which),
        cmocka_unit_test(marks_move_with_the_numbers_before_them),
        cmocka_unit_test(sentences_that_are_alike_share_bands_within_a_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
