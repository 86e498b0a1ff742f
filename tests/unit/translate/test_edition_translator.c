#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/edition_check.h"
#include "translate/edition_translator.h"
#include "unit/translate/fake_engine.h"
#include "unit/translate/random_text.h"

static const struct engine_direction direction = {STR("eu"), STR("es"), STR("fake"), STR("eu-es"),
                                                  STR("1")};

struct bench {
    struct fake_engine fake;
    struct hop_cache *cache;
    struct check_rules *checks; /* NULL: nothing is tested */
    struct route route;
    struct arena a;
    struct edition source;
};

static void open_bench(struct bench *b,
                       void (*answer)(struct arena *, struct str, struct engine_output *)) {
    struct err e;
    memset(b, 0, sizeof *b);
    fake_init(&b->fake, &direction, 1, answer);
    assert_int_equal(hop_cache_open(1 << 20, &b->cache, &e), 0);
    b->route = (struct route){.hop = {{&b->fake.engine, &direction}}, .n_hops = 1};
    b->source.language = STR("eu");
}

static void close_bench(struct bench *b) {
    hop_cache_close(b->cache);
    arena_release(&b->a);
}

/* Segments of the block: pieces between some of its white space. */
static void add_segments(struct bench *b, uint32_t block, struct generator *g) {
    const struct text *t = &b->source.document.block[block].text;
    uint32_t start = 0;
    for (uint32_t at = 0; at <= t->s.n; at++) {
        bool gap = at < t->s.n && (t->s.p[at] == ' ' || t->s.p[at] == '\n');
        if (at < t->s.n && (!gap || random_below(g, 3))) continue;
        struct text piece = text_slice(&b->a, t, start, at);
        b->source.segment[b->source.n_segments++] =
            (struct segment){.block = block,
                             .start = start,
                             .end = at,
                             .source_hash = segment_hash(&piece),
                             .origin = ORIGIN_PERSON};
        start = at + 1;
    }
}

static void make_source(struct bench *b, uint64_t seed, size_t n_blocks) {
    struct document *d = &b->source.document;
    struct generator g;
    d->block = arena_array(&b->a, n_blocks, sizeof *d->block);
    d->n_blocks = n_blocks;
    b->source.segment = arena_array(&b->a, n_blocks * 20, sizeof *b->source.segment);
    b->source.n_segments = 0;
    for (size_t i = 0; i < n_blocks; i++) {
        struct text t = random_text(&g, seed * 100 + i);
        for (size_t at = 0; i == 0 && at < g.n; at++) /* a headline is one line */
            if (g.text[at] == '\n') g.text[at] = ' ';
        struct mark *mark = arena_array(&b->a, t.n_marks, sizeof *mark);
        if (t.n_marks) memcpy(mark, t.mark, t.n_marks * sizeof *mark);
        d->block[i] = (struct block){.kind = i ? BLOCK_PARAGRAPH : BLOCK_HEADLINE,
                                     .text = {arena_str(&b->a, t.s), mark, t.n_marks}};
        add_segments(b, (uint32_t)i, &g);
    }
}

static struct edition translate(struct bench *b, const struct edition *previous,
                                struct edition_count *count, uint64_t seed) {
    struct edition target;
    struct err e;
    struct edition_tools tools = {.cache = b->cache, .route = &b->route, .checks = b->checks};
    if (edition_translate(&tools, &b->a, &b->source, b->source.n_segments, previous, STR("es"),
                          &target, count, &e))
        fail_msg("seed %llu: %s", (unsigned long long)seed, e.text);
    return target;
}

static void answer_nothing(struct arena *a, struct str text, struct engine_output *ret) {
    (void)a;
    (void)text;
    ret->failed = true;
}

/* Some segments fail, some come back turned round. */
static void answer_sometimes(struct arena *a, struct str text, struct engine_output *ret) {
    if (text.n % 3 == 0)
        ret->failed = true;
    else
        fake_reverse(a, text, ret);
}

