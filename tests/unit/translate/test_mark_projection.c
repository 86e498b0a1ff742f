#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "translate/mark_projection.h"
#include "translate/word.h"

/* Links word i of the source with word order[i] of the target; order[i] < 0: none. */
static struct link_list align(struct arena *a, const char *source, const char *target,
                              const int *order) {
    size_t n, m;
    struct word *from = word_list(a, str_of(source), &n);
    struct word *to = word_list(a, str_of(target), &m);
    struct link_list links = {arena_array(a, n, sizeof *links.link), 0};
    for (size_t i = 0; i < n; i++)
        if (order[i] >= 0 && (size_t)order[i] < m)
            links.link[links.n++] = (struct engine_link){from[i].start, from[i].end,
                                                         to[order[i]].start, to[order[i]].end};
    link_sort(links);
    return links;
}

static struct mark mark_on(const char *source, const char *words, enum mark_kind kind) {
    const char *at = strstr(source, words);
    assert_non_null(at);
    return (struct mark){kind, (uint32_t)(at - source),
                         (uint32_t)(at - source + (long)strlen(words)), STR(""), STR("")};
}

static void assert_on(const struct text *t, size_t i, const char *words) {
    struct str s = str_slice(t->s, t->mark[i].start, t->mark[i].end);
    char got[200];
    snprintf(got, sizeof got, "%.*s", (int)s.n, s.p);
    assert_string_equal(got, words);
}

static void a_mark_follows_its_words_to_another_place(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "liburua eman dio", *target = "le ha dado el libro";
    struct mark m = mark_on(source, "liburua", MARK_LINK);
    struct text s = {str_of(source), &m, 1}, t;
    assert_true(mark_project(&a, &s, str_of(target),
                             align(&a, source, target, (const int[]){4, 2, 0}), &t));
    assert_int_equal(t.n_marks, 1);
    assert_on(&t, 0, "libro");
    arena_release(&a);
}

static void words_the_engine_put_in_between_belong_to_the_mark(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "etxe zuri handia", *target = "la casa de color blanca grande";
    struct mark m = mark_on(source, "etxe zuri", MARK_STRONG);
    struct text s = {str_of(source), &m, 1}, t;
    assert_true(mark_project(&a, &s, str_of(target),
                             align(&a, source, target, (const int[]){1, 4, 5}), &t));
    assert_on(&t, 0, "casa de color blanca");
    arena_release(&a);
}

static void a_mark_whose_words_are_gone_goes_to_the_nearest(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "bat bi hiru lau", *target = "uno dos cuatro";
    struct mark m = mark_on(source, "hiru", MARK_EMPHASIS);
    struct text s = {str_of(source), &m, 1}, t;
    assert_true(mark_project(&a, &s, str_of(target),
                             align(&a, source, target, (const int[]){0, 1, -1, 2}), &t));
    assert_int_equal(t.n_marks, 1);
    assert_on(&t, 0, "dos");
    arena_release(&a);
}

static void a_mark_on_the_whole_text_stays_on_the_whole_text(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "Kaixo, mundua!", *target = "¡Hola, mundo!";
    struct mark m = mark_on(source, source, MARK_EMPHASIS);
    struct text s = {str_of(source), &m, 1}, t;
    assert_true(mark_project(&a, &s, str_of(target), (struct link_list){NULL, 0}, &t));
    assert_on(&t, 0, target);
    arena_release(&a);
}

static void quotation_marks_within_a_mark_stay_within_it(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "esan zuen: «ez dakit».", *target = "dijo: «no sé».";
    struct mark m = mark_on(source, "«ez dakit»", MARK_EMPHASIS);
    struct text s = {str_of(source), &m, 1}, t;
    assert_true(mark_project(&a, &s, str_of(target),
                             align(&a, source, target, (const int[]){0, 0, 1, 2}), &t));
    assert_on(&t, 0, "«no sé»");
    arena_release(&a);
}

static void two_links_on_one_word_have_no_place(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "etxe zuria", *target = "casablanca";
    struct mark m[] = {mark_on(source, "etxe", MARK_LINK), mark_on(source, "zuria", MARK_LINK)};
    struct text s = {str_of(source), m, 2}, t;
    assert_false(
        mark_project(&a, &s, str_of(target), align(&a, source, target, (const int[]){0, 0}), &t));
    arena_release(&a);
}

