#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/search_query.h"
#include "story/search_snippet.h"

/* Terms in brackets, with '-' before and '*' behind. */
static struct str terms_of(struct arena *a, const char *typed, bool growing) {
    struct search_query q = search_query_parse(a, str_of(typed), growing);
    struct str all = STR("");
    for (size_t i = 0; i < q.n_terms; i++)
        all = arena_printf(a, "%.*s%s[%.*s]%s", (int)all.n, all.p, q.term[i].without ? "-" : "",
                           (int)q.term[i].text.n, q.term[i].text.p, q.term[i].prefix ? "*" : "");
    return all;
}

static void check(const char *typed, bool growing, const char *expected) {
    struct arena a;
    arena_init(&a);
    struct str is = terms_of(&a, typed, growing);
    if (!str_eq(is, str_of(expected))) fail_msg("%s: %.*s", typed, (int)is.n, is.p);
    arena_release(&a);
}

static void words_phrases_beginnings_and_exclusions_are_understood(void **state) {
    (void)state;
    check("etxe berria", false, "[etxe][berria]");
    check("\"eta ez\" bilbo", false, "[eta ez][bilbo]");
    check("«eta ez» “bai”", false, "[eta ez][bai]");
    check("etx* -hiri", false, "[etx*]*-[hiri]");
    check("-\"hiri handi\" etxe", false, "-[hiri handi][etxe]");
    check("muga-zergak", false, "[muga-zergak]");
}

static void everything_else_is_just_words(void **state) {
    (void)state;
    check("", false, "");
    check(" \t\"\" - -- * \"", false, "");
    check("\"eta ez", false, "[eta ez]");
    check("-hiri -mendi", false, "[hiri][mendi]");
    check("NEAR(a b) AND ^x OR {c}: *", false, "[NEAR(a][b)][AND][^x][OR][{c}:]");
    check("a\"b c\"d", false, "[a][b c][d]");
}

static void the_word_being_typed_is_a_beginning(void **state) {
    (void)state;
    check("etxe ber", true, "[etxe][ber]*");
    check("etxe ", true, "[etxe]");
    check("\"etxe ber\"", true, "[etxe ber]");
    check("etxe -ber", true, "[etxe]-[ber]");
}

static void what_is_typed_has_ceilings(void **state) {
    (void)state;
    struct arena a;
    char typed[4001];
    arena_init(&a);
    for (int i = 0; i < 2000; i++) memcpy(typed + 2 * i, "a ", 2);
    struct search_query q = search_query_parse(&a, (struct str){typed, 4000}, false);
    assert_int_equal(q.n_terms, SEARCH_QUERY_MAX_TERMS);
    assert_true(q.text.n <= SEARCH_QUERY_MAX_BYTES);
    arena_release(&a);
}

static struct str marked(struct arena *a, const char *typed, const char *text) {
    struct search_marks marks;
    struct search_query q = search_query_parse(a, str_of(typed), false);
    struct search_stemmer *stemmer = search_stemmer_open(STR("eu"));
    search_snippet_marks(&q, stemmer, &marks);
    struct str html = search_snippet_text(a, &marks, str_of(text)).s;
    search_stemmer_close(stemmer);
    return html;
}

static void found_words_are_marked_as_they_are_written(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    assert_true(str_eq(marked(&a, "etxea", "Bi Etxeetan & <b>"),
                       STR("Bi <mark>Etxeetan</mark> &amp; &lt;b&gt;")));
    assert_true(str_eq(marked(&a, "-bi etx*", "bi etxalde"), STR("bi <mark>etxalde</mark>")));
    assert_true(str_eq(marked(&a, "\"><script>", "<script>"), STR("&lt;<mark>script</mark>&gt;")));
    arena_release(&a);
}

static struct str snippet(struct arena *a, const char *typed, struct block *block, size_t n) {
    struct search_marks marks;
    struct document d = {block, n};
    struct search_query q = search_query_parse(a, str_of(typed), false);
    struct search_stemmer *stemmer = search_stemmer_open(STR("eu"));
    search_snippet_marks(&q, stemmer, &marks);
    struct str html = search_snippet_make(a, &marks, &d).s;
    search_stemmer_close(stemmer);
    return html;
}

static void a_snippet_shows_where_the_most_words_are(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str filler = STR("");
    for (int i = 0; i < 60; i++)
        filler = arena_printf(&a, "%.*s hitza%d", (int)filler.n, filler.p, i);
    struct str far = arena_printf(&a, "Etxe bat. %.*s etxea eta zubia hemen. %.*s", (int)filler.n,
                                  filler.p, (int)filler.n, filler.p);
    struct block block[] = {{.kind = BLOCK_HEADLINE, .text.s = STR("zubia")},
                            {.kind = BLOCK_LEAD, .text.s = STR("Sarrera bat.")},
                            {.kind = BLOCK_PARAGRAPH, .text.s = far}};
    struct str html = snippet(&a, "etxe zubi", block, 3);
    assert_true(str_search(html, STR("<mark>etxea</mark> eta <mark>zubia</mark> hemen")) < html.n);
    assert_true(str_starts(html, STR("… ")) && str_ends(html, STR(" …")));
    assert_true(html.n < 300);
    assert_true(str_eq(snippet(&a, "besterik", block, 3), STR("Sarrera bat.")));
    assert_int_equal(snippet(&a, "zubia", block, 1).n, 0);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_phrases_beginnings_and_exclusions_are_understood),
        cmocka_unit_test(everything_else_is_just_words),
        cmocka_unit_test(the_word_being_typed_is_a_beginning),
        cmocka_unit_test(what_is_typed_has_ceilings),
        cmocka_unit_test(found_words_are_marked_as_they_are_written),
        cmocka_unit_test(a_snippet_shows_where_the_most_words_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