static void every_translated_edition_is_a_document(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        struct bench b;
        open_bench(&b, seed % 2 ? fake_reverse : answer_sometimes);
        make_source(&b, seed, 4);
        struct edition_count count;
        struct edition target = translate(&b, NULL, &count, seed);
        assert_int_equal(count.n_translated, b.source.n_segments);
        assert_int_equal(target.n_segments, b.source.n_segments);
        for (size_t i = 0; i < target.n_segments; i++) {
            const struct segment *s = &target.segment[i], *from = &b.source.segment[i];
            assert_true(s->source_hash == from->source_hash && s->block == from->block);
            assert_true(s->start < s->end);
            assert_true(s->end <= target.document.block[s->block].text.s.n);
        }
        close_bench(&b);
    }
}

static void what_has_not_changed_is_not_translated_again(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct bench b;
        open_bench(&b, fake_reverse);
        make_source(&b, seed, 3);
        struct edition_count first, second;
        struct edition before = translate(&b, NULL, &first, seed);
        struct edition after = translate(&b, &before, &second, seed);
        assert_int_equal(second.n_reused + second.n_translated, b.source.n_segments);
        assert_int_equal(second.n_translated, first.n_held);
        assert_true(document_equal(&before.document, &after.document));
        close_bench(&b);
    }
}

static void a_persons_words_are_kept_when_the_engine_changes(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse);
    make_source(&b, 3, 2);
    struct edition_count count;
    struct edition before = translate(&b, NULL, &count, 3);
    before.engine = STR("another engine");
    struct segment *last = &before.segment[before.n_segments - 1];
    last->origin = ORIGIN_PERSON;
    struct edition after = translate(&b, &before, &count, 3);
    assert_true(count.n_reused >= 1);
    assert_int_equal(after.segment[after.n_segments - 1].origin, ORIGIN_PERSON);
    assert_int_equal(after.segment[0].origin, ORIGIN_MACHINE);
    close_bench(&b);
}

static void a_held_segment_stays_in_its_language_and_says_so(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, answer_nothing);
    struct mark own = {MARK_LANGUAGE, 0, 4, STR("eu"), STR("")};
    struct block block = {.kind = BLOCK_HEADLINE, .text = {STR("etxe zuria"), &own, 1}};
    struct segment segment = {.end = 10};
    segment.source_hash = segment_hash(&block.text);
    b.source.document = (struct document){&block, 1};
    b.source.segment = &segment;
    b.source.n_segments = 1;
    struct edition_count count;
    struct edition target = translate(&b, NULL, &count, 0);
    assert_int_equal(target.state, EDITION_HELD);
    assert_int_equal(count.n_held, 1);
    const struct text *t = &target.document.block[0].text;
    assert_true(str_eq(t->s, STR("etxe zuria")));
    assert_int_equal(t->n_marks, 1);
    assert_int_equal(t->mark[0].kind, MARK_LANGUAGE);
    assert_int_equal(t->mark[0].end, 10);
    assert_true(str_eq(t->mark[0].value, STR("eu")));
    close_bench(&b);
}

/* What the engine of the tests below says, whatever it is asked. */
static const char *answer;

static void answer_so(struct arena *a, struct str text, struct engine_output *ret) {
    (void)a;
    (void)text;
    ret->text = str_of(answer);
    ret->n_words = 8;
}

static struct edition retranslate(struct bench *b, const struct edition *previous, const char *says,
                                  struct edition_count *count) {
    struct err e;
    hop_cache_close(b->cache); /* it would remember what the engine said before */
    assert_int_equal(hop_cache_open(1 << 20, &b->cache, &e), 0);
    answer = says;
    return translate(b, previous, count, 0);
}

/* A story of one sentence. */
static void open_story(struct bench *b, const char *checks, const char *sentence) {
    struct err e;
    open_bench(b, answer_so);
    assert_int_equal(check_rules_open(str_of(checks), &b->checks, &e), 0);
    struct block *block = arena_array(&b->a, 1, sizeof *block);
    block[0] = (struct block){.kind = BLOCK_PARAGRAPH, .text = {str_of(sentence), NULL, 0}};
    b->source.document = (struct document){block, 1};
    b->source.segment = arena_array(&b->a, 1, sizeof *b->source.segment);
    b->source.n_segments = 1;
    b->source.segment[0] = (struct segment){.end = (uint32_t)block[0].text.s.n,
                                            .source_hash = segment_hash(&block[0].text),
                                            .origin = ORIGIN_PERSON};
}

