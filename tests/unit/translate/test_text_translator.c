#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "translate/text_translator.h"
#include "unit/translate/fake_engine.h"
#include "unit/translate/random_text.h"

static const struct engine_direction directions[] = {
    {STR("eu"), STR("es"), STR("fake"), STR("eu-es"), STR("1")},
    {STR("es"), STR("en"), STR("fake"), STR("es-en"), STR("1")},
};

/* An engine, a cache and a route of one or two hops through it. */
struct bench {
    struct fake_engine fake;
    struct hop_cache *cache;
    struct route route;
    struct arena a;
};

typedef void (*answer_function)(struct arena *, struct str, struct engine_output *);

static void open_bench(struct bench *b, answer_function answer, size_t n_hops) {
    struct err e;
    memset(b, 0, sizeof *b);
    fake_init(&b->fake, directions, 2, answer);
    assert_int_equal(hop_cache_open(1 << 20, &b->cache, &e), 0);
    b->route.n_hops = n_hops;
    for (size_t i = 0; i < ROUTE_MAX_HOPS; i++)
        b->route.hop[i] = (struct route_hop){&b->fake.engine, &directions[i]};
}

static void close_bench(struct bench *b) {
    hop_cache_close(b->cache);
    arena_release(&b->a);
}

static struct translated_text translate(struct bench *b, const struct text *source) {
    struct translated_text t;
    struct err e;
    if (text_translate(b->cache, &b->a, &b->route, source, 1, &t, &e)) fail_msg("%s", e.text);
    return t;
}

static struct mark mark_on(const char *source, const char *words, enum mark_kind kind) {
    const char *at = strstr(source, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - source);
    struct str value = kind == MARK_LINK ? STR("https://a.eus/") : STR("");
    if (kind == MARK_LANGUAGE) value = STR("fr");
    return (struct mark){kind, start, start + (uint32_t)strlen(words), value, STR("")};
}

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void assert_on(const struct text *t, size_t i, const char *words) {
    assert_true(i < t->n_marks);
    assert_str(str_slice(t->s, t->mark[i].start, t->mark[i].end), words);
}

static void marks_code_and_foreign_words_arrive_on_their_words(void **state) {
    (void)state;
    for (size_t hops = 1; hops <= 2; hops++) {
        struct bench b;
        open_bench(&b, fake_reverse, hops);
        const char *source = "irakurri le monde entier eta idatzi make run berehala xandu";
        struct mark m[] = {mark_on(source, "irakurri", MARK_LINK),
                           mark_on(source, "le monde entier", MARK_LANGUAGE),
                           mark_on(source, "idatzi make run", MARK_STRONG),
                           mark_on(source, "make run", MARK_CODE)};
        struct translated_text t = translate(&b, &(struct text){str_of(source), m, 4});
        assert_false(t.held);
        assert_str(t.text.s, hops == 1
                                 ? "xandu berehala make run idatzi eta le monde entier irakurri"
                                 : source);
        assert_int_equal(t.text.n_marks, 4);
        assert_int_equal(t.n_words, 7);
        assert_int_equal(t.n_unknown, 1);
        static const size_t place[2][4] = {{3, 2, 0, 1}, {0, 1, 2, 3}};
        assert_on(&t.text, place[hops - 1][0], "irakurri");
        assert_on(&t.text, place[hops - 1][1], "le monde entier");
        assert_on(&t.text, place[hops - 1][2], hops == 1 ? "make run idatzi" : "idatzi make run");
        assert_on(&t.text, place[hops - 1][3], "make run");
        close_bench(&b);
    }
}

static void a_mark_within_foreign_words_stays_on_its_own(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 2);
    const char *source = "bat le monde entier bi";
    struct mark m[] = {mark_on(source, "le monde entier", MARK_LANGUAGE),
                       mark_on(source, "monde", MARK_LINK)};
    struct translated_text t = translate(&b, &(struct text){str_of(source), m, 2});
    assert_str(t.text.s, source);
    assert_on(&t.text, 0, "le monde entier");
    assert_on(&t.text, 1, "monde");
    close_bench(&b);
}

/* Says what it is told, and where one word only came from: not the made-up one. */
static void answer_with_one_link(struct arena *a, struct str text, struct engine_output *ret) {
    ret->text = text;
    ret->link = arena_array(a, 1, sizeof *ret->link);
    ret->link[0] = (struct engine_link){0, 3, 0, 3};
    ret->n_links = 1;
}

static void code_stays_on_its_words_even_when_the_engine_does_not_link_them(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, answer_with_one_link, 1);
    const char *source = "bat bi make run lau";
    struct mark m = mark_on(source, "make run", MARK_CODE);
    struct translated_text t = translate(&b, &(struct text){str_of(source), &m, 1});
    assert_on(&t.text, 0, "make run");
    close_bench(&b);
}

static void line_breaks_come_back_and_the_engine_never_sees_one(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 2);
    struct text source = {STR("bat bi\nhiru\nlau bost"), NULL, 0};
    struct translated_text t = translate(&b, &source);
    assert_str(t.text.s, "bat bi\nhiru\nlau bost");
    for (size_t i = 0; i < b.fake.segments; i++)
        assert_int_equal(str_find(b.fake.asked[i], '\n'), b.fake.asked[i].n);
    close_bench(&b);
}

