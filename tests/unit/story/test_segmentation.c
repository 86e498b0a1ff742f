#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_html.h"
#include "story/segmentation.h"
#include "unit/story/document_random.h"

struct cut {
    struct arena a;
    struct segmenter *segmenter;
    struct document d;
    struct segment *segment;
    size_t n;
};

static void open_cut(struct cut *c) {
    struct err e;
    memset(c, 0, sizeof *c);
    assert_int_equal(segmenter_open(STR("eu"), &c->segmenter, &e), 0);
}

static void close_cut(struct cut *c) {
    segmenter_close(c->segmenter);
    arena_release(&c->a);
}

static void cut_html(struct cut *c, const char *html) {
    struct err e;
    if (document_html_parse_whole(&c->a, str_of(html), STR("eu"), &c->d, &e))
        fail_msg("%s", e.text);
    segmentation_make(c->segmenter, &c->a, &c->d, &c->segment, &c->n);
}

static void assert_segment(const struct cut *c, size_t i, const char *text) {
    assert_true(i < c->n);
    const struct segment *s = &c->segment[i];
    struct str found = str_slice(c->d.block[s->block].text.s, s->start, s->end);
    if (!str_eq(found, str_of(text)))
        fail_msg("segment %zu is \"%.*s\", not \"%s\"", i, (int)found.n, found.p, text);
}

static void headlines_and_topics_are_whole_and_texts_are_sentences(void **state) {
    (void)state;
    struct cut c;
    open_cut(&c);
    cut_html(&c, "<h1 class=headline>Bat da. Bi dira.</h1><p class=topic>Hiru. Lau.</p>"
                 "<p>Euria ari du. Haizea ere bai.</p><ul><li>Lehena.</ul><pre>kodea. hau</pre>"
                 "<hr>");
    assert_int_equal(c.n, 5);
    assert_segment(&c, 0, "Bat da. Bi dira.");
    assert_segment(&c, 1, "Hiru. Lau.");
    assert_segment(&c, 2, "Euria ari du.");
    assert_segment(&c, 3, "Haizea ere bai.");
    assert_segment(&c, 4, "Lehena.");
    close_cut(&c);
}

static void of_a_credit_only_the_word_before_the_name_is_translated(void **state) {
    (void)state;
    static const struct {
        const char *credit, *segment;
    } known[] = {
        {"Argazkia: Ane Etxeberria", "Argazkia"},
        {"Argazkia : Ane", "Argazkia"},
        {"Ane Etxeberria", NULL},
        {": Ane", NULL},
        {"<b>Argazkia: Ane</b>", NULL},
        {"<b>Argazkia</b>: Ane: bi", "Argazkia"},
    };
    struct cut c;
    open_cut(&c);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *html = arena_printf(&c.a,
                                        "<figure><img src=x.jpg alt='Zubi bat.'><figcaption>"
                                        "<span class=credit>%s</span></figcaption></figure>",
                                        known[i].credit)
                               .p;
        cut_html(&c, html);
        assert_int_equal(c.n, known[i].segment ? 2 : 1);
        assert_segment(&c, 0, "Zubi bat.");
        if (known[i].segment) assert_segment(&c, 1, known[i].segment);
    }
    close_cut(&c);
}

static void a_segments_hash_tells_text_and_marks(void **state) {
    (void)state;
    struct cut c;
    open_cut(&c);
    cut_html(&c, "<p>Bat da.<p>Bat da.<p>Bat <b>da</b>.<p>Bat <i>da</i>.<p>Bi dira.");
    assert_int_equal(c.n, 5);
    assert_true(c.segment[0].source_hash == c.segment[1].source_hash);
    for (size_t i = 1; i < 5; i++)
        for (size_t j = i + 1; j < 5; j++)
            assert_true(c.segment[i].source_hash != c.segment[j].source_hash);
    close_cut(&c);
}

/* In order, apart, without white space at their ends, of translated blocks only. */
static void check(const struct cut *c, uint64_t seed) {
    for (size_t i = 0; i < c->n; i++) {
        const struct segment *s = &c->segment[i];
        assert_true(s->block < c->d.n_blocks);
        const struct block *b = &c->d.block[s->block];
        if (s->start >= s->end || s->end > b->text.s.n || !block_kind_is_translated(b->kind))
            fail_msg("seed %llu: segment %zu", (unsigned long long)seed, i);
        assert_false(str_is_space(b->text.s.p[s->start]));
        assert_false(str_is_space(b->text.s.p[s->end - 1]));
        assert_int_equal(s->origin, ORIGIN_PERSON);
        assert_int_equal(s->state, SEGMENT_CURRENT);
        struct text piece =
            text_slice((struct arena *)(uintptr_t)&c->a, &b->text, s->start, s->end);
        assert_true(s->source_hash == segment_hash(&piece));
        if (i == 0) continue;
        const struct segment *before = s - 1;
        assert_true(before->block < s->block ||
                    (before->block == s->block && before->end <= s->start));
    }
}

static void segments_of_any_document_are_in_order(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct cut c;
        struct random r = {seed};
        open_cut(&c);
        c.d = random_document(&c.a, &r);
        segmentation_make(c.segmenter, &c.a, &c.d, &c.segment, &c.n);
        check(&c, seed);
        close_cut(&c);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_and_topics_are_whole_and_texts_are_sentences),
        cmocka_unit_test(of_a_credit_only_the_word_before_the_name_is_translated),
        cmocka_unit_test(a_segments_hash_tells_text_and_marks),
        cmocka_unit_test(segments_of_any_document_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
