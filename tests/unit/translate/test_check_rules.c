#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/check_rules.h"
#include "translate/check_words.h"

static enum check_severity severity(const char *setting, enum check_kind kind, const char *from,
                                    const char *to) {
    struct check_rules *rules;
    struct err e;
    int code = check_rules_open(str_of(setting), &rules, &e);
    assert_int_equal(code, 0);
    enum check_severity s = check_rules_severity(rules, kind, str_of(from), str_of(to));
    check_rules_close(rules);
    return s;
}

static void each_check_is_tuned_for_all_or_for_one_pair(void **state) {
    (void)state;
    assert_int_equal(severity("", CHECK_NUMBER, "eu", "es"), CHECK_HOLD);
    assert_int_equal(severity("number: note", CHECK_NUMBER, "eu", "es"), CHECK_NOTE);
    assert_int_equal(severity(" number:off , ", CHECK_NUMBER, "eu", "es"), CHECK_OFF);
    assert_int_equal(severity("eu-es/number: warn", CHECK_NUMBER, "eu", "es"), CHECK_WARN);
    assert_int_equal(severity("eu-es/number: warn", CHECK_NUMBER, "eu", "en"), CHECK_HOLD);
    assert_int_equal(severity("es-pt/number: warn", CHECK_NUMBER, "es", "pt-BR"), CHECK_WARN);
    assert_int_equal(severity("*-fr/number: warn", CHECK_NUMBER, "es", "fr"), CHECK_WARN);
    assert_int_equal(severity("eu-*/double-word: hold", CHECK_DOUBLE_WORD, "eu", "fr"), CHECK_HOLD);
    assert_int_equal(severity("number: off, number: note", CHECK_NUMBER, "eu", "es"), CHECK_NOTE);
}

static void a_setting_that_makes_no_sense_is_refused_with_its_words(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "numbers: hold",   "number: loud",    "number", "eu/number: off",
        "-es/number: off", "eu-/number: off", ":",      "/"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct check_rules *rules = NULL;
        struct err e;
        int code = check_rules_open(str_of(wrong[i]), &rules, &e);
        assert_int_equal(code, E_INVALID);
        assert_null(rules);
        assert_non_null(strstr(e.text, wrong[i]));
        assert_true(e.hint[0] != '\0');
    }
}

static void every_word_of_the_lists_is_in_its_folded_form(void **state) {
    (void)state;
    for (size_t i = 0; i < check_words_data_n; i++)
        for (const char *c = check_words_data[i].words; *c; c++)
            if (*c != ' ' && *c != '*' && *c != '-' && *c != '$' && !(*c >= 'a' && *c <= 'z'))
                fail_msg("\"%s\"", check_words_data[i].words);
}

static void words_are_found_whole_or_by_their_beginning(void **state) {
    (void)state;
    struct err e;
    struct check_rules *rules;
    const struct check_sense *sense[CHECK_MAX_SENSES];
    int code = check_rules_open(STR(""), &rules, &e);
    assert_int_equal(code, 0);
    const struct check_words *words = check_rules_words(rules);
    assert_true(check_words_find(words, STR("azaroaren"), sense) == 1);
    assert_int_equal(sense[0]->role, ROLE_MONTH);
    assert_int_equal(sense[0]->value, 11);
    assert_int_equal(check_words_find(words, STR("xyzzy"), sense), 0);
    assert_int_equal(check_words_find(words, STR(""), sense), 0);
    assert_true(check_words_find(words, STR("no"), sense) >= 4);
    check_rules_close(rules);
}

static void the_manual_lists_every_check(void **state) {
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 16);
    check_rules_describe(&out);
    assert_false(buf_failed(&out));
    for (int i = 0; i < CHECK_KINDS; i++) {
        struct str name = str_of(check_kind_name((enum check_kind)i));
        assert_true(str_search(buf_str(&out), name) < out.n);
        assert_true(strlen(check_kind_help((enum check_kind)i)) > 10);
    }
    buf_release(&out);
}

static uint64_t version(const char *setting) {
    struct check_rules *rules = NULL;
    struct err e;
    assert_int_equal(check_rules_open(str_of(setting), &rules, &e), 0);
    uint64_t version = check_rules_version(rules);
    check_rules_close(rules);
    return version;
}

static void whatever_judges_otherwise_has_another_version(void **state) {
    (void)state;
    static const char *const setting[] = {
        "",
        "name: warn",
        "name: note",
        "number: warn",
        "es-en/name: warn",
        "en-es/name: warn",
        "*-es/name: warn",
        "name: warn, name: note",
    };
    enum { N = sizeof setting / sizeof *setting };
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++)
            assert_int_equal(version(setting[i]) == version(setting[k]), i == k);
    assert_true(version("name: warn,es-*/url:off") == version(" name :warn , es-*/ url: off,"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_check_is_tuned_for_all_or_for_one_pair),
        cmocka_unit_test(a_setting_that_makes_no_sense_is_refused_with_its_words),
        cmocka_unit_test(every_word_of_the_lists_is_in_its_folded_form),
        cmocka_unit_test(words_are_found_whole_or_by_their_beginning),
        cmocka_unit_test(the_manual_lists_every_check),
        cmocka_unit_test(whatever_judges_otherwise_has_another_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
