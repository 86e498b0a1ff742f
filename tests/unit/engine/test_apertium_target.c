#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "engine/apertium_align.h"
#include "engine/apertium_bind.h"
#include "engine/apertium_output.h"
#include "engine/apertium_stream.h"

static void analyser_replies_become_numbered_units(void **state) {
    (void)state;
    struct arena a;
    struct apertium_units units;
    struct buf b;
    arena_init(&a);
    buf_init(&b, 1000);
    struct apertium_text text = apertium_text_prepare(&a, STR("*Etxea #da @x ~ e.g"), true);
    struct str reply = STR("*^Etxea/etxe<n>$ ^Xqzva/*Xqzva$ ^Xqzva/*Xqzva$ [~] ^e.g./e<abbr>$");
    assert_true(apertium_unit_read(&a, reply, &text, &units));
    assert_int_equal(units.n_units, 4);
    assert_true(str_eq(units.unit[0].surface, STR("Etxea")));
    assert_true(str_eq(units.unit[0].analyses, STR("etxe<n>")));
    assert_int_equal(units.unit[0].start, 1);
    assert_int_equal(units.unit[0].end, 6);
    assert_int_equal(units.unit[1].keep, 1);
    assert_int_equal(units.unit[2].keep, 2);
    assert_int_equal(units.unit[3].end, text.text.n); /* without the full stop that was added */
    assert_int_equal(units.n_words, 4);
    apertium_unit_write(&b, &units);
    assert_true(str_eq(buf_str(&b),
                       STR("[*][[1]]^Etxea/etxe<n>$ [[2]]^Xqzva/*Xqzva$ [[3]]^Xqzva/*Xqzva$ [~] "
                           "[[4]]^e.g./e<abbr>$")));
    buf_release(&b);
    arena_release(&a);
}

static void strange_analyser_replies_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"^a/b", "$", "[x]", "[[1]]^a/b$", "^a$[x]", "]", "^a$\\"};
    struct arena a;
    struct apertium_units units;
    arena_init(&a);
    struct apertium_text text = apertium_text_prepare(&a, STR("a"), true);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(apertium_unit_read(&a, str_of(bad[i]), &text, &units));
    arena_release(&a);
}

static void marks_and_numbers_leave_the_text(void **state) {
    (void)state;
    struct arena a;
    struct apertium_target t;
    struct buf b;
    arena_init(&a);
    buf_init(&b, 1000);
    struct str reply =
        STR("[[1]]*Putin [[2]]~a [[4; 3]]will #carry «[[5]]\\@lemma[[6]]. [*][#][@][~]");
    assert_true(apertium_target_read(&a, reply, 6, &b, &t));
    assert_string_equal(arena_cstr(&a, t.plain), "Putin a will carry «lemma. *#@~");
    assert_true(str_eq(buf_str(&b), STR("Putin ~a will carry «lemma. *#\\@[~]")));
    assert_int_equal(t.n_stretches, 5);
    assert_true(t.stretch[0].unknown);
    assert_false(t.stretch[1].unknown);
    assert_true(t.stretch[2].unknown);
    assert_int_equal(t.stretch[2].n_ids, 2);
    assert_int_equal(t.id[t.stretch[2].id], 4);
    struct str words = str_slice(t.plain, t.stretch[2].start, t.stretch[2].end);
    assert_true(str_eq(words, STR("will carry")));
    assert_true(t.stretch[3].unknown);
    buf_release(&b);
    arena_release(&a);
}

static void strange_translator_replies_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"[[0]]a", "[[7]]a", "[[x]]a", "[[]]a", "[[1; ]]a", "[q7]",
                                      "^a$",    "[[1]a",  "\\",     "a\xFF", "[ab]"};
    struct arena a;
    struct apertium_target t;
    struct buf b;
    arena_init(&a);
    buf_init(&b, 1000);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(apertium_target_read(&a, str_of(bad[i]), 6, &b, &t));
    buf_release(&b);
    arena_release(&a);
}

static struct str mapped(struct arena *a, const char *before, const char *after, const char *word) {
    struct apertium_walk walk = {0};
    uint32_t start, end;
    walk.change = apertium_align_diff(a, str_of(before), str_of(after), &walk.n);
    uint32_t at = (uint32_t)str_search(str_of(before), str_of(word));
    apertium_align_map(&walk, at, at + (uint32_t)strlen(word), &start, &end);
    return str_slice(str_of(after), start, end);
}

static void places_are_followed_through_spelling(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_true(str_eq(mapped(&a, "casa de el niño", "casa del niño", "niño"), STR("niño")));
    assert_true(str_eq(mapped(&a, "de Oyarzabal", "d'Oyarzabal", "Oyarzabal"), STR("Oyarzabal")));
    assert_true(str_eq(mapped(&a, "el amic té", "l'amic té", "té"), STR("té")));
    assert_true(str_eq(mapped(&a, "tè és", "té és", "és"), STR("és")));
    assert_true(str_eq(mapped(&a, "a b c", "a b c", "b"), STR("b")));
    arena_release(&a);
}

/* Random texts over few letters, so that much is equal: changes are in order, do not overlap, cut
   no character, and turn the one text into the other. */
