/* The glossary: what is found where, and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "translate/term_glossary.h"

static struct term_rendering spanish(const char *text) {
    return (struct term_rendering){.language = STR("es"), .text = str_of(text)};
}

static struct term_glossary *make(struct arena *a, const struct term *term, size_t n) {
    struct term_glossary *g = NULL;
    struct err e;
    if (term_glossary_make(a, term, n, 7, &g, &e) != 0) fail_msg("%s", e.text);
    return g;
}

static void expect(const struct term_glossary *g, const char *text, const char *section,
                   const char *const *found, size_t n_found) {
    struct arena a;
    size_t n;
    arena_init(&a);
    struct str s = str_of(text);
    const struct term_match *m = term_glossary_find(g, &a, s, STR("eu"), str_of(section), &n);
    if (n != n_found) fail_msg("%s: %zu", text, n);
    for (size_t i = 0; i < n; i++) {
        struct str piece = str_slice(s, m[i].start, m[i].end);
        if (!str_eq(piece, str_of(found[i]))) fail_msg("%s: %.*s", text, (int)piece.n, piece.p);
        assert_true(i == 0 || m[i - 1].end <= m[i].start);
    }
    arena_release(&a);
}

#define FINDS(g, text, ...)                                                                        \
    expect(g, text, "", (const char *const[]){__VA_ARGS__},                                        \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static struct term terms[] = {
    {.language = {"eu", 2}, .text = {"muga-zerga", 10}, .kind = TERM_NOUN, .any_case = true},
    {.language = {"eu", 2}, .text = {"zerga", 5}, .kind = TERM_NOUN, .any_case = true},
    {.language = {"eu", 2}, .text = {"Mosku", 5}, .kind = TERM_PLACE},
    {.language = {"eu", 2}, .text = {"Eusko Jaurlaritza", 17}, .kind = TERM_ORGANISATION},
    {.language = {"eu", 2}, .text = {"Jaurlaritza", 11}, .kind = TERM_ORGANISATION},
    {.language = {"eu", 2}, .text = {"EAJ", 3}, .kind = TERM_ORGANISATION},
};

static void terms_are_found_with_their_endings(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct term_glossary *g = make(&a, terms, sizeof terms / sizeof *terms);
    assert_int_equal(term_glossary_version(g), 7);
    FINDS(g, "Muga-zergak igo dira.", "Muga-zergak");
    FINDS(g, "Muga-zergen eta zergen aurka.", "Muga-zergen", "zergen");
    FINDS(g, "Moskutik Moskura, Moskuraino!", "Moskutik", "Moskura", "Moskuraino");
    FINDS(g, "Eusko Jaurlaritzaren eta Jaurlaritzak", "Eusko Jaurlaritzaren", "Jaurlaritzak");
    FINDS(g, "EAJ-k eta EAJren", "EAJ-k", "EAJren");
    expect(g, "moskun, Moskito, Zergatik, muga zerga", "",
           (const char *const[]){"Zergatik", "zerga"}, 2);
    expect(g, "", "", NULL, 0);
    arena_release(&a);
}

static void the_sections_term_comes_first(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct term_rendering one = spanish("arancel"), two = spanish("peaje");
    struct term list[] = {terms[0], terms[0]};
    list[0].rendering = &one;
    list[1].rendering = &two;
    list[0].n_renderings = list[1].n_renderings = 1;
    list[1].section = STR("ekonomia");
    struct term_glossary *g = make(&a, list, 2);
    for (int i = 0; i < 2; i++) {
        size_t n;
        struct str section = i ? STR("ekonomia") : STR("kirola");
        const struct term_match *m =
            term_glossary_find(g, &a, STR("muga-zergak"), STR("eu"), section, &n);
        assert_int_equal(n, 1);
        const struct term_rendering *r = term_glossary_rendering(m->term, STR("es-AR"));
        assert_non_null(r);
        assert_true(str_eq(r->text, i ? STR("peaje") : STR("arancel")));
    }
    arena_release(&a);
}

static void a_glossary_that_contradicts_itself_is_refused(void **state) {
    (void)state;
    struct arena a;
    struct err e;
    struct term_glossary *g;
    arena_init(&a);
    struct term twice[] = {terms[2], terms[2]};
    assert_int_equal(term_glossary_make(&a, twice, 2, 1, &g, &e), E_CONFLICT);
    assert_non_null(strstr(e.text, "Mosku"));
    struct term_rendering r = spanish("Moscú");
    struct term kept = terms[2];
    kept.keep = true;
    kept.rendering = &r;
    kept.n_renderings = 1;
    assert_int_equal(term_glossary_make(&a, &kept, 1, 1, &g, &e), E_CONFLICT);
    struct term empty = {.language = STR("eu"), .text = STR(" ")};
    assert_int_equal(term_glossary_make(&a, &empty, 1, 1, &g, &e), E_INVALID);
    arena_release(&a);
}

static void terms_that_are_one_word_are_refused(void **state) {
    (void)state;
    struct arena a;
    struct err e;
    struct term_glossary *g;
    arena_init(&a);
    struct term two[] = {terms[1], terms[1]};
    two[1].text = STR("Zerga");
    assert_int_equal(term_glossary_make(&a, two, 2, 1, &g, &e), E_CONFLICT);
    assert_non_null(strstr(e.text, "the same term"));
    two[1].any_case = false; /* found with its capital only: "Zerga" the town */
    assert_int_equal(term_glossary_make(&a, two, 2, 1, &g, &e), 0);
    struct term_rendering own = {.language = STR("eu"), .text = STR("tasa")};
    two[0].rendering = &own;
    two[0].n_renderings = 1;
    assert_int_equal(term_glossary_make(&a, two, 1, 1, &g, &e), E_CONFLICT);
    assert_non_null(strstr(e.text, "its own language"));
    arena_release(&a);
}

