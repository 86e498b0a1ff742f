#include "story/suggestion_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define assert_str(s, literal) assert_true(str_eq((s), STR(literal)))

static struct edition two_sentences(struct arena *a, const char *first, const char *second) {
    struct edition edition = {.document = {arena_array(a, 1, sizeof(struct block)), 1},
                              .segment = arena_array(a, 2, sizeof(struct segment)),
                              .n_segments = 2};
    struct str one = str_of(first), two = str_of(second);
    edition.document.block[0] = (struct block){
        .kind = BLOCK_PARAGRAPH, .text = {.s = arena_printf(a, "%s %s", first, second)}};
    edition.segment[0] = (struct segment){.end = (uint32_t)one.n, .source_hash = 11};
    edition.segment[1] = (struct segment){
        .start = (uint32_t)one.n + 1, .end = (uint32_t)(one.n + 1 + two.n), .source_hash = 22};
    return edition;
}

static uint64_t hash_of(const char *plain) {
    struct text text = {.s = str_of(plain)};
    return segment_hash(&text);
}

static void a_sentence_is_found_where_it_is_now(void **state) {
    (void)state;
    struct arena a = {0};
    struct edition edition = two_sentences(&a, "Bat da.", "Bi dira.");
    struct suggestion_seen seen = {1, 22, hash_of("Bi dira.")};
    size_t at = 9;
    assert_int_equal(suggestion_place_find(&edition, &seen, &at), SUGGESTION_SAME);
    assert_int_equal(at, 1);
    seen.segment = 0; /* it stood first when the reader saw it */
    assert_int_equal(suggestion_place_find(&edition, &seen, &at), SUGGESTION_SAME);
    assert_int_equal(at, 1);
    seen.text_hash = hash_of("Bi ziren.");
    assert_int_equal(suggestion_place_find(&edition, &seen, &at), SUGGESTION_CHANGED);
    seen.source_hash = 33;
    at = 9;
    assert_int_equal(suggestion_place_find(&edition, &seen, &at), SUGGESTION_GONE);
    assert_int_equal(at, 9);
    seen.segment = 700;
    assert_int_equal(suggestion_place_find(&edition, &seen, &at), SUGGESTION_GONE);
    arena_release(&a);
}

static void an_outdated_sentence_is_that_of_its_present_source(void **state) {
    (void)state;
    struct arena a = {0};
    struct edition edition = two_sentences(&a, "Bat da.", "Bi dira.");
    struct segment_more more = {.present_hash = 44};
    edition.segment[0].state = SEGMENT_OUTDATED;
    edition.segment[0].more = &more;
    size_t at;
    struct suggestion_seen old = {0, 11, hash_of("Bat da.")}, now = {0, 44, hash_of("Bat da.")};
    assert_int_equal(suggestion_place_find(&edition, &old, &at), SUGGESTION_GONE);
    assert_int_equal(suggestion_place_find(&edition, &now, &at), SUGGESTION_SAME);
    arena_release(&a);
}

struct example {
    const char *model;
    struct mark mark[3];
    size_t n;
    const char *words;
    const char *marked[3]; /* by mark of the result; all NULL with `fails` */
    bool fails;
};

