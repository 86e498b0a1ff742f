#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document.h"
#include "translate/engine_answer.h"

static void assert_clean(const char *answer, const char *expected) {
    struct arena a;
    arena_init(&a);
    struct str text = str_of(answer);
    struct link_list none = {NULL, 0};
    if (!engine_answer_clean(&a, &text, &none)) fail_msg("\"%s\" is of use", answer);
    if (!str_eq(text, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)text.n, text.p, expected);
    arena_release(&a);
}

static void a_good_answer_is_not_touched(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *answer = "La casa, «blanca»\u00a0: 3\u202f% — ¡ya!";
    struct engine_link link = {0, 4, 3, 7};
    struct str text = str_of(answer);
    struct link_list links = {&link, 1};
    assert_true(engine_answer_clean(&a, &text, &links));
    assert_ptr_equal(text.p, answer);
    assert_ptr_equal(links.link, &link);
    arena_release(&a);
}

static void white_space_and_what_cannot_be_seen_is_put_in_order(void **state) {
    (void)state;
    assert_clean("  La\t casa \n blanca ", "La casa blanca");
    assert_clean("La\xC2\xAD"
                 "casa",
                 "Lacasa");
    assert_clean("a \xC2\xAD b", "a b");
    assert_clean("\xEF\xBB\xBFkaixo\x01\x7F", "kaixo");
    assert_clean("a\u2028b\u2029c", "a b c");
    assert_clean("a\u200bb\u202ec\ufffe", "abc");
    assert_clean("\u00a0kaixo\u00a0", "kaixo");
    assert_clean("arbole\u0301s", "arbol\u00e9s");
}

static void an_answer_without_anything_to_read_is_of_no_use(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "", " ", "\n\t", "\u00a0", "\xC2\xAD\xEF\xBB\xBF", "casa\xFF", "\xC3", "\xED\xA0\x80"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena a;
        arena_init(&a);
        struct str text = str_of(wrong[i]);
        struct link_list none = {NULL, 0};
        if (engine_answer_clean(&a, &text, &none)) fail_msg("case %zu", i);
        assert_ptr_equal(text.p, wrong[i]);
        arena_release(&a);
    }
}

static void links_follow_their_words(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct engine_link link[] = {{10, 11, 0, 1}, {20, 22, 1, 3}, {30, 32, 5, 9}};
    struct str text = STR(" La  \xC2\xAD"
                          "ca sa");
    struct link_list links = {link, 3};
    assert_true(engine_answer_clean(&a, &text, &links));
    assert_true(str_eq(text, STR("La ca sa")));
    assert_int_equal(links.n, 2);
    assert_int_equal(links.link[0].source_start, 20);
    assert_int_equal(links.link[0].target_start, 0);
    assert_int_equal(links.link[0].target_end, 2);
    assert_int_equal(links.link[1].target_start, 3);
    assert_int_equal(links.link[1].target_end, 5);
    arena_release(&a);
}

static void links_that_point_outside_the_text_are_left_out(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct engine_link link[] = {
        {0, 1, 0, 4}, {1, 2, 4, 4}, {2, 3, 3, 2}, {3, 4, 2, 5}, {4, 5, UINT32_MAX - 1, UINT32_MAX}};
    struct str text = STR("casa");
    struct link_list links = {link, 5};
    assert_true(engine_answer_clean(&a, &text, &links));
    assert_int_equal(links.n, 1);
    assert_int_equal(links.link[0].target_end, 4);
    arena_release(&a);
}

/* Whatever an engine says: the text is one a document may have, on one line, or it is refused. */
static void clean_text_obeys_the_rules_of_documents(void **state) {
    (void)state;
    static const char *const part[] = {
        "a",      "ñ",      " ",      "  ",     "\n",     "\r",       "\t",     "\u00ad",
        "\ufeff", "\u0301", "e",      "\u00a0", "\u2028", "\u200b",   "\u200d", "\u202e",
        "\u2003", "\ufe0f", "😀",      "\x01",   "\x7f",   "\xC2\x85", "가",     "\u1100",
        "\u1161", "\ufdd0", "\uffff", "x",      ".",      "\u2060"};
    enum { N_PARTS = sizeof part / sizeof *part };
    size_t refused = 0;
    for (uint64_t run = 1; run <= 20000; run++) {
        struct arena a;
        arena_init(&a);
        uint64_t seed = run;
        char answer[128] = "";
        struct engine_link link[16];
        size_t n = 0;
        for (size_t i = 0; i < 12; i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            uint32_t start = (uint32_t)strlen(answer);
            strcat(answer, part[(seed >> 33) % N_PARTS]);
            link[n++] = (struct engine_link){0, 1, start, (uint32_t)strlen(answer)};
        }
        struct str text = str_of(answer);
        struct link_list links = {link, n};
        if (!engine_answer_clean(&a, &text, &links)) {
            refused++;
        } else {
            struct err e;
            struct block block = {.kind = BLOCK_PARAGRAPH, .text = {text, NULL, 0}};
            if (document_check(&(struct document){&block, 1}, &e)) fail_msg("%s", e.text);
            assert_int_equal(str_find(text, '\n'), text.n);
            for (size_t i = 0; i < links.n; i++)
                assert_true(links.link[i].target_start < links.link[i].target_end &&
                            links.link[i].target_end <= text.n);
        }
        arena_release(&a);
    }
    assert_true(refused < 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_answer_is_not_touched),
        cmocka_unit_test(white_space_and_what_cannot_be_seen_is_put_in_order),
        cmocka_unit_test(an_answer_without_anything_to_read_is_of_no_use),
        cmocka_unit_test(links_follow_their_words),
        cmocka_unit_test(links_that_point_outside_the_text_are_left_out),
        cmocka_unit_test(clean_text_obeys_the_rules_of_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