static bool touches(const struct term_glossary *g, const char *text, const char *section,
                    int64_t version, const char *was) {
    struct arena a;
    arena_init(&a);
    const struct term_since since = {version, str_of(was)};
    bool found = term_glossary_touches(g, &a, str_of(text), STR("eu"), str_of(section), &since);
    arena_release(&a);
    return found;
}

static void a_change_touches_just_its_own_words(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct term list[] = {terms[0], terms[1], terms[2], terms[3]};
    for (size_t i = 0; i < 4; i++) list[i].version = 3;
    list[1].version = 5;
    list[3].section = STR("politika");
    struct term_glossary *g = make(&a, list, 4);
    assert_true(touches(g, "Zergak igo dira", "", 4, ""));
    assert_false(touches(g, "Zergak igo dira", "", 5, ""));
    assert_false(touches(g, "Muga-zergak eta Mosku", "", 3, ""));
    assert_true(touches(g, "Moskutik", "", 2, ""));
    assert_false(touches(g, "Moskito", "", -1, ""));
    assert_false(touches(g, "Eusko Jaurlaritzak", "", -1, ""));
    assert_true(touches(g, "Eusko Jaurlaritzak", "politika", 2, "politika"));
    assert_false(touches(g, "Eusko Jaurlaritzak", "politika", 3, "politika"));
    /* the story has moved, in or out */
    assert_true(touches(g, "Eusko Jaurlaritzak", "politika", 3, "kirola"));
    assert_true(touches(g, "Eusko Jaurlaritzak", "kirola", 3, "politika"));
    assert_false(touches(g, "Mosku", "kirola", 3, "politika"));
    arena_release(&a);
}

static void a_term_that_is_gone_touches_but_no_longer_binds(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct term list[] = {terms[2], terms[2]};
    list[0].version = list[1].version = 4;
    list[0].is_gone = true; /* it was a noun, found in any capitals */
    list[0].kind = TERM_NOUN;
    list[0].any_case = true;
    struct term_glossary *g = make(&a, list, 2);
    FINDS(g, "Moskutik", "Moskutik");
    expect(g, "moskuaren", "", NULL, 0);
    assert_true(touches(g, "moskuaren", "", 3, ""));
    assert_false(touches(g, "moskuaren", "", 4, ""));
    g = make(&a, list, 1);
    expect(g, "Mosku", "", NULL, 0);
    assert_true(touches(g, "Mosku", "", 3, ""));
    arena_release(&a);
}

static void a_circle_is_refused(void **state) {
    (void)state;
    struct arena a;
    struct err e;
    struct term_glossary *g;
    arena_init(&a);
    struct term_rendering there = spanish("arancel"),
                          back = {.language = STR("eu"), .text = STR("tarifa")};
    struct term circle[] = {terms[0], {.language = STR("es"), .text = STR("arancel")}};
    circle[0].rendering = &there;
    circle[1].rendering = &back;
    circle[0].n_renderings = circle[1].n_renderings = 1;
    assert_int_equal(term_glossary_make(&a, circle, 2, 1, &g, &e), E_CONFLICT);
    assert_non_null(strstr(e.text, "circle"));
    back.text = STR("muga-zerga");
    assert_int_equal(term_glossary_make(&a, circle, 2, 1, &g, &e), 0);
    arena_release(&a);
}

static void a_hundred_thousand_terms_are_as_quick_as_ten(void **state) {
    (void)state;
    enum { N = 100000 };
    struct arena a;
    arena_init(&a);
    struct term *list = arena_array(&a, N, sizeof *list);
    for (int i = 0; i < N; i++)
        list[i] = (struct term){.language = STR("eu"),
                                .text = arena_printf(&a, "Izena%d Zarra", i),
                                .kind = TERM_PERSON};
    size_t before = a.used;
    struct term_glossary *g = make(&a, list, N);
    assert_true(a.used - before < (size_t)N * 500); /* bytes of memory for each */
    FINDS(g, "Atzo Izena77777 Zarrarekin eta Izena5 Zarra", "Izena77777 Zarrarekin",
          "Izena5 Zarra");
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_found_with_their_endings),
        cmocka_unit_test(the_sections_term_comes_first),
        cmocka_unit_test(a_glossary_that_contradicts_itself_is_refused),
        cmocka_unit_test(terms_that_are_one_word_are_refused),
        cmocka_unit_test(a_change_touches_just_its_own_words),
        cmocka_unit_test(a_term_that_is_gone_touches_but_no_longer_binds),
        cmocka_unit_test(a_circle_is_refused),
        cmocka_unit_test(a_hundred_thousand_terms_are_as_quick_as_ten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