static void close_story(struct bench *b) {
    check_rules_close(b->checks);
    close_bench(b);
}

static void set_checks(struct bench *b, const char *setting) {
    struct err e;
    check_rules_close(b->checks);
    assert_int_equal(check_rules_open(str_of(setting), &b->checks, &e), 0);
}

static const char sentence[] = "Etxeberriak ez du uste 45 lagun etorriko direnik Bilbora gaur.";
static const char good[] = "Etxeberria no cree que hoy vayan a venir 45 personas a Bilbao.";

/* The source's words in their language, the reason, and what the engine said beside them. */
static void assert_stopped(const struct edition *target, const char *check, const char *said) {
    const struct segment *s = &target->segment[0];
    const struct text *t = &target->document.block[0].text;
    assert_int_equal(s->state, SEGMENT_HELD);
    assert_true(str_eq(t->s, str_of(sentence)));
    assert_int_equal(t->n_marks, 1);
    assert_int_equal(t->mark[0].kind, MARK_LANGUAGE);
    assert_true(str_eq(t->mark[0].value, STR("eu")));
    assert_true(t->mark[0].start == 0 && t->mark[0].end == t->s.n);
    if (!str_starts(s->more->why, str_of(check)))
        fail_msg("%s: %.*s", check, (int)s->more->why.n, s->more->why.p);
    assert_true(str_eq(s->more->draft.s, str_of(said)));
    assert_true(edition_check_stopped(s));
}

static void nonsense_never_goes_live(void **state) {
    (void)state;
    static const char *const nonsense[][2] = {
        {"number: ", "Etxeberria no cree que hoy vayan a venir 54 personas a Bilbao."},
        {"negation: ", "Etxeberria cree que hoy van a venir 45 personas a Bilbao."},
        {"repetition: ",
         "Etxeberria no cree que 45 no cree que 45 no cree que 45 no cree que 45 no cree que 45"},
        {"language: ", "Etxeberria does not believe that 45 people will be coming to Bilbao."},
        {"residue: ", "Etxeberriak ez du uste 45 lagun etorriko direnik Bilbora gaur."},
        {"length: ", "Etxeberria no cree que hoy 45"},
        {"length: ", "45"},
    };
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
        struct bench b;
        struct edition_count count;
        open_story(&b, "", sentence);
        struct edition target = retranslate(&b, NULL, nonsense[i][1], &count);
        assert_int_equal(count.n_held, 1);
        assert_stopped(&target, nonsense[i][0], nonsense[i][1]);
        close_story(&b);
    }
}

static void a_good_translation_passes_the_checks(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_story(&b, "", sentence);
    struct edition target = retranslate(&b, NULL, good, &count);
    assert_int_equal(count.n_held, 0);
    assert_int_equal(target.state, EDITION_LIVE);
    assert_true(str_eq(target.document.block[0].text.s, str_of(good)));
    close_story(&b);
}

static const char wrong[] = "Etxeberria cree que hoy van a venir 45 personas a Bilbao.";

static void what_a_check_stopped_is_not_asked_for_again_until_something_changes(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_story(&b, "", sentence);
    struct edition first = retranslate(&b, NULL, wrong, &count);
    struct edition second = retranslate(&b, &first, good, &count);
    assert_int_equal(count.n_translated, 0);
    assert_stopped(&second, "negation: ", wrong);
    second.engine = edition_check_version(&b.a, STR("another engine"), b.checks);
    struct edition third = retranslate(&b, &second, good, &count);
    assert_int_equal(count.n_translated, 1);
    assert_int_equal(third.segment[0].state, SEGMENT_CURRENT);
    assert_true(str_eq(third.document.block[0].text.s, str_of(good)));
    close_story(&b);
}

static void other_severities_judge_anew_without_asking_engines(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_story(&b, "", sentence);
    struct edition held = retranslate(&b, NULL, wrong, &count);
    set_checks(&b, "eu-es/negation: warn");
    struct edition shown = retranslate(&b, &held, good, &count);
    assert_int_equal(count.n_translated, 0);
    assert_int_equal(shown.segment[0].state, SEGMENT_CURRENT);
    assert_true(str_eq(shown.document.block[0].text.s, str_of(wrong)));
    assert_true(!shown.segment[0].more || shown.segment[0].more->why.n == 0);
    set_checks(&b, "");
    struct edition again = retranslate(&b, &shown, good, &count);
    assert_int_equal(count.n_translated, 0);
    assert_stopped(&again, "negation: ", wrong);
    close_story(&b);
}

