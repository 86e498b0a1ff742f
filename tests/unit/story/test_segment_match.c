#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/segment_match.h"
#include "story/text_similarity.h"

enum { MAX = 8 };

struct bench {
    struct arena a;
    struct edition source, previous;
    struct segment_matching matching;
};

static void add(struct bench *b, struct edition *edition, const char *text, bool is_headline) {
    struct document *d = &edition->document;
    if (!d->block) {
        d->block = arena_array(&b->a, MAX, sizeof *d->block);
        edition->segment = arena_array(&b->a, MAX, sizeof *edition->segment);
    }
    d->block[d->n_blocks] = (struct block){.kind = is_headline ? BLOCK_HEADLINE : BLOCK_PARAGRAPH,
                                           .text.s = str_of(text)};
    edition->segment[edition->n_segments++] =
        (struct segment){.block = (uint32_t)d->n_blocks,
                         .end = (uint32_t)strlen(text),
                         .source_hash = segment_hash(&(struct text){.s = str_of(text)})};
    d->n_blocks++;
}

/* A capital P before a sentence of the earlier translation says that a person keeps it. The first
   sentence of each is the headline. Texts end with NULL. */
static void match(struct bench *b, const char *const *before, const char *const *after) {
    memset(b, 0, sizeof *b);
    for (size_t i = 0; before[i]; i++) {
        bool kept = before[i][0] == 'P';
        add(b, &b->previous, before[i] + kept, i == 0);
        struct segment *s = &b->previous.segment[i];
        s->origin = kept ? ORIGIN_PERSON : ORIGIN_MACHINE;
        s->approved = kept;
        if (!kept) continue;
        s->more = arena_alloc(&b->a, sizeof *s->more);
        s->more->source.s = str_of(before[i] + 1);
    }
    for (size_t i = 0; after[i]; i++) add(b, &b->source, after[i], i == 0);
    segment_match(&b->a, &b->previous, &b->source, &b->matching);
}

#define BEFORE(...) ((const char *const[]){__VA_ARGS__, NULL})

static void expect(const struct bench *b, size_t at, enum segment_relation relation, size_t old) {
    assert_int_equal(b->matching.match[at].relation, relation);
    if (relation != SEGMENT_NEW) assert_int_equal(b->matching.match[at].old, old);
}

static void sentences_are_found_wherever_they_went(void **state) {
    (void)state;
    struct bench b;
    match(&b, BEFORE("head", "one", "two", "three"), BEFORE("head", "three", "new", "one"));
    expect(&b, 0, SEGMENT_SAME, 0);
    expect(&b, 1, SEGMENT_SAME, 3);
    expect(&b, 2, SEGMENT_NEW, 0);
    expect(&b, 3, SEGMENT_SAME, 1);
    assert_false(b.matching.placed[2]);
    arena_release(&b.a);
}

static void a_persons_words_follow_a_sentence_that_changed(void **state) {
    (void)state;
    struct bench b;
    match(&b, BEFORE("head", "PThe mayor opened the old bridge on Monday.", "PIt rained all day."),
          BEFORE("head", "It rained all day.", "The mayor opened the new bridge on Monday."));
    expect(&b, 1, SEGMENT_SAME, 2);
    expect(&b, 2, SEGMENT_CHANGED, 1);
    arena_release(&b.a);
}

static void words_of_a_sentence_that_is_gone_stand_nowhere_else(void **state) {
    (void)state;
    struct bench b;
    match(&b, BEFORE("head", "PThe mayor opened the old bridge on Monday.", "Last."),
          BEFORE("head", "Ten boats came into harbour at dawn.", "Last."));
    expect(&b, 1, SEGMENT_NEW, 0);
    assert_false(b.matching.placed[1]);
    arena_release(&b.a);
}

static void a_persons_headline_stays_the_headline(void **state) {
    (void)state;
    struct bench b;
    match(&b, BEFORE("PMayor goes", "one"), BEFORE("Ten boats came", "one"));
    expect(&b, 0, SEGMENT_CHANGED, 0);
    arena_release(&b.a);
}

static void merged_sentences_keep_the_words_of_both_in_order(void **state) {
    (void)state;
    struct bench b;
    match(&b,
          BEFORE("head", "PThe mayor opened the bridge.", "PTen boats came into harbour at dawn."),
          BEFORE("head", "The mayor opened the bridge and ten boats came into harbour at dawn."));
    expect(&b, 1, SEGMENT_CHANGED, 1);
    assert_int_equal(b.matching.follower[1], 2);
    assert_true(b.matching.follower[2] == SIZE_MAX);
    assert_true(b.matching.placed[1] && b.matching.placed[2]);
    arena_release(&b.a);
}

static void of_the_same_sentences_a_persons_goes_on(void **state) {
    (void)state;
    struct bench b;
    match(&b, BEFORE("head", "No.", "one", "PNo.", "two"), BEFORE("head", "No.", "two"));
    expect(&b, 1, SEGMENT_SAME, 3);
    arena_release(&b.a);
    match(&b, BEFORE("head", "PNo."), BEFORE("head", "No.", "No."));
    expect(&b, 1, SEGMENT_SAME, 1);
    expect(&b, 2, SEGMENT_COPY, 1);
    arena_release(&b.a);
}

static void only_a_few_letters_are_spelling(void **state) {
    (void)state;
    static const struct {
        const char *before, *after;
        bool spelling;
    } cases[] = {
        {"La casa blanca.", "La casa blanca!", true},
        {"El alcade abrio el puente", "El alcalde abrió el puente", true},
        {"el puente", "El Puente", true},
        {"Bilbon", "Bilbo", true},
        {"La casa blanca", "La casa negra", false},
        {"no vino", "vino", false},
        {"murieron 12", "murieron 13", false},
        {"la casa", "la casa blanca", false},
        {"", "x", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (text_similarity_is_spelling(str_of(cases[i].before), str_of(cases[i].after)) !=
            cases[i].spelling)
            fail_msg("%s: %s", cases[i].before, cases[i].after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_found_wherever_they_went),
        cmocka_unit_test(a_persons_words_follow_a_sentence_that_changed),
        cmocka_unit_test(words_of_a_sentence_that_is_gone_stand_nowhere_else),
        cmocka_unit_test(a_persons_headline_stays_the_headline),
        cmocka_unit_test(merged_sentences_keep_the_words_of_both_in_order),
        cmocka_unit_test(of_the_same_sentences_a_persons_goes_on),
        cmocka_unit_test(only_a_few_letters_are_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