static void line_breaks_within_foreign_words_stay_where_they_are(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 1);
    const char *source = "bat le\nmonde entier\nbi hiru";
    struct mark m = mark_on(source, "le\nmonde entier", MARK_LANGUAGE);
    struct translated_text t = translate(&b, &(struct text){str_of(source), &m, 1});
    assert_str(t.text.s, "hiru\nbi le\nmonde entier bat");
    assert_on(&t.text, 0, "le\nmonde entier");
    close_bench(&b);
}

static void the_words_of_the_first_hop_are_counted(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 2);
    struct translated_text t = translate(&b, &(struct text){STR("xa bat xu"), NULL, 0});
    assert_int_equal(t.n_words, 3);
    assert_int_equal(t.n_unknown, 2);
    close_bench(&b);
}

static void an_engine_that_does_not_answer_is_an_error_and_its_own_words_are_kept(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 1);
    b.fake.fail_calls = 1;
    struct text source = {STR("bat"), NULL, 0};
    struct translated_text t;
    struct err e;
    assert_int_equal(text_translate(b.cache, &b.a, &b.route, &source, 1, &t, &e), E_ENGINE);
    assert_string_equal(e.text, "the engine is asleep");
    close_bench(&b);
}

/* What it says depends on the text it is asked about. */
static void answer_badly(struct arena *a, struct str text, struct engine_output *ret) {
    if (str_eq(text, STR("hutsik")))
        ret->text = STR("");
    else if (str_eq(text, STR("apurtuta")))
        ret->text = STR("\xFF\xFE");
    else if (str_eq(text, STR("ezin")))
        ret->failed = true;
    else if (str_starts(text, STR("galdu ")))
        ret->text = STR("perdido");
    else if (str_starts(text, STR("konbinatu ")))
        ret->text = STR("eXqzvaaa");
    else
        fake_reverse(a, text, ret);
}

static void one_bad_answer_holds_its_segment_and_no_other(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, answer_badly, 1);
    const char *lost = "galdu code", *combining = "konbinatu \u0301";
    struct mark code = mark_on(lost, "code", MARK_CODE);
    struct mark accent = mark_on(combining, "\u0301", MARK_CODE);
    const struct text source[] = {{STR("bat bi"), NULL, 0},   {STR("hutsik"), NULL, 0},
                                  {STR("apurtuta"), NULL, 0}, {STR("ezin"), NULL, 0},
                                  {str_of(lost), &code, 1},   {str_of(combining), &accent, 1},
                                  {STR("hiru lau"), NULL, 0}};
    struct translated_text t[7];
    struct err e;
    assert_int_equal(text_translate(b.cache, &b.a, &b.route, source, 7, t, &e), 0);
    assert_str(t[0].text.s, "bi bat");
    assert_str(t[6].text.s, "lau hiru");
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(t[i].held, i != 0 && i != 6);
        if (t[i].held) assert_true(t[i].text.s.n == 0 && t[i].text.n_marks == 0);
    }
    close_bench(&b);
}

static void answer_ten_times(struct arena *a, struct str text, struct engine_output *ret) {
    char *bytes = arena_alloc(a, text.n * 10 + 1);
    for (size_t i = 0; i < 10; i++) memcpy(bytes + i * text.n, text.p, text.n);
    ret->text = (struct str){bytes, text.n * 10};
}

static void no_hop_is_given_more_than_an_engine_takes(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, answer_ten_times, 2);
    char *bytes = arena_alloc(&b.a, ENGINE_MAX_SEGMENT + 1);
    memset(bytes, 'a', ENGINE_MAX_SEGMENT + 1);
    const struct text source[] = {{{bytes, ENGINE_MAX_SEGMENT + 1}, NULL, 0},
                                  {{bytes, ENGINE_MAX_SEGMENT / 5}, NULL, 0},
                                  {STR("bat"), NULL, 0}};
    struct translated_text t[3];
    struct err e;
    assert_int_equal(text_translate(b.cache, &b.a, &b.route, source, 3, t, &e), 0);
    assert_true(t[0].held);
    assert_true(t[1].held);
    assert_false(t[2].held);
    assert_int_equal(t[2].text.s.n, 300);
    assert_int_equal(b.fake.segments, 2 + 1);
    for (size_t i = 0; i < b.fake.segments; i++)
        assert_true(b.fake.asked[i].n <= ENGINE_MAX_SEGMENT);
    close_bench(&b);
}

static void a_story_of_many_segments_is_asked_in_batches(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b, fake_reverse, 1);
    enum { N = ENGINE_MAX_BATCH * 2 + 5 };
    struct text *source = arena_array(&b.a, N, sizeof *source);
    struct translated_text *t = arena_array(&b.a, N, sizeof *t);
    struct err e;
    for (size_t i = 0; i < N; i++) source[i].s = arena_printf(&b.a, "bat %zu", i);
    assert_int_equal(text_translate(b.cache, &b.a, &b.route, source, N, t, &e), 0);
    assert_int_equal(b.fake.segments, N);
    assert_true(b.fake.largest_batch <= ENGINE_MAX_BATCH);
    assert_str(t[0].text.s, "0 bat");
    assert_str(t[N - 1].text.s, "40004 bat");
    close_bench(&b);
}

