#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/utf8.h"

static void an_error_says_what_failed_and_where_it_was_set(void **state) {
    (void)state;
    struct err e;
    memset(&e, 0xEE, sizeof e);
    assert_int_equal(err_set(&e, E_IO, "cannot read %s", "a.md"), E_IO);
    assert_int_equal(e.code, E_IO);
    assert_string_equal(e.text, "cannot read a.md");
    assert_string_equal(e.hint, "");
    assert_non_null(strstr(e.file, "test_err.c"));
    assert_true(e.line > 0);
    assert_int_equal(err_hint(&e, "look %s", "there"), E_IO);
    assert_string_equal(e.hint, "look there");
}

static void context_goes_in_front(void **state) {
    (void)state;
    struct err e;
    err_set(&e, E_INVALID, "no title");
    err_hint(&e, "write one");
    assert_int_equal(err_add(&e, "line %d: ", 3), E_INVALID);
    assert_int_equal(err_add(&e, "%s: ", "a.md"), E_INVALID);
    assert_string_equal(e.text, "a.md: line 3: no title");
    assert_string_equal(e.hint, "write one");
}

static void a_new_error_forgets_the_old_hint(void **state) {
    (void)state;
    struct err e;
    err_set(&e, E_DB, "first");
    err_hint(&e, "old");
    err_set(&e, E_IO, "second");
    assert_string_equal(e.hint, "");
}

static void a_message_that_is_too_long_is_cut_between_characters(void **state) {
    (void)state;
    for (size_t pad = 0; pad < 5; pad++)
        for (size_t n = 120; n < 140; n++) {
            char text[600] = "xxxxx", add[600] = "";
            text[pad] = 0;
            for (size_t i = 0; i < n; i++) strcat(text, "€");
            struct err e;
            err_set(&e, E_IO, "%s", text);
            err_hint(&e, "%s", text);
            assert_true(utf8_is_valid(str_of(e.text)));
            assert_true(utf8_is_valid(str_of(e.hint)));
            assert_true(str_starts(str_of(text), str_of(e.text)));
            assert_true(strlen(e.text) + 4 >= sizeof e.text || strcmp(e.text, text) == 0);
            err_add(&e, "%s: ", text);
            assert_true(utf8_is_valid(str_of(e.text)));
            for (size_t i = 0; i < 190; i++) strcat(add, "ñ");
            err_add(&e, "%s: ", add);
            assert_true(utf8_is_valid(str_of(e.text)));
            assert_true(str_starts(str_of(e.text), str_of(add)));
        }
}

static void every_code_has_a_word_and_an_exit_status_of_its_kind(void **state) {
    (void)state;
    for (int code = E_OK; code <= E_ENGINE; code++) {
        assert_string_not_equal(err_code_name((enum err_code)code), "unknown");
        for (int other = E_OK; other < code; other++)
            assert_string_not_equal(err_code_name((enum err_code)code),
                                    err_code_name((enum err_code)other));
        int status = err_exit_status((enum err_code)code);
        assert_true(code == E_OK ? status == 0 : status >= 64 && status <= 78);
    }
    assert_string_equal(err_code_name((enum err_code)99), "unknown");
    assert_int_equal(err_exit_status((enum err_code)99), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_failed_and_where_it_was_set),
        cmocka_unit_test(context_goes_in_front),
        cmocka_unit_test(a_new_error_forgets_the_old_hint),
        cmocka_unit_test(a_message_that_is_too_long_is_cut_between_characters),
        cmocka_unit_test(every_code_has_a_word_and_an_exit_status_of_its_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
