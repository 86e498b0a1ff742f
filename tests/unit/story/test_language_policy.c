#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/language_policy.h"

static struct language_policy parse(struct arena *a, const char *text) {
    struct language_policy policy = {0};
    struct err e;
    if (language_policy_parse(a, str_of(text), &policy, &e)) fail_msg("%s: %s", text, e.text);
    return policy;
}

static void assert_text(struct str s, const char *text) {
    if (!str_eq(s, str_of(text))) fail_msg("\"%.*s\", not \"%s\"", (int)s.n, s.p, text);
}

static void rules_are_read_and_written_the_same(void **state) {
    static const char *const text[][2] = {
        {"en: review; fr: headline, delay 30; pt: off; *: noindex",
         "en: review; fr: headline, delay 30; pt: off; *: noindex"},
        {"en:on whole,no-review index delay 0;;", "en: on, whole, no-review, index, delay 0"},
        {"pt_BR: off", "pt-BR: off"},
        {"en:", ""},
        {"", ""},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct language_policy policy = parse(&a, text[i][0]);
        struct str written = language_policy_text(&a, &policy);
        assert_text(written, text[i][1]);
        struct language_policy again = parse(&a, arena_cstr(&a, written));
        assert_text(language_policy_text(&a, &again), text[i][1]);
    }
    arena_release(&a);
}

static void what_is_no_rule_is_named(void **state) {
    static const char *const text[][2] = {
        {"en review", "\"en review\" is no rule"}, {"en: sometimes", "\"sometimes\" says nothing"},
        {"en: on, off", "\"off\" contradicts"},    {"en: delay", "behind \"delay\""},
        {"en: delay -1", "behind \"delay\""},      {"en: delay 9999999", "behind \"delay\""},
        {"en: on; EN: off", "two rules"},          {"klingonese-language: on", "language"},
        {"x-private: off", "x-private"},           {": on", "language"},
    };
    struct arena a = {0};
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct language_policy untouched = {(struct policy_rule *)1, 77};
        struct err e = {0};
        assert_int_equal(language_policy_parse(&a, str_of(text[i][0]), &untouched, &e), E_INVALID);
        if (!strstr(e.text, text[i][1])) fail_msg("%s: %s", text[i][0], e.text);
        assert_int_equal(untouched.n, 77);
    }
    arena_release(&a);
}

static void more_rules_than_anybody_needs_are_refused(void **state) {
    struct arena a = {0};
    struct str many = STR("");
    struct language_policy policy;
    struct err e;
    (void)state;
    for (char x = 'a'; x <= 'e'; x++)
        for (char y = 'a'; y <= 'z'; y++)
            many = arena_printf(&a, "%.*saa-%c%c: off;", (int)many.n, many.p, x, y);
    assert_int_equal(language_policy_parse(&a, many, &policy, &e), E_LIMIT);
    arena_release(&a);
}

static void only_some_languages_means_no_other(void **state) {
    struct arena a = {0};
    struct language_policy policy = parse(&a, "fr: on, review; en: off");
    struct language_policy level[POLICY_NOBODY] = {0};
    struct policy_resolved r;
    struct err e;
    (void)state;
    assert_int_equal(language_policy_only(&a, STR("es, en"), &policy, &e), 0);
    level[POLICY_STORY] = policy;
    static const struct {
        const char *language;
        int64_t edition;
    } want[] = {{"es", 1}, {"en", 1}, {"fr", 0}, {"pt", 0}};
    for (size_t i = 0; i < 4; i++) {
        language_policy_resolve(level, str_of(want[i].language), &r);
        assert_int_equal(r.value[POLICY_EDITION], want[i].edition);
    }
    language_policy_resolve(level, STR("fr"), &r);
    assert_int_equal(r.value[POLICY_REVIEW], 1);
    assert_int_equal(language_policy_only(&a, STR("none"), &policy, &e), 0);
    level[POLICY_STORY] = policy;
    language_policy_resolve(level, STR("es"), &r);
    assert_int_equal(r.value[POLICY_EDITION], 0);
    assert_int_equal(language_policy_only(&a, STR(" , "), &policy, &e), E_INVALID);
    assert_int_equal(language_policy_only(&a, STR("es; en"), &policy, &e), E_INVALID);
    arena_release(&a);
}

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return *seed >> 33;
}

