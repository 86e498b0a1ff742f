#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/edition_replace.h"
#include "story/segment_act.h"
#include "unit/story/document_random.h"

struct bench {
    struct arena a;
    struct edition source, target;
    struct segment_change change;
    struct err e;
};

static struct edition edition_of(struct bench *b, const char *language, const char *headline,
                                 const char *paragraph, struct mark *mark, size_t n_marks) {
    struct edition edition = {.language = str_of(language), .text_language = str_of(language)};
    struct block *block = arena_array(&b->a, 2, sizeof *block);
    struct segment *s = arena_array(&b->a, 3, sizeof *s);
    block[0] = (struct block){.kind = BLOCK_HEADLINE, .text.s = str_of(headline), .value = STR("")};
    block[1] = (struct block){
        .kind = BLOCK_PARAGRAPH, .text = {str_of(paragraph), mark, n_marks}, .value = STR("")};
    uint32_t dot = (uint32_t)str_find(str_of(paragraph), '.') + 1;
    s[0] = (struct segment){.end = (uint32_t)strlen(headline), .origin = ORIGIN_MACHINE};
    s[1] = (struct segment){.block = 1, .end = dot, .origin = ORIGIN_MACHINE};
    s[2] = (struct segment){
        .block = 1, .start = dot + 1, .end = (uint32_t)strlen(paragraph), .origin = ORIGIN_MACHINE};
    edition.document = (struct document){block, 2};
    edition.segment = s;
    edition.n_segments = 3;
    return edition;
}

static void set_up(struct bench *b) {
    static struct mark strong[] = {{MARK_STRONG, 0, 3, {"", 0}, {"", 0}}};
    memset(b, 0, sizeof *b);
    b->source = edition_of(b, "eu", "Zubia", "Bat da. Bi dira.", strong, 1);
    b->target = edition_of(b, "es", "El puente", "Uno es. Dos son.", strong, 1);
    for (size_t i = 0; i < 3; i++) {
        struct segment *s = &b->source.segment[i];
        struct text t =
            text_slice(&b->a, &b->source.document.block[s->block].text, s->start, s->end);
        s->source_hash = b->target.segment[i].source_hash = segment_hash(&t);
    }
}

static struct segment_review review(enum segment_act act, size_t segment, const char *text) {
    return (struct segment_review){.act = act,
                                   .segment = segment,
                                   .text = {.s = str_of(text)},
                                   .who = STR("Ane"),
                                   .role = STR("editor"),
                                   .at_ms = 5};
}

static int apply(struct bench *b, struct segment_review r) {
    return segment_act_apply(&b->a, &b->target, &b->source, &r, &b->change, &b->e);
}

static void an_edit_is_the_persons_own(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Hay otros dos.")), 0);
    const struct segment *s = &b.target.segment[2];
    assert_true(str_eq(b.target.document.block[1].text.s, STR("Uno es. Hay otros dos.")));
    assert_int_equal(s->origin, ORIGIN_PERSON);
    assert_true(s->approved && str_eq(s->more->who, STR("Ane")));
    assert_true(str_eq(s->more->source.s, STR("Bi dira.")));
    assert_true(str_eq(b.change.before.s, STR("Dos son.")));
    assert_int_equal(b.target.label, LABEL_PARTLY_REVISED);
    arena_release(&b.a);
}

static void correcting_spelling_is_kept_but_revises_nothing(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Dós son.")), 0);
    assert_true(segment_is_kept(&b.target.segment[2]));
    assert_false(segment_is_revised(&b.target.segment[2]));
    assert_int_equal(b.target.label, LABEL_AUTOMATIC);
    assert_int_equal(apply(&b, review(ACT_APPROVE, 2, "")), 0);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Dos son.")), 0);
    assert_int_equal(b.target.label, LABEL_PARTLY_REVISED);
    arena_release(&b.a);
}

static void an_edit_has_the_marks_of_its_source(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    assert_int_equal(apply(&b, review(ACT_EDIT, 1, "Es uno, y no dos.")), E_INVALID);
    assert_non_null(strstr(b.e.text, "lacks <strong>"));
    struct segment_review r = review(ACT_EDIT, 1, "");
    assert_int_equal(segment_act_read_text(&b.a, STR("Es <strong>uno</strong>, y no dos."),
                                           STR("es"), &r.text, &b.e),
                     0);
    assert_int_equal(apply(&b, r), 0);
    const struct text *t = &b.target.document.block[1].text;
    assert_int_equal(t->n_marks, 1);
    assert_true(t->mark[0].start == 3 && t->mark[0].end == 6);
    assert_int_equal(b.target.segment[2].start, 18);
    assert_int_equal(segment_act_read_text(&b.a, STR("<p>a</p><p>b</p>"), STR("es"), &r.text, &b.e),
                     E_INVALID);
    assert_int_equal(segment_act_read_text(&b.a, STR(" "), STR("es"), &r.text, &b.e), E_INVALID);
    arena_release(&b.a);
}

static void a_rejected_text_makes_place_for_the_sources_words(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    assert_int_equal(apply(&b, review(ACT_REJECT, 0, "")), 0);
    assert_int_equal(b.target.segment[0].state, SEGMENT_HELD);
    assert_true(str_eq(b.target.document.block[0].text.s, STR("Zubia")));
    assert_int_equal(b.target.document.block[0].text.mark[0].kind, MARK_LANGUAGE);
    assert_true(b.target.segment[0].more->rejected == segment_hash(&b.change.before));
    assert_false(b.change.needs_engine);
    assert_int_equal(apply(&b, review(ACT_APPROVE, 0, "")), E_CONFLICT);
    assert_int_equal(apply(&b, review(ACT_REJECT, 0, "")), E_CONFLICT);
    assert_int_equal(apply(&b, review(ACT_EDIT, 0, "El puente")), 0);
    assert_true(segment_is_revised(&b.target.segment[0]));
    arena_release(&b.a);
}