static const struct example examples[] = {
    {"the red house",
     {{.kind = MARK_LINK, .value = {"/a", 2}, .start = 4, .end = 13}},
     1,
     "a red house",
     {"red house"},
     false},
    {"the red house",
     {{.kind = MARK_LINK, .value = {"/a", 2}, .start = 4, .end = 13}},
     1,
     "a blue house",
     {NULL},
     true},
    {"all of it",
     {{.kind = MARK_STRONG, .start = 0, .end = 9}},
     1,
     "every bit",
     {"every bit"},
     false},
    /* never within another word */
    {"he ate well",
     {{.kind = MARK_EMPHASIS, .start = 3, .end = 6}},
     1,
     "later he ate",
     {"ate"},
     false},
    {"he ate well",
     {{.kind = MARK_EMPHASIS, .start = 3, .end = 6}},
     1,
     "he came later",
     {NULL},
     true},
    /* of words that are there twice, the same one; not when their number changed */
    {"no and no", {{.kind = MARK_EMPHASIS, .start = 7, .end = 9}}, 1, "oh no, no", {"no"}, false},
    {"no and no", {{.kind = MARK_EMPHASIS, .start = 7, .end = 9}}, 1, "oh no", {NULL}, true},
    /* foreign words that are gone are no loss */
    {"the Guernica here",
     {{.kind = MARK_LANGUAGE, .start = 4, .end = 12, .value = {"es", 2}}},
     1,
     "here",
     {NULL},
     false},
    {"ad astra",
     {{.kind = MARK_LANGUAGE, .start = 0, .end = 8, .value = {"la", 2}}},
     1,
     "to the stars",
     {NULL},
     false},
    /* in the order of the new words */
    {"one two",
     {{.kind = MARK_EMPHASIS, .start = 0, .end = 3}, {.kind = MARK_STRONG, .start = 4, .end = 7}},
     2,
     "two, one",
     {"two", "one"},
     false},
    {"one two",
     {{.kind = MARK_STRONG, .start = 0, .end = 7}, {.kind = MARK_EMPHASIS, .start = 4, .end = 7}},
     2,
     "two more",
     {"two more", "two"},
     false},
};

static void marks_stand_on_their_words_or_nowhere(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct example *x = &examples[i];
        struct arena a = {0};
        struct text model = {str_of(x->model), (struct mark *)(uintptr_t)x->mark, x->n}, text;
        bool placed = suggestion_place_marks(&a, &model, str_of(x->words), &text);
        if (placed == x->fails) fail_msg("%s -> %s", x->model, x->words);
        for (size_t m = 0; placed && m < 3 && x->marked[m]; m++) {
            assert_true(m < text.n_marks);
            struct str on = str_slice(text.s, text.mark[m].start, text.mark[m].end);
            if (!str_eq(on, str_of(x->marked[m])))
                fail_msg("%s -> %s: on \"%.*s\"", x->model, x->words, (int)on.n, on.p);
        }
        arena_release(&a);
    }
}

/* Whatever readers write, what comes out is a text, with no mark that the model has not. */
static void any_words_give_a_text_or_none(void **state) {
    (void)state;
    static const char *const word[] = {"etxe", "etxea", "é", "a", "ez", "«a»", "12", "-"};
    uint32_t seed = 7;
    size_t n_placed = 0;
    for (int round = 0; round < 4000; round++) {
        struct arena a = {0};
        struct str s[2];
        for (int k = 0; k < 2; k++) {
            s[k] = str_of(word[(seed = seed * 1664525 + 1013904223) >> 29]);
            for (unsigned i = (seed >> 8) % 5; i > 0; i--) {
                seed = seed * 1664525 + 1013904223;
                s[k] = arena_printf(&a, "%.*s %s", (int)s[k].n, s[k].p, word[seed >> 29]);
            }
        }
        size_t space = str_find(s[0], ' ');
        struct mark mark = {.kind = MARK_EMPHASIS, .end = (uint32_t)space};
        struct text model = {s[0], &mark, 1}, text;
        if (suggestion_place_marks(&a, &model, s[1], &text)) {
            struct block block = {.kind = BLOCK_PARAGRAPH, .text = text};
            struct document d = {&block, 1};
            struct err e;
            assert_int_equal(document_check(&d, &e), 0);
            assert_int_equal(text.n_marks, 1);
            n_placed++;
        }
        arena_release(&a);
    }
    assert_true(n_placed > 100 && n_placed < 3900);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_found_where_it_is_now),
        cmocka_unit_test(an_outdated_sentence_is_that_of_its_present_source),
        cmocka_unit_test(marks_stand_on_their_words_or_nowhere),
        cmocka_unit_test(any_words_give_a_text_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
