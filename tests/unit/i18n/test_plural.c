#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/plural.h"

static struct plural parse(const char *rule, uint32_t n_forms) {
    struct plural p;
    struct err e;
    int err = plural_parse(str_of(rule), n_forms, &p, &e);
    if (err) fail_msg("%s: %s", rule, e.text);
    return p;
}

static void rules_are_computed_as_c_computes_them(void **state) {
    (void)state;
    struct plural one = parse("0", 1), english = parse("n != 1", 2), french = parse("(n > 1)", 2);
    struct plural russian = parse("n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                                  "(n%100<10 || n%100>=20) ? 1 : 2",
                                  3);
    struct plural arabic = parse("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
                                 "n%100>=11 ? 4 : 5",
                                 6);
    for (uint64_t n = 0; n < 1000; n++) {
        assert_int_equal(plural_form(&one, n), 0);
        assert_int_equal(plural_form(&english, n), n != 1);
        assert_int_equal(plural_form(&french, n), n > 1);
        uint32_t ru = n % 10 == 1 && n % 100 != 11                                    ? 0
                      : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1
                                                                                      : 2;
        assert_int_equal(plural_form(&russian, n), ru);
        uint32_t ar = n == 0                          ? 0
                      : n == 1                        ? 1
                      : n == 2                        ? 2
                      : n % 100 >= 3 && n % 100 <= 10 ? 3
                      : n % 100 >= 11                 ? 4
                                                      : 5;
        assert_int_equal(plural_form(&arabic, n), ar);
    }
}

static void operators_bind_as_in_c(void **state) {
    (void)state;
    static const struct {
        const char *rule;
        uint32_t form;
    } cases[] = {{"1+2*2==5", 1},  {"(1+2)*2==5", 0}, {"8-4-2", 2},    {"!n", 1},  {"!!5", 1},
                 {"!(n==0)", 0},   {"1||0&&0", 1},    {"n/0", 0},      {"n%0", 0}, {"1?2?3:4:5", 3},
                 {"0?1:0?2:3", 3}, {"2>1==1", 1},     {"! n != 0", 1}, {" 1 ", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plural p = parse(cases[i].rule, 6);
        assert_int_equal(plural_form(&p, 0), cases[i].form);
    }
}

static void a_rule_that_makes_no_sense_is_refused(void **state) {
    (void)state;
    const char *const invalid[] = {"",        "n n", "n !",   "(n",    "n)", "n ? 1",
                                   "n ? 1 :", "m",   "n = 1", "n & 1", "-1", "99999999",
                                   "n",       "2",   "n+",    "\xff",  "1 0"};
    struct plural p;
    struct err e;
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++) {
        assert_int_equal(plural_parse(str_of(invalid[i]), 2, &p, &e), E_INVALID);
    }
    assert_int_equal(plural_parse(STR("0"), 0, &p, &e), E_LIMIT);
    assert_int_equal(plural_parse(STR("0"), 7, &p, &e), E_LIMIT);
    char deep[2000];
    memset(deep, '(', sizeof deep);
    assert_int_equal(plural_parse((struct str){deep, sizeof deep}, 2, &p, &e), E_LIMIT);
    for (size_t i = 0; i < sizeof deep; i++) deep[i] = i % 2 ? '*' : 'n';
    assert_int_equal(plural_parse((struct str){deep, sizeof deep}, 2, &p, &e), E_LIMIT);
}

static void a_form_that_does_not_exist_is_never_given(void **state) {
    (void)state;
    struct plural p = parse("n>2000 ? 7 : 0", 2);
    assert_int_equal(plural_form(&p, 3000), 0);
    struct plural none = {0};
    assert_int_equal(plural_form(&none, 5), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_computed_as_c_computes_them),
        cmocka_unit_test(operators_bind_as_in_c),
        cmocka_unit_test(a_rule_that_makes_no_sense_is_refused),
        cmocka_unit_test(a_form_that_does_not_exist_is_never_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
