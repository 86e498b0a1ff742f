#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_html.h"
#include "story/segmentation.h"
#include "translate/edition_translator.h"
#include "unit/story/document_random.h"
#include "unit/translate/fake_engine.h"

/* Whole documents, segmented as stories are, through an engine that turns words round. */

static const struct engine_direction direction = {STR("eu"), STR("es"), STR("fake"), STR("eu-es"),
                                                  STR("1")};

struct bench {
    struct arena a;
    struct fake_engine fake;
    struct hop_cache *cache;
    struct route route;
    struct segmenter *segmenter;
    struct edition source, target;
    struct edition_count count;
};

static void open_bench(struct bench *b,
                       void (*answer)(struct arena *, struct str, struct engine_output *)) {
    struct err e;
    memset(b, 0, sizeof *b);
    fake_init(&b->fake, &direction, 1, answer);
    assert_int_equal(hop_cache_open(1 << 20, &b->cache, &e), 0);
    assert_int_equal(segmenter_open(STR("eu"), &b->segmenter, &e), 0);
    b->route = (struct route){.hop = {{&b->fake.engine, &direction}}, .n_hops = 1};
    b->source.language = STR("eu");
}

static void close_bench(struct bench *b) {
    segmenter_close(b->segmenter);
    hop_cache_close(b->cache);
    arena_release(&b->a);
}

static void translate(struct bench *b, const struct edition *previous) {
    struct err e;
    segmentation_make(b->segmenter, &b->a, &b->source.document, &b->source.segment,
                      &b->source.n_segments);
    struct edition_tools tools = {.cache = b->cache, .route = &b->route};
    if (edition_translate(&tools, &b->a, &b->source, b->source.n_segments, previous, STR("es"),
                          &b->target, &b->count, &e))
        fail_msg("%s", e.text);
    if (document_check(&b->target.document, &e)) fail_msg("%s", e.text);
}

static void translate_html(struct bench *b, const char *html) {
    struct err e;
    if (document_html_parse_whole(&b->a, str_of(html), STR("eu"), &b->source.document, &e))
        fail_msg("%s", e.text);
    translate(b, NULL);
}

static struct str target_html(struct bench *b) {
    return document_html_write(&b->a, &b->target.document).s;
}

static void assert_html(struct bench *b, const char *html) {
    struct str found = target_html(b);
    if (!str_eq(found, str_of(html))) fail_msg("%.*s", (int)found.n, found.p);
}

/* What rains fails. */
static void answer_not_rain(struct arena *a, struct str text, struct engine_output *ret) {
    if (str_search(text, STR("Euria")) < text.n)
        ret->failed = true;
    else
        fake_reverse(a, text, ret);
}

static void answer_sometimes(struct arena *a, struct str text, struct engine_output *ret) {
    if (text.n % 4 == 0)
        ret->failed = true;
    else
        fake_reverse(a, text, ret);
}

static void a_held_sentence_stays_in_its_language_among_translated_ones(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, answer_not_rain);
    translate_html(&b, "<h1 class=headline>bat bi</h1><p>Atzo etorri zen. Euria <b>ari</b> du. "
                       "Gaur ez da.</p>");
    assert_html(&b, "<h1 class=\"headline\">bi bat</h1>\n<p>zen. etorri Atzo <span lang=\"eu\">"
                    "Euria <strong>ari</strong> du.</span> da. ez Gaur</p>\n");
    assert_int_equal(b.target.state, EDITION_LIVE);
    assert_int_equal(b.count.n_held, 1);
    assert_int_equal(b.target.segment[2].state, SEGMENT_HELD);
    close_bench(&b);
}

static void a_mark_that_two_sentences_share_is_one_mark_again(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse);
    translate_html(&b, "<p><em>Atzo etorri zen. Gaur ez da.</em></p>");
    assert_int_equal(b.target.n_segments, 2);
    assert_html(&b, "<p><em>zen. etorri Atzo da. ez Gaur</em></p>\n");
    close_bench(&b);
}