static const char *const tags[] = {"en", "fr", "*"};

static struct language_policy random_policy(struct arena *a, uint64_t *seed) {
    struct language_policy policy = {0};
    for (size_t t = 0; t < 3; t++)
        for (int f = 0; f < POLICY_FIELDS; f++)
            if (next(seed) % 3 == 0)
                language_policy_set(a, &policy, str_of(tags[t]), (enum policy_field)f,
                                    (int64_t)(next(seed) % (f == POLICY_DELAY ? 100 : 2)));
    return policy;
}

static int64_t value_of(const struct language_policy *policy, const char *language, int f) {
    const struct policy_rule *rule = language_policy_find(policy, str_of(language));
    return rule ? rule->value[f] : POLICY_UNSET;
}

/* An oracle that looks at each place in turn, nearest first. */
static void the_nearest_value_that_is_set_always_wins(void **state) {
    uint64_t seed = 5;
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct arena a = {0};
        struct language_policy level[POLICY_NOBODY];
        struct policy_resolved r;
        for (int l = 0; l < POLICY_NOBODY; l++) level[l] = random_policy(&a, &seed);
        const char *language = (const char *const[]){"en", "fr", "pt"}[next(&seed) % 3];
        language_policy_resolve(level, str_of(language), &r);
        for (int f = 0; f < POLICY_FIELDS; f++) {
            int64_t want = f == POLICY_EDITION;
            int from = POLICY_NOBODY;
            for (int l = POLICY_NOBODY - 1; l >= 0; l--) {
                int64_t all = value_of(&level[l], "*", f), own = value_of(&level[l], language, f);
                if (all != POLICY_UNSET) want = all, from = l;
                if (own != POLICY_UNSET) want = own, from = l;
            }
            assert_int_equal(r.value[f], want);
            assert_int_equal(r.from[f], from);
        }
        struct str text = language_policy_text(&a, &level[0]);
        struct language_policy again = parse(&a, arena_cstr(&a, text));
        for (size_t t = 0; t < 3; t++)
            for (int f = 0; f < POLICY_FIELDS; f++)
                assert_int_equal(value_of(&again, tags[t], f), value_of(&level[0], tags[t], f));
        arena_release(&a);
    }
}

static void people_are_told_what_holds_and_who_says_so(void **state) {
    struct arena a = {0};
    struct policy_resolved r;
    struct language_policy level[POLICY_NOBODY] = {parse(&a, "en: headline"), parse(&a, "*: off"),
                                                   parse(&a, "*: delay 5")};
    (void)state;
    language_policy_resolve(level, STR("en"), &r);
    assert_text(language_policy_describe(&a, &r), "no edition (section)");
    level[POLICY_SECTION] = parse(&a, "*: review");
    language_policy_resolve(level, STR("en"), &r);
    assert_text(language_policy_describe(&a, &r),
                "headline and lead only (story), not before a person has approved it (section), "
                "5 minutes after the story (newsroom)");
    struct language_policy nothing[POLICY_NOBODY] = {0};
    language_policy_resolve(nothing, STR("en"), &r);
    assert_text(language_policy_describe(&a, &r), "as usual");
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_read_and_written_the_same),
        cmocka_unit_test(what_is_no_rule_is_named),
        cmocka_unit_test(more_rules_than_anybody_needs_are_refused),
        cmocka_unit_test(only_some_languages_means_no_other),
        cmocka_unit_test(the_nearest_value_that_is_set_always_wins),
        cmocka_unit_test(people_are_told_what_holds_and_who_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