static void make_outdated(struct bench *b) {
    assert_int_equal(apply(b, review(ACT_EDIT, 2, "Hay otros dos.")), 0);
    struct segment *s = &b->target.segment[2];
    s->state = SEGMENT_OUTDATED;
    s->more->present_hash = s->source_hash;
    s->source_hash = 99;
    s->more->draft.s = STR("Son dos.");
    assert_false(segment_is_revised(s));
}

static void an_outdated_text_is_approved_edited_or_gives_way_to_the_draft(void **state) {
    (void)state;
    struct bench b;
    for (int i = 0; i < 3; i++) {
        set_up(&b);
        make_outdated(&b);
        struct segment_review r = review(ACT_APPROVE, 2, "");
        if (i == 1) r = review(ACT_EDIT, 2, "Nada que ver.");
        if (i == 2) r = review(ACT_REJECT, 2, "");
        assert_int_equal(apply(&b, r), 0);
        const struct segment *s = &b.target.segment[2];
        assert_int_equal(s->state, SEGMENT_CURRENT);
        assert_true(s->source_hash == b.source.segment[2].source_hash);
        assert_int_equal(s->more->draft.s.n, 0);
        assert_int_equal(segment_is_revised(s), i < 2);
        assert_int_equal(s->origin, i < 2 ? ORIGIN_PERSON : ORIGIN_MACHINE);
        if (i == 2) assert_true(str_eq(b.change.after.s, STR("Son dos.")));
        arena_release(&b.a);
    }
    set_up(&b);
    make_outdated(&b);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Hay otros dós.")), 0);
    assert_int_equal(b.target.segment[2].state, SEGMENT_OUTDATED);
    arena_release(&b.a);
}

static void what_is_locked_stays_as_it_is(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    assert_int_equal(apply(&b, review(ACT_LOCK, 2, "")), 0);
    for (enum segment_act act = ACT_EDIT; act <= ACT_LOCK; act++)
        assert_int_equal(apply(&b, review(act, 2, "Hay otros dos.")), E_CONFLICT);
    assert_true(segment_is_kept(&b.target.segment[2]));
    assert_int_equal(apply(&b, review(ACT_UNLOCK, 2, "")), 0);
    assert_true(b.change.needs_engine);
    assert_int_equal(apply(&b, review(ACT_UNLOCK, 2, "")), E_CONFLICT);
    arena_release(&b.a);
}

static void an_act_has_a_name_a_place_and_what_was_seen(void **state) {
    (void)state;
    struct bench b;
    set_up(&b);
    struct segment_review r = review(ACT_APPROVE, 2, "");
    r.expected = segment_act_tag(&b.target, 2);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Hay otros dos.")), 0);
    assert_int_equal(apply(&b, r), E_CONFLICT);
    assert_int_equal(apply(&b, review(ACT_APPROVE, 3, "")), E_INVALID);
    r = review(ACT_APPROVE, 0, "");
    r.who = STR("");
    assert_int_equal(apply(&b, r), E_INVALID);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Hay otros dos.")), E_CONFLICT);
    assert_int_equal(apply(&b, review(ACT_EDIT, 2, "Hay otros\ndos, dice.")), E_INVALID);
    arena_release(&b.a);
}

/* Whatever stands around it, and whatever it is: a replaced piece leaves a document. */
static void a_replaced_piece_leaves_a_document_with_all_else_in_place(void **state) {
    (void)state;
    struct random r = {5};
    for (int i = 0; i < 1500; i++) {
        struct arena a = {0};
        struct err e;
        struct document d = random_document(&a, &r);
        for (uint32_t k = 0; k < d.n_blocks; k++) {
            struct str s = d.block[k].text.s;
            size_t space = str_find(s, ' ');
            if (d.block[k].kind == BLOCK_CODE || space == s.n || str_find(s, '\n') < s.n) continue;
            struct segment two[] = {
                {.block = k, .end = (uint32_t)space},
                {.block = k, .start = (uint32_t)space + 1, .end = (uint32_t)s.n}};
            struct edition edition = {.document = d, .segment = two, .n_segments = 2};
            size_t at = random_below(&r, 2);
            struct text piece = text_slice(&a, &d.block[k].text, two[at].start, two[at].end), same;
            assert_int_equal(edition_replace(&a, &edition, at, &piece, &e), 0);
            const struct segment *done = &edition.segment[1];
            same = text_slice(&a, &edition.document.block[k].text, done->start, done->end);
            assert_true(str_eq(same.s, str_slice(s, two[1].start, two[1].end)));
            assert_true(str_eq(edition.document.block[k].text.s, s));
        }
        arena_release(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_is_the_persons_own),
        cmocka_unit_test(correcting_spelling_is_kept_but_revises_nothing),
        cmocka_unit_test(an_edit_has_the_marks_of_its_source),
        cmocka_unit_test(a_rejected_text_makes_place_for_the_sources_words),
        cmocka_unit_test(an_outdated_text_is_approved_edited_or_gives_way_to_the_draft),
        cmocka_unit_test(what_is_locked_stays_as_it_is),
        cmocka_unit_test(an_act_has_a_name_a_place_and_what_was_seen),
        cmocka_unit_test(a_replaced_piece_leaves_a_document_with_all_else_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