static void names_in_a_credit_are_not_translated(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse);
    translate_html(&b, "<figure><img src=x.jpg alt='Zubi handi bat'><figcaption>Ura atzo "
                       "<span class=credit>Argazki hau: Ane Etxeberria Zubi</span></figcaption>"
                       "</figure>");
    assert_true(str_eq(document_text_of(&b.target.document, BLOCK_CREDIT),
                       STR("hau Argazki: Ane Etxeberria Zubi")));
    assert_true(str_eq(document_text_of(&b.target.document, BLOCK_ALT), STR("bat handi Zubi")));
    assert_true(str_eq(document_text_of(&b.target.document, BLOCK_CAPTION), STR("atzo Ura")));
    for (size_t i = 0; i < b.fake.segments; i++)
        assert_int_equal(str_search(b.fake.asked[i], STR("Etxeberria")), b.fake.asked[i].n);
    close_bench(&b);
}

static void a_sentence_that_moved_is_not_translated_again(void **state) {
    (void)state;
    struct bench b;
    struct err e;
    open_bench(&b, fake_reverse);
    translate_html(&b, "<p>Atzo etorri zen. Gaur ez da.<p>Bihar bai.");
    struct edition before = b.target;
    hop_cache_close(b.cache);
    assert_int_equal(hop_cache_open(1 << 20, &b.cache, &e), 0);
    size_t asked = b.fake.segments;
    assert_int_equal(document_html_parse(&b.a, STR("<p>Bihar bai. Berria da. Atzo etorri zen."),
                                         STR("eu"), &b.source.document, &e),
                     0);
    translate(&b, &before);
    assert_int_equal(b.fake.segments - asked, 1);
    assert_int_equal(b.count.n_reused, 2);
    assert_html(&b, "<p>bai. Bihar da. Berria zen. etorri Atzo</p>\n");
    close_bench(&b);
}

static void a_document_without_words_is_translated_as_it_is(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse);
    translate_html(&b, "");
    assert_int_equal(b.target.document.n_blocks, 0);
    translate_html(&b, "<hr><pre>kodea</pre><hr>");
    assert_html(&b, "<hr>\n<pre><code>kodea</code></pre>\n<hr>\n");
    assert_int_equal(b.fake.calls, 0);
    close_bench(&b);
}

static size_t count_of(const struct text *t, const struct mark *m) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_marks; i++)
        n += t->mark[i].kind == m->kind && str_eq(t->mark[i].value, m->value) &&
             str_eq(t->mark[i].title, m->title);
    return n;
}

/* Either it is held, word for word, or it has just the marks of its source. */
static void check_segment(struct bench *b, size_t i, uint64_t seed) {
    const struct segment *from = &b->source.segment[i], *to = &b->target.segment[i];
    struct text source =
        text_slice(&b->a, &b->source.document.block[from->block].text, from->start, from->end);
    struct text target =
        text_slice(&b->a, &b->target.document.block[to->block].text, to->start, to->end);
    assert_true(from->source_hash == to->source_hash && from->block == to->block);
    if (to->state == SEGMENT_HELD) {
        assert_true(str_eq(source.s, target.s));
        return;
    }
    assert_int_equal(source.n_marks, target.n_marks);
    for (size_t j = 0; j < source.n_marks; j++)
        if (count_of(&source, &source.mark[j]) != count_of(&target, &source.mark[j]))
            fail_msg("seed %llu, segment %zu: %s", (unsigned long long)seed, i,
                     mark_kind_name(source.mark[j].kind));
}

static void any_document_becomes_a_document_with_the_same_marks(void **state) {
    (void)state;
    size_t held = 0, all = 0;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        struct bench b;
        struct random r = {seed};
        open_bench(&b, seed % 2 ? fake_reverse : answer_sometimes);
        b.source.document = random_document(&b.a, &r);
        translate(&b, NULL);
        assert_int_equal(b.target.n_segments, b.source.n_segments);
        assert_int_equal(b.target.document.n_blocks, b.source.document.n_blocks);
        for (size_t i = 0; i < b.target.n_segments; i++) check_segment(&b, i, seed);
        held += b.count.n_held;
        all += b.target.n_segments;
        close_bench(&b);
    }
    assert_true(held * 2 < all); /* or the test would say little */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_held_sentence_stays_in_its_language_among_translated_ones),
        cmocka_unit_test(a_mark_that_two_sentences_share_is_one_mark_again),
        cmocka_unit_test(names_in_a_credit_are_not_translated),
        cmocka_unit_test(a_sentence_that_moved_is_not_translated_again),
        cmocka_unit_test(a_document_without_words_is_translated_as_it_is),
        cmocka_unit_test(any_document_becomes_a_document_with_the_same_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
