#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/kept_words.h"

static struct mark mark_on(const char *source, const char *words, enum mark_kind kind) {
    const char *at = strstr(source, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - source);
    return (struct mark){kind, start, start + (uint32_t)strlen(words), STR(""), STR("")};
}

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void engines_see_no_code_and_no_foreign_words(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "idatzi make run eta le\nmonde irakurri";
    struct mark m[] = {mark_on(source, "make run", MARK_CODE),
                       mark_on(source, "le\nmonde", MARK_LANGUAGE)};
    struct kept_words kept;
    struct str sent;
    assert_true(kept_words_take_out(&a, &(struct text){str_of(source), m, 2}, &kept, &sent));
    assert_str(sent, "idatzi Xqzvaaa eta Xqzvaab irakurri");
    assert_int_equal(kept.n, 2);
    arena_release(&a);
}

static void other_marks_are_not_taken_out(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "etxe zuria";
    struct mark m[] = {mark_on(source, "etxe", MARK_LINK), mark_on(source, "zuria", MARK_QUOTE)};
    struct kept_words kept;
    struct str sent;
    struct rewrite back;
    assert_true(kept_words_take_out(&a, &(struct text){str_of(source), m, 2}, &kept, &sent));
    assert_str(sent, source);
    assert_true(kept_words_put_back(&a, &kept, STR("casa blanca"), &back));
    assert_int_equal(back.n, 0);
    arena_release(&a);
}

static void kept_words_come_back_wherever_the_engine_put_them(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "a b() c ñandú d";
    struct mark m[] = {mark_on(source, "b()", MARK_CODE), mark_on(source, "ñandú", MARK_LANGUAGE)};
    struct kept_words kept;
    struct str sent;
    struct rewrite back;
    assert_true(kept_words_take_out(&a, &(struct text){str_of(source), m, 2}, &kept, &sent));
    struct str answer = STR("el Xqzvaab, de (Xqzvaaa)");
    assert_true(kept_words_put_back(&a, &kept, answer, &back));
    assert_str(rewrite_apply(&a, &back, answer), "el ñandú, de (b())");
    arena_release(&a);
}

static void a_mark_inside_a_kept_one_goes_with_it(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "dio: le code make dio";
    struct mark m[] = {mark_on(source, "le code make", MARK_LANGUAGE),
                       mark_on(source, "make", MARK_CODE)};
    struct kept_words kept;
    struct str sent;
    assert_true(kept_words_take_out(&a, &(struct text){str_of(source), m, 2}, &kept, &sent));
    assert_str(sent, "dio: Xqzvaaa dio");
    arena_release(&a);
}

static void an_answer_that_lost_doubled_or_mangled_one_is_of_no_use(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    const char *source = "a b c d";
    struct mark m[] = {mark_on(source, "b", MARK_CODE), mark_on(source, "c", MARK_CODE)};
    struct kept_words kept;
    struct str sent;
    assert_true(kept_words_take_out(&a, &(struct text){str_of(source), m, 2}, &kept, &sent));
    static const char *const wrong[] = {
        "",
        "Xqzvaaa",
        "Xqzvaab Xqzvaab Xqzvaaa",
        "xqzvaaa Xqzvaab",
        "XQZVAAA XQZVAAB",
        "Xqzvaa Xqzvaab",
        "Xqzvaaa Xqzvaab Xqzvaac",
        "Xqzvaaa Xqzvaab Xqzv",
        "Xqzvaaa Xqzvaab Xqzvééé",
    };
    struct rewrite back;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (kept_words_put_back(&a, &kept, str_of(wrong[i]), &back)) fail_msg("%s", wrong[i]);
    assert_true(kept_words_put_back(&a, &kept, STR("XXqzvaabXqzvaaaX"), &back));
    arena_release(&a);
}

static void a_text_that_has_the_made_up_words_itself_loses_nothing(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct kept_words kept;
    struct str sent;
    struct rewrite back;
    const char *one = "Xqzvaaa eta code";
    struct mark m = mark_on(one, "code", MARK_CODE);
    assert_true(kept_words_take_out(&a, &(struct text){str_of(one), &m, 1}, &kept, &sent));
    assert_str(sent, "Xqzvaaa eta Zxqjaaa");
    assert_true(kept_words_put_back(&a, &kept, sent, &back));
    assert_str(rewrite_apply(&a, &back, sent), one);
    const char *all = "Xqzv Zxqj Qxjz Jqxzk code";
    m = mark_on(all, "code", MARK_CODE);
    assert_false(kept_words_take_out(&a, &(struct text){str_of(all), &m, 1}, &kept, &sent));
    assert_true(kept_words_take_out(&a, &(struct text){str_of(all), NULL, 0}, &kept, &sent));
    assert_str(sent, all);
    arena_release(&a);
}

/* As many as a block may have: all different, all come back, and an answer full of beginnings of
   made-up words is read once, not once for each of them. */
static void as_many_as_a_block_may_have_come_back(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    char *source = arena_alloc(&a, DOCUMENT_MAX_MARKS * 4 + 1);
    struct mark *m = arena_array(&a, DOCUMENT_MAX_MARKS, sizeof *m);
    for (uint32_t i = 0; i < DOCUMENT_MAX_MARKS; i++) {
        memcpy(source + i * 4, (char[]){'a', (char)('a' + i % 26), (char)('a' + i / 26 % 26), ' '},
               4);
        m[i] = (struct mark){MARK_CODE, i * 4, i * 4 + 3, STR(""), STR("")};
    }
    struct text text = {{source, DOCUMENT_MAX_MARKS * 4 - 1}, m, DOCUMENT_MAX_MARKS};
    struct kept_words kept;
    struct str sent;
    struct rewrite back;
    assert_true(kept_words_take_out(&a, &text, &kept, &sent));
    assert_int_equal(kept.n, DOCUMENT_MAX_MARKS);
    assert_true(kept_words_put_back(&a, &kept, sent, &back));
    assert_true(str_eq(rewrite_apply(&a, &back, sent), text.s));
    char *many = arena_alloc(&a, 256 << 10);
    memset(many, 'X', 256 << 10);
    assert_false(kept_words_put_back(&a, &kept, (struct str){many, 256 << 10}, &back));
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engines_see_no_code_and_no_foreign_words),
        cmocka_unit_test(other_marks_are_not_taken_out),
        cmocka_unit_test(kept_words_come_back_wherever_the_engine_put_them),
        cmocka_unit_test(a_mark_inside_a_kept_one_goes_with_it),
        cmocka_unit_test(an_answer_that_lost_doubled_or_mangled_one_is_of_no_use),
        cmocka_unit_test(a_text_that_has_the_made_up_words_itself_loses_nothing),
        cmocka_unit_test(as_many_as_a_block_may_have_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