static void a_pair_of_languages_can_be_tuned_apart(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_story(&b, "es-en/negation: off, eu-*/number: off", sentence);
    struct edition target = retranslate(&b, NULL, wrong, &count);
    assert_stopped(&target, "negation: ", wrong);
    close_story(&b);
}

static void what_a_person_wrote_is_not_tested(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_story(&b, "", sentence);
    struct edition before = retranslate(&b, NULL, good, &count);
    static const char words[] = "Etxeberria espera a mucha gente.";
    struct text own = {str_of(words), NULL, 0};
    before.document.block[0].text = own;
    before.segment[0].end = (uint32_t)own.s.n;
    before.segment[0].origin = ORIGIN_PERSON;
    before.segment[0].approved = true;
    before.engine = STR("tested by others");
    struct edition after = retranslate(&b, &before, wrong, &count);
    assert_int_equal(after.segment[0].state, SEGMENT_CURRENT);
    assert_true(str_eq(after.document.block[0].text.s, str_of(words)));
    close_story(&b);
}

enum { SENTENCES = 6 };

/* One paragraph for each sentence; the first is the headline. */
static void make_sentences(struct bench *b, const char *const text[SENTENCES]) {
    struct document *d = &b->source.document;
    d->block = arena_array(&b->a, SENTENCES, sizeof *d->block);
    d->n_blocks = b->source.n_segments = SENTENCES;
    b->source.segment = arena_array(&b->a, SENTENCES, sizeof *b->source.segment);
    for (uint32_t i = 0; i < SENTENCES; i++) {
        struct text t = {str_of(text[i]), NULL, 0};
        d->block[i] = (struct block){.kind = i ? BLOCK_PARAGRAPH : BLOCK_HEADLINE, .text = t};
        b->source.segment[i] = (struct segment){.block = i,
                                                .end = (uint32_t)t.s.n,
                                                .source_hash = segment_hash(&t),
                                                .origin = ORIGIN_PERSON};
    }
}

static struct edition translate_bound(struct bench *b, const struct term_use *use,
                                      const struct edition *previous, struct edition_count *count) {
    struct edition target;
    struct err e;
    b->fake.segments = 0;
    struct edition_tools tools = {.cache = b->cache, .route = &b->route, .use = use};
    if (edition_translate(&tools, &b->a, &b->source, b->source.n_segments, previous, STR("es"),
                          &target, count, &e))
        fail_msg("%s", e.text);
    return target;
}

static struct term_use glossary_of(struct bench *b, const char *rendering, int64_t version,
                                   bool is_gone) {
    struct term_rendering *r = arena_alloc(&b->a, sizeof *r);
    struct term *term = arena_array(&b->a, 2, sizeof *term);
    struct term_glossary *g;
    struct err e;
    *r = (struct term_rendering){.language = STR("es"), .text = str_of(rendering)};
    term[0] = (struct term){.language = STR("eu"),
                            .text = STR("Mosku"),
                            .kind = TERM_PLACE,
                            .rendering = r,
                            .n_renderings = 1,
                            .version = version,
                            .is_gone = is_gone};
    term[1] = (struct term){.language = STR("eu"),
                            .text = STR("Paris"),
                            .kind = TERM_PLACE,
                            .keep = true,
                            .version = 1};
    if (term_glossary_make(&b->a, term, 2, version, &g, &e)) fail_msg("%s", e.text);
    return (struct term_use){.glossary = g, .section = STR("mundua")};
}

static const char *const sentences[SENTENCES] = {"Izenburua dago",  "Moskutik etorri da",
                                                 "Parisen bizi da", "Mosku handia da",
                                                 "Moskura joan da", "Ez dago ezer"};

static struct str text_of(const struct edition *edition, size_t i) {
    return edition->document.block[i].text.s;
}

