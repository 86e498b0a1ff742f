#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "engine/apertium_keep.h"
#include "engine/apertium_stream.h"
#include "engine/apertium_text.h"

static void a_stream_is_cut_into_tokens(void **state) {
    (void)state;
    static const struct {
        enum apertium_token_kind kind;
        const char *raw, *body;
    } expected[] = {
        {APERTIUM_BLANK, "[q1]", "q1"},
        {APERTIUM_BOUND, "[[12; 3]]", "12; 3"},
        {APERTIUM_UNIT, "^a\\$b/a$", "a\\$b/a"},
        {APERTIUM_TEXT, ", /x", ", /x"},
        {APERTIUM_ESCAPE, "\\[", "["},
        {APERTIUM_BLANK, "[\\]]", "\\]"},
        {APERTIUM_TEXT, "é", "é"},
    };
    struct str rest = STR("[q1][[12; 3]]^a\\$b/a$, /x\\[[\\]]é");
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct apertium_token token = apertium_stream_next(&rest);
        assert_int_equal(token.kind, expected[i].kind);
        assert_true(str_eq(token.raw, str_of(expected[i].raw)));
        assert_true(str_eq(token.body, str_of(expected[i].body)));
    }
    assert_int_equal(apertium_stream_next(&rest).kind, APERTIUM_END);
}

static void a_stream_without_sense_is_seen(void **state) {
    (void)state;
    static const char *const bad[] = {"]",     "$",    "^a",     "^a\\$", "[a",
                                      "[a\\]", "[[a]", "[[a]x]", "\\"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct str rest = str_of(bad[i]);
        assert_int_equal(apertium_stream_next(&rest).kind, APERTIUM_BAD);
        assert_int_equal(rest.n, strlen(bad[i]));
    }
}

static void what_is_escaped_comes_back(void **state) {
    (void)state;
    static const char pieces[] = "ab ^$[]{}/\\@<>~*#_\"\xC3\xA9";
    uint64_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char text[40];
        size_t n = 0;
        while (n < 30 && (seed >> 60) != 3) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            text[n++] = pieces[(seed >> 33) % (sizeof pieces - 1)];
        }
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        struct buf escaped, back;
        buf_init(&escaped, 1000);
        buf_init(&back, 1000);
        apertium_stream_escape(&escaped, (struct str){text, n});
        assert_true(apertium_stream_unescape(&back, buf_str(&escaped)));
        assert_true(str_eq(buf_str(&back), (struct str){text, n}));
        buf_release(&escaped);
        buf_release(&back);
    }
}

static void only_the_own_frame_is_accepted(void **state) {
    (void)state;
    static const char *const bad[] = {"",      "[q1]",  "[q1]a[q2]",  "[q2]a[q1]",
                                      "a[q1]", "[q1]a", "[q1]a[q1] ", "[q1]a\\[q1\\]"};
    struct str body;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(apertium_stream_unframe(str_of(bad[i]), STR("[q1]"), &body));
    assert_true(apertium_stream_unframe(STR("[q1]a.[q1]"), STR("[q1]"), &body));
    assert_true(str_eq(body, STR("a.")));
}

static void expect_prepared(const char *source, const char *text) {
    struct arena a;
    arena_init(&a);
    struct apertium_text t = apertium_text_prepare(&a, str_of(source), true);
    assert_string_equal(arena_cstr(&a, t.text), text);
    for (uint32_t i = 0; i <= t.text.n; i++) {
        assert_true(t.origin[i] <= strlen(source));
        assert_true(i == 0 || t.origin[i - 1] <= t.origin[i]);
    }
    assert_int_equal(t.origin[t.text.n], strlen(source));
    assert_int_equal(t.text.p[t.text.n], '.');
    arena_release(&a);
}

static void text_is_composed_and_cleaned(void **state) {
    (void)state;
    expect_prepared("plain", "plain");
    expect_prepared("A\u0301rbol n\u0303", "Árbol ñ");
    expect_prepared("q\u0308 e\u0301\u0308x", "q\u0308 \u00E9\u0308x");
    expect_prepared("so\u00ADft\uFEFF \x01\x7Fx\n", "soft x ");
    expect_prepared("\uFFFF\uFFFE", "");
    expect_prepared("\u1100\u1161", "\uAC00");
    expect_prepared("😀 \u200D", "😀 \u200D");
}

static void places_are_found_in_the_text_as_it_came(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str source = STR("A\u0301 so\u00ADft http://a.eus/b end");
    struct apertium_text t = apertium_text_prepare(&a, source, true);
    static const struct {
        const char *prepared, *source;
    } expected[] = {{"Á", "A\u0301"},
                    {"soft", "so\u00ADft"},
                    {APERTIUM_PLACEHOLDER, "http://a.eus/b"},
                    {"end", "end"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        uint32_t start = (uint32_t)str_search(t.text, str_of(expected[i].prepared)), s, end;
        apertium_text_origin(&t, start, start + (uint32_t)strlen(expected[i].prepared), &s, &end);
        assert_true(str_eq(str_slice(source, s, end), str_of(expected[i].source)));
    }
    arena_release(&a);
}

static void addresses_names_and_endless_words_are_kept(void **state) {
    (void)state;
    static const struct {
        const char *text, *kept;
    } cases[] = {
        {"Ikusi https://a.eus/x?y=1&z=2.", "https://a.eus/x?y=1&z=2"},
        {"(www.zubi.eus)", "www.zubi.eus"},
        {"zubi.eus-en", NULL},
        {"Ikusi berria.eus, gero", "berria.eus"},
        {"Etorri da.Gero joan da", NULL},
        {"idatzi ana.b@zubi.eus!", "ana.b@zubi.eus"},
        {"@mikel-ek", "@mikel"},
        {"«@ane»", "@ane"},
        {"#zubia2 eta", "#zubia2"},
        {"#", NULL},
        {"@ a # b", NULL},
        {"a@b", NULL},
        {"3.14 eta 10:30", NULL},
        {"C#", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = str_of(cases[i].text);
        size_t start = 0, end = 0;
        bool found = apertium_keep_find(text, 0, &start, &end);
        if (found != (cases[i].kept != NULL)) fail_msg("%s", cases[i].text);
        if (found && !str_eq(str_slice(text, start, end), str_of(cases[i].kept)))
            fail_msg("%s: %.*s", cases[i].text, (int)(end - start), text.p + start);
    }
    char word[301];
    memset(word, 'a', 300);
    word[300] = 0;
    size_t start, end;
    assert_true(apertium_keep_find(str_of(word), 0, &start, &end));
    assert_int_equal(end - start, 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_is_cut_into_tokens),
        cmocka_unit_test(a_stream_without_sense_is_seen),
        cmocka_unit_test(what_is_escaped_comes_back),
        cmocka_unit_test(only_the_own_frame_is_accepted),
        cmocka_unit_test(text_is_composed_and_cleaned),
        cmocka_unit_test(places_are_found_in_the_text_as_it_came),
        cmocka_unit_test(addresses_names_and_endless_words_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