/* Random texts of made-up words with random well-nested marks and random alignments. */
struct generator {
    unsigned seed;
};

static unsigned next(struct generator *g, unsigned below) {
    g->seed = g->seed * 1103515245U + 12345U;
    return (g->seed >> 16) % below;
}

static struct str random_words(struct arena *a, struct generator *g, unsigned n) {
    static const char *const word[] = {"etxe", "ñu", "«bai»", "été,", "a", "50%", "(lau)", "—"};
    struct str s = STR("");
    for (unsigned i = 0; i < n; i++)
        s = arena_printf(a, "%.*s%s%s", (int)s.n, s.p, i ? " " : "", word[next(g, 8)]);
    return s;
}

static size_t random_marks(struct generator *g, struct str s, struct word *w, size_t n,
                           struct mark *mark) {
    size_t marks = 0;
    (void)s;
    for (size_t i = 0; i < n && marks < 6; i += 1 + next(g, 3)) {
        size_t last = i + next(g, (unsigned)(n - i));
        mark[marks++] =
            (struct mark){(enum mark_kind)next(g, 3), w[i].start, w[last].end, STR(""), STR("")};
        if (last > i && next(g, 2)) {
            size_t inner = i + next(g, (unsigned)(last - i + 1));
            mark[marks++] = (struct mark){(enum mark_kind)next(g, 3), w[i].start, w[inner].end,
                                          STR(""), STR("")};
        }
        i = last;
    }
    return marks;
}

static bool well_nested(const struct text *t) {
    for (size_t i = 0; i < t->n_marks; i++) {
        const struct mark *m = &t->mark[i];
        if (m->start >= m->end || m->end > t->s.n) return false;
        for (size_t j = 0; j < i; j++) {
            const struct mark *o = &t->mark[j];
            bool apart = o->end <= m->start || m->end <= o->start;
            bool holds = o->start <= m->start && m->end <= o->end;
            if ((!apart && !holds) || o->start > m->start) return false;
        }
    }
    return true;
}

static void marks_are_never_lost_doubled_or_crossed(void **state) {
    (void)state;
    struct generator g = {20261123};
    unsigned placed = 0;
    for (unsigned round = 0; round < 4000; round++) {
        struct arena a;
        arena_init(&a);
        struct str source = random_words(&a, &g, 1 + next(&g, 12));
        struct str target = random_words(&a, &g, 1 + next(&g, 12));
        size_t n, m;
        struct word *w = word_list(&a, source, &n);
        word_list(&a, target, &m);
        int order[16];
        for (size_t i = 0; i < n; i++) order[i] = (int)next(&g, (unsigned)m + 2) - 1;
        struct mark mark[16];
        struct text s = {source, mark, n ? random_marks(&g, source, w, n, mark) : 0}, t;
        struct link_list links = align(&a, arena_cstr(&a, source), arena_cstr(&a, target), order);
        if (mark_project(&a, &s, target, links, &t)) {
            assert_int_equal(t.n_marks, s.n_marks);
            assert_true(well_nested(&t));
            int kinds[3] = {0};
            for (size_t i = 0; i < s.n_marks; i++) kinds[s.mark[i].kind]++, kinds[t.mark[i].kind]--;
            assert_true(kinds[0] == 0 && kinds[1] == 0 && kinds[2] == 0);
            placed++;
        }
        arena_release(&a);
    }
    assert_true(placed > 2500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_follows_its_words_to_another_place),
        cmocka_unit_test(words_the_engine_put_in_between_belong_to_the_mark),
        cmocka_unit_test(a_mark_whose_words_are_gone_goes_to_the_nearest),
        cmocka_unit_test(a_mark_on_the_whole_text_stays_on_the_whole_text),
        cmocka_unit_test(quotation_marks_within_a_mark_stay_within_it),
        cmocka_unit_test(two_links_on_one_word_have_no_place),
        cmocka_unit_test(marks_are_never_lost_doubled_or_crossed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