static void a_changed_term_opens_just_the_machines_segments_that_have_it(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_bench(&b, fake_reverse);
    make_sentences(&b, sentences);
    struct term_use first = glossary_of(&b, "Moscú", 1, false);
    struct edition before = translate_bound(&b, &first, NULL, &count);
    assert_true(str_eq(before.engine, STR("fake eu-es 1; terms 1 in mundua")));
    before.segment[3].origin = ORIGIN_PERSON;
    struct edition same = translate_bound(&b, &first, &before, &count);
    assert_int_equal(count.n_translated, 0);
    struct term_use second = glossary_of(&b, "Moskva", 2, false);
    struct edition after = translate_bound(&b, &second, &same, &count);
    assert_int_equal(count.n_translated, 2); /* the third is a person's */
    assert_int_equal(b.fake.segments, 2);
    assert_true(str_search(text_of(&after, 1), STR("Moskva")) < text_of(&after, 1).n);
    assert_true(str_eq(text_of(&after, 3), text_of(&before, 3)));
    assert_int_equal(after.segment[3].origin, ORIGIN_PERSON);
    assert_true(str_eq(text_of(&after, 2), text_of(&before, 2)));
    assert_true(str_eq(after.engine, STR("fake eu-es 1; terms 2 in mundua")));
    struct term_use gone = glossary_of(&b, "Moskva", 3, true);
    translate_bound(&b, &gone, &after, &count);
    assert_int_equal(count.n_translated, 2);
    close_bench(&b);
}

static void an_edition_from_before_the_glossary_is_opened_where_terms_stand(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_bench(&b, fake_reverse);
    make_sentences(&b, sentences);
    struct edition before = translate_bound(&b, NULL, NULL, &count);
    assert_true(str_eq(before.engine, STR("fake eu-es 1")));
    struct term_use use = glossary_of(&b, "Moscú", 1, false);
    translate_bound(&b, &use, &before, &count);
    assert_int_equal(count.n_translated, 4);
    close_bench(&b);
}

static void a_draft_beside_a_persons_words_follows_the_term(void **state) {
    (void)state;
    struct bench b;
    struct edition_count count;
    open_bench(&b, fake_reverse);
    make_sentences(&b, sentences);
    struct term_use first = glossary_of(&b, "Moscú", 1, false);
    struct edition before = translate_bound(&b, &first, NULL, &count);
    before.segment[1].origin = ORIGIN_PERSON;
    before.segment[1].approved = true;
    const char *changed[SENTENCES];
    memcpy(changed, sentences, sizeof changed);
    changed[1] = "Moskutik etorri da gaur";
    make_sentences(&b, changed);
    struct edition outdated = translate_bound(&b, &first, &before, &count);
    assert_int_equal(outdated.segment[1].state, SEGMENT_OUTDATED);
    assert_int_equal(count.n_translated, 1);
    struct term_use second = glossary_of(&b, "Moskva", 2, false);
    struct edition after = translate_bound(&b, &second, &outdated, &count);
    assert_int_equal(count.n_translated, 3);
    struct str draft = after.segment[1].more->draft.s;
    assert_true(str_search(draft, STR("Moskva")) < draft.n);
    assert_true(str_eq(text_of(&after, 1), text_of(&before, 1)));
    close_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_translated_edition_is_a_document),
        cmocka_unit_test(what_has_not_changed_is_not_translated_again),
        cmocka_unit_test(a_persons_words_are_kept_when_the_engine_changes),
        cmocka_unit_test(a_held_segment_stays_in_its_language_and_says_so),
        cmocka_unit_test(nonsense_never_goes_live),
        cmocka_unit_test(a_good_translation_passes_the_checks),
        cmocka_unit_test(what_a_check_stopped_is_not_asked_for_again_until_something_changes),
        cmocka_unit_test(other_severities_judge_anew_without_asking_engines),
        cmocka_unit_test(a_pair_of_languages_can_be_tuned_apart),
        cmocka_unit_test(what_a_person_wrote_is_not_tested),
        cmocka_unit_test(a_changed_term_opens_just_the_machines_segments_that_have_it),
        cmocka_unit_test(an_edition_from_before_the_glossary_is_opened_where_terms_stand),
        cmocka_unit_test(a_draft_beside_a_persons_words_follows_the_term),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
