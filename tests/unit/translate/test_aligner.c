#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "translate/aligner.h"
#include "translate/word.h"

static bool links_words(struct arena *a, const char *source, const char *target, const char *from,
                        const char *to) {
    struct str s = str_of(source), t = str_of(target);
    struct link_list links = aligner_link(a, s, t);
    for (size_t i = 0; i < links.n; i++) {
        const struct engine_link *l = &links.link[i];
        if (str_eq(str_slice(s, l->source_start, l->source_end), str_of(from)))
            return str_eq(str_slice(t, l->target_start, l->target_end), str_of(to));
    }
    return false;
}

static void names_numbers_and_cognates_find_each_other_wherever_they_stand(void **state) {
    const char *source = "La administración de Bilbao pagó 1.200 euros a Ana";
    const char *target = "Ana got 1.200 euros from the Bilbao administration";
    struct arena a;
    (void)state;
    arena_init(&a);
    assert_true(links_words(&a, source, target, "Bilbao", "Bilbao"));
    assert_true(links_words(&a, source, target, "1.200", "1.200"));
    assert_true(links_words(&a, source, target, "Ana", "Ana"));
    assert_true(links_words(&a, source, target, "administración", "administration"));
    arena_release(&a);
}

static void words_between_two_linked_ones_go_by_their_place(void **state) {
    struct arena a;
    (void)state;
    arena_init(&a);
    assert_true(links_words(&a, "Madrid tiene lluvia hoy Sevilla", "Madrid has rain today Sevilla",
                            "lluvia", "rain"));
    arena_release(&a);
}

static void empty_texts_have_no_links(void **state) {
    struct arena a;
    (void)state;
    arena_init(&a);
    assert_int_equal(aligner_link(&a, STR(""), STR("word")).n, 0);
    assert_int_equal(aligner_link(&a, STR("word"), STR("")).n, 0);
    assert_int_equal(aligner_link(&a, STR("… —"), STR("word")).n, 0);
    arena_release(&a);
}

/* Each word is in one link at most, every link is within its text, the list is sorted. */
static void every_list_of_links_is_sound(void **state) {
    static const char *const word[] = {"etxe", "casa", "administrazioa", "1.234",
                                       "Ana",  "—",    "«bai»",          "été"};
    unsigned seed = 7;
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct arena a;
        struct str text[2] = {STR(""), STR("")};
        arena_init(&a);
        for (int side = 0; side < 2; side++)
            for (unsigned n = (seed = seed * 1103515245U + 12345U) >> 16 & 31; n > 0; n--) {
                seed = seed * 1103515245U + 12345U;
                text[side] = arena_printf(&a, "%.*s %s", (int)text[side].n, text[side].p,
                                          word[seed >> 16 & 7]);
            }
        struct link_list links = aligner_link(&a, text[0], text[1]);
        for (size_t i = 0; i < links.n; i++) {
            assert_true(links.link[i].source_start < links.link[i].source_end);
            assert_true(links.link[i].source_end <= text[0].n);
            assert_true(links.link[i].target_end <= text[1].n);
            if (i > 0) assert_true(links.link[i].target_start >= links.link[i - 1].target_end);
        }
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_numbers_and_cognates_find_each_other_wherever_they_stand),
        cmocka_unit_test(words_between_two_linked_ones_go_by_their_place),
        cmocka_unit_test(empty_texts_have_no_links),
        cmocka_unit_test(every_list_of_links_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
