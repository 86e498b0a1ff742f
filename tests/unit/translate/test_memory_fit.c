#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/segment_act.h"
#include "translate/edition_recall.h"
#include "translate/memory_fit.h"
#include "unit/translate/random_text.h"

static size_t count(const struct text *t, const struct mark *m) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_marks; i++)
        n += t->mark[i].kind == m->kind && str_eq(t->mark[i].value, m->value);
    return n;
}

static bool same_marks(const struct text *a, const struct text *b) {
    for (size_t i = 0; i < a->n_marks; i++)
        if (a->mark[i].kind != MARK_LANGUAGE && count(a, &a->mark[i]) != count(b, &a->mark[i]))
            return false;
    for (size_t i = 0; i < b->n_marks; i++)
        if (b->mark[i].kind != MARK_LANGUAGE && count(a, &b->mark[i]) != count(b, &b->mark[i]))
            return false;
    return true;
}

/* The same words with other marks; every mark of a text of its own seed. */
static struct text marked_again(struct arena *a, struct generator *g, uint64_t seed) {
    struct generator h = *g;
    h.seed = seed;
    h.n_marks = 0;
    if (random_below(&h, 4)) add_marks(&h, 0, h.n_words - 1, 0);
    struct mark *mark = arena_array(a, h.n_marks, sizeof *mark);
    if (h.n_marks) memcpy(mark, h.mark, h.n_marks * sizeof *mark);
    return (struct text){arena_str(a, (struct str){g->text, g->n}), mark, h.n_marks};
}

static void marks_are_those_of_the_new_sentence_or_the_memory_is_not_used(void **state) {
    (void)state;
    struct arena a = {0};
    size_t used = 0, tried = 0;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        struct generator g;
        struct text source = random_text(&g, seed), fitted;
        struct text wanted = marked_again(&a, &g, seed * 31),
                    target = marked_again(&a, &g, seed * 7);
        struct block block = {.kind = BLOCK_PARAGRAPH};
        struct err e;
        tried++;
        if (!memory_fit(&a, &source, &target, &wanted, &fitted)) continue;
        used++;
        block.text = fitted;
        assert_true(str_eq(fitted.s, target.s)); /* not one word of it changes */
        assert_true(same_marks(&fitted, &wanted));
        assert_int_equal(document_check(&(struct document){&block, 1}, &e), 0);
        arena_reset(&a);
    }
    assert_true(used * 10 > tried * 6);
    arena_release(&a);
}

static struct text text_with(const char *s, struct mark *mark, size_t n) {
    return (struct text){str_of(s), mark, n};
}

static void a_link_that_leads_elsewhere_stays_where_a_person_put_it(void **state) {
    (void)state;
    struct arena a = {0};
    struct mark old = {MARK_LINK, 0, 4, STR("https://a.example/"), STR("")};
    struct mark new = {MARK_LINK, 0, 4, STR("https://b.example/"), STR("t")};
    struct mark placed = {MARK_LINK, 10, 14, STR("https://a.example/"), STR("")};
    struct text source = text_with("etxe zuria da", &old, 1),
                target = text_with("es blanca casa", &placed, 1),
                wanted = text_with("etxe zuria da", &new, 1), fitted;
    assert_true(memory_fit(&a, &source, &target, &wanted, &fitted));
    assert_int_equal(fitted.mark[0].start, 10);
    assert_true(str_eq(fitted.mark[0].value, new.value));
    assert_true(str_eq(fitted.mark[0].title, new.title));
    assert_true(str_eq(target.mark[0].value, old.value)); /* the memory's own is as it was */
    arena_release(&a);
}

static void code_is_never_put_on_other_words(void **state) {
    (void)state;
    struct arena a = {0};
    struct mark code = {MARK_CODE, 0, 4, STR(""), STR("")};
    struct text source = text_with("make exekutatu", NULL, 0),
                target = text_with("ejecuta makefile", NULL, 0),
                wanted = text_with("make exekutatu", &code, 1), fitted;
    assert_false(memory_fit(&a, &source, &target, &wanted, &fitted));
    target.s = STR("ejecuta make");
    assert_true(memory_fit(&a, &source, &target, &wanted, &fitted));
    assert_true(str_eq(str_slice(fitted.s, fitted.mark[0].start, fitted.mark[0].end), STR("make")));
    arena_release(&a);
}

/* Random pieces, with random entries of the memory for each. */
static void what_a_person_wrote_is_never_changed_by_the_memory(void **state) {
    (void)state;
    static const struct text said[] = {{.s = {"bat", 3}}, {.s = {"bi", 2}}, {.s = {"hiru", 4}}};
    struct generator g = {.seed = 5};
    size_t n_taken = 0;
    for (int round = 0; round < 4000; round++) {
        struct arena a = {0};
        struct segment from = {.source_hash = 9};
        struct segment_more more = {.rejected = segment_hash(&said[random_below(&g, 3)])};
        struct memory_entry entry[2] = {{.source.s = STR("esaldia")}, {.source.s = STR("esaldia")}};
        struct memory_recalled recalled[3];
        struct edition_piece piece[3], before[3];
        for (int i = 0; i < 2; i++) entry[i].target = said[random_below(&g, 3)];
        for (int i = 0; i < 3; i++) {
            recalled[i] = (struct memory_recalled){entry, random_below(&g, 3)};
            piece[i] = (struct edition_piece){.from = &from,
                                              .source.s = STR("esaldia"),
                                              .target = said[random_below(&g, 3)],
                                              .source_hash = 9,
                                              .origin = (enum segment_origin)random_below(&g, 3),
                                              .state = (enum segment_state)random_below(&g, 2),
                                              .approved = random_below(&g, 3) == 0,
                                              .locked = random_below(&g, 4) == 0,
                                              .more = random_below(&g, 2) ? &more : NULL,
                                              .done = random_below(&g, 4) != 0};
            if (!piece[i].done) piece[i].approved = piece[i].locked = false;
        }
        memcpy(before, piece, sizeof piece);
        edition_recall(&a, &(struct memory_recall){recalled}, piece, 3);
        for (int i = 0; i < 3; i++) {
            const struct edition_piece *p = &piece[i], *b = &before[i];
            if (b->done && (b->origin == ORIGIN_PERSON || b->approved || b->locked)) {
                assert_memory_equal(p, b, sizeof *p);
                continue;
            }
            assert_false(p->approved || p->locked || (p->done && p->origin == ORIGIN_PERSON));
            if (!p->memory) continue;
            n_taken++;
            assert_int_equal(p->origin, ORIGIN_MEMORY);
            assert_int_equal(p->state, SEGMENT_CURRENT);
            assert_true(p->done && str_eq(p->target.s, p->memory->target.s));
            assert_true(!p->more || p->more->rejected != segment_hash(&p->target));
        }
        arena_release(&a);
    }
    assert_true(n_taken > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_those_of_the_new_sentence_or_the_memory_is_not_used),
        cmocka_unit_test(a_link_that_leads_elsewhere_stays_where_a_person_put_it),
        cmocka_unit_test(code_is_never_put_on_other_words),
        cmocka_unit_test(what_a_person_wrote_is_never_changed_by_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