static bool same_mark(const struct mark *a, const struct mark *b) {
    return a->kind == b->kind && str_eq(a->value, b->value) && str_eq(a->title, b->title);
}

static size_t how_often(const struct text *t, const struct mark *m) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_marks; i++) n += same_mark(&t->mark[i], m);
    return n;
}

static size_t count(struct str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static void assert_is_document(const struct text *t, uint64_t seed) {
    struct err e;
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = *t};
    if (document_check(&(struct document){&block, 1}, &e))
        fail_msg("seed %llu: %s", (unsigned long long)seed, e.text);
}

static void assert_nothing_lost(const struct text *source, const struct translated_text *t,
                                uint64_t seed) {
    if (t->held) {
        assert_true(t->text.s.n == 0 && t->text.n_marks == 0);
        return;
    }
    assert_is_document(&t->text, seed);
    assert_int_equal(t->text.n_marks, source->n_marks);
    for (size_t i = 0; i < source->n_marks; i++)
        assert_int_equal(how_often(&t->text, &source->mark[i]),
                         how_often(source, &source->mark[i]));
    assert_int_equal(count(t->text.s, '\n'), count(source->s, '\n'));
}

static size_t run_generator(answer_function answer, size_t n_hops, uint64_t n_runs) {
    struct bench b;
    open_bench(&b, answer, n_hops);
    struct generator g;
    size_t held = 0;
    for (uint64_t seed = 1; seed <= n_runs; seed++) {
        struct text source = random_text(&g, seed);
        assert_is_document(&source, seed);
        struct translated_text t = translate(&b, &source);
        assert_nothing_lost(&source, &t, seed);
        held += t.held;
        arena_reset(&b.a);
    }
    close_bench(&b);
    return held;
}

static void marks_are_never_lost_with_an_engine_that_works(void **state) {
    (void)state;
    assert_true(run_generator(fake_reverse, 1, 6000) < 100);
    assert_true(run_generator(fake_reverse, 2, 6000) < 100);
}

/* Drops, doubles, glues and spoils words; links point anywhere. Depends on the text alone. */
static void answer_wildly(struct arena *a, struct str text, struct engine_output *ret) {
    struct generator g = {.seed = text.n * 31 + (text.n ? (unsigned char)text.p[text.n / 2] : 0)};
    char *bytes = arena_alloc(a, text.n * 4 + 200);
    size_t n = 0;
    struct str rest = text;
    while (rest.p) {
        static const char *const odd[] = {"",       " ",    "  ", "\n",    "\u00ad",
                                          "\u0301", "\xFF", "X",  "\u00a0"};
        struct str word = str_cut(&rest, ' ');
        for (uint32_t k = random_below(&g, 12) ? 1 : random_below(&g, 3); k > 0; k--) {
            if (word.n) memcpy(bytes + n, word.p, word.n);
            n += word.n;
        }
        const char *more = random_below(&g, 8) ? " " : odd[random_below(&g, 9)];
        memcpy(bytes + n, more, strlen(more));
        n += strlen(more);
    }
    struct engine_link *link = arena_array(a, 20, sizeof *link);
    for (size_t i = 0; i < 20; i++) {
        uint32_t wide = random_below(&g, 10) ? (uint32_t)n + 3 : UINT32_MAX;
        link[i] = (struct engine_link){random_below(&g, wide), random_below(&g, wide),
                                       random_below(&g, wide), random_below(&g, wide)};
    }
    *ret = (struct engine_output){.text = {bytes, n}, .link = link, .n_links = 20};
}

static void marks_are_never_lost_with_an_engine_that_does_not(void **state) {
    (void)state;
    assert_true(run_generator(answer_wildly, 1, 6000) < 6000);
    assert_true(run_generator(answer_wildly, 2, 6000) < 6000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_code_and_foreign_words_arrive_on_their_words),
        cmocka_unit_test(a_mark_within_foreign_words_stays_on_its_own),
        cmocka_unit_test(code_stays_on_its_words_even_when_the_engine_does_not_link_them),
        cmocka_unit_test(line_breaks_come_back_and_the_engine_never_sees_one),
        cmocka_unit_test(line_breaks_within_foreign_words_stay_where_they_are),
        cmocka_unit_test(the_words_of_the_first_hop_are_counted),
        cmocka_unit_test(an_engine_that_does_not_answer_is_an_error_and_its_own_words_are_kept),
        cmocka_unit_test(one_bad_answer_holds_its_segment_and_no_other),
        cmocka_unit_test(no_hop_is_given_more_than_an_engine_takes),
        cmocka_unit_test(a_story_of_many_segments_is_asked_in_batches),
        cmocka_unit_test(marks_are_never_lost_with_an_engine_that_works),
        cmocka_unit_test(marks_are_never_lost_with_an_engine_that_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