static void changes_turn_the_one_text_into_the_other(void **state) {
    (void)state;
    static const char *const piece[] = {"a", "b", " ", "é", "è", "del ", "de el ", "casa "};
    uint64_t seed = 3;
    for (int round = 0; round < 3000; round++) {
        struct arena a;
        struct buf b[2];
        arena_init(&a);
        for (int i = 0; i < 2; i++) {
            buf_init(&b[i], 1000);
            for (int j = 0; j < 12; j++) {
                seed = seed * 6364136223846793005U + 1442695040888963407U;
                buf_add(&b[i], str_of(piece[(seed >> 33) % 8]));
            }
        }
        struct str before = buf_str(&b[0]), after = buf_str(&b[1]), made = {0};
        size_t n, at = 0;
        struct apertium_change *c = apertium_align_diff(&a, before, after, &n);
        for (size_t i = 0; i < n; i++) {
            assert_true(c[i].before_start >= at);
            struct str same = str_slice(before, at, c[i].before_start);
            struct str put = str_slice(after, c[i].after_start, c[i].after_end);
            assert_true(utf8_is_valid(same) && utf8_is_valid(put));
            made = arena_printf(&a, "%.*s%.*s%.*s", (int)made.n, made.n ? made.p : "", (int)same.n,
                                same.p, (int)put.n, put.p);
            at = c[i].before_end;
        }
        made = arena_printf(&a, "%.*s%.*s", (int)made.n, made.n ? made.p : "", (int)(before.n - at),
                            before.p + at);
        assert_true(str_eq(made, after));
        buf_release(&b[0]);
        buf_release(&b[1]);
        arena_release(&a);
    }
}

static bool finish(struct arena *a, const char *source, const char *analysis,
                   const char *translation, const char *finished, struct engine_output *output) {
    struct apertium_text text = apertium_text_prepare(a, str_of(source), true);
    struct apertium_units units;
    struct apertium_target target;
    struct buf b;
    buf_init(&b, 1000);
    assert_true(apertium_unit_read(a, str_of(analysis), &text, &units));
    assert_true(apertium_target_read(a, str_of(translation), units.n_units, &b, &target));
    buf_release(&b);
    const struct apertium_swaps none = {0};
    struct apertium_output_parts parts = {.source = str_of(source),
                                          .text = &text,
                                          .units = &units,
                                          .target = &target,
                                          .swaps = &none,
                                          .finished = str_of(finished)};
    return apertium_output_make(a, &parts, true, output);
}

static void what_is_kept_moves_the_links_behind_it(void **state) {
    (void)state;
    struct arena a;
    struct engine_output o;
    arena_init(&a);
    assert_true(finish(&a, "a #tag_number_one b", "^a/a$ ^Xqzva/*Xqzva$ ^b/b$^./.$",
                       "[[3]]B [[2]]*Xqzva [[1]]A[[4]].", "B Xqzva A.", &o));
    assert_string_equal(arena_cstr(&a, o.text), "B #tag_number_one A");
    assert_int_equal(o.n_links, 3);
    assert_int_equal(o.link[1].target_start, 2);
    assert_int_equal(o.link[1].target_end, 17);
    assert_int_equal(o.link[1].source_start, 2);
    assert_int_equal(o.link[1].source_end, 17);
    assert_int_equal(o.link[2].target_start, 18);
    assert_int_equal(o.link[2].target_end, 19);
    assert_int_equal(o.n_unknown, 0);
    arena_release(&a);
}

static void what_is_kept_and_lost_is_noticed(void **state) {
    (void)state;
    struct arena a;
    struct engine_output o;
    arena_init(&a);
    assert_false(finish(&a, "a #tag b", "^a/a$ ^Xqzva/*Xqzva$ ^b/b$", "[[3]]B [[1]]A", "B A", &o));
    assert_false(
        finish(&a, "a #tag b", "^a/a$ ^Xqzva/*Xqzva$ ^b/b$", "[[3]]B [[2]]*Xqz", "B Xqz", &o));
    arena_release(&a);
}

static void capitals_go_where_the_source_has_them(void **state) {
    (void)state;
    struct arena a;
    struct engine_output o;
    arena_init(&a);
    assert_true(finish(&a, "Udala berria da", "^Udala/a$ ^berria/b$ ^da/c$",
                       "[[1]]el municipio [[3]]es", "«él municipio es", &o));
    assert_string_equal(arena_cstr(&a, o.text), "«Él municipio es");
    assert_true(finish(&a, "Putinek eta Ane", "^Putinek/*P$ ^eta/b$ ^Ane/c$",
                       "[[1]]*Putinek [[2]]Y [[3]]Ane", "Putinek Y Ane", &o));
    assert_string_equal(arena_cstr(&a, o.text), "Putinek y Ane");
    assert_true(finish(&a, "putinek Ane", "^putinek/*P$ ^Ane/b$", "[[1]]*putinek [[2]]Ane",
                       "putinek Ane", &o));
    assert_string_equal(arena_cstr(&a, o.text), "putinek Ane");
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(analyser_replies_become_numbered_units),
        cmocka_unit_test(strange_analyser_replies_are_refused),
        cmocka_unit_test(marks_and_numbers_leave_the_text),
        cmocka_unit_test(strange_translator_replies_are_refused),
        cmocka_unit_test(places_are_followed_through_spelling),
        cmocka_unit_test(changes_turn_the_one_text_into_the_other),
        cmocka_unit_test(what_is_kept_moves_the_links_behind_it),
        cmocka_unit_test(what_is_kept_and_lost_is_noticed),
        cmocka_unit_test(capitals_go_where_the_source_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
