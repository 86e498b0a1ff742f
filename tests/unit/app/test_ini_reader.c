#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/ini_reader.h"

static void assert_str(struct str got, const char *expected) {
    if (!str_eq(got, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", (int)got.n, got.p, expected);
}

static void assert_value(const char *line, const char *key, const char *value) {
    struct ini_reader r;
    struct ini_entry entry;
    struct err e;
    ini_reader_init(&r, str_of(line));
    if (ini_reader_next(&r, &entry, &e)) fail_msg("%s", e.text);
    assert_str(entry.key, key);
    assert_str(entry.value, value);
    assert_int_equal(ini_reader_next(&r, &entry, &e), 0);
    assert_str(entry.key, "");
}

static void entries_come_in_order_with_their_section_and_line(void **state) {
    (void)state;
    static const struct {
        const char *section, *key, *value;
        size_t line;
    } expected[] = {
        {"", "first", "1", 2}, {"a", "x", "zubi bat", 5}, {"a", "y", "", 7}, {"b", "x", "2", 9}};
    struct ini_reader r;
    struct ini_entry entry;
    struct err e;
    ini_reader_init(&r, STR("\xEF\xBB\xBF# a comment\nfirst=1\n\n[a]\r\nx = zubi bat \r\n"
                            "; another\n  y =\n[ b ]\nx=2"));
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(ini_reader_next(&r, &entry, &e), 0);
        assert_str(entry.section, expected[i].section);
        assert_str(entry.key, expected[i].key);
        assert_str(entry.value, expected[i].value);
        assert_int_equal(r.line, expected[i].line);
    }
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ini_reader_next(&r, &entry, &e), 0);
        assert_str(entry.key, "");
    }
}

static void a_value_may_have_any_characters(void **state) {
    (void)state;
    assert_value("k = a ; b # c", "k", "a ; b # c");
    assert_value("k = a = [b]", "k", "a = [b]");
    assert_value("k=\"  a \"", "k", "  a ");
    assert_value("k = \"a\" b", "k", "\"a\" b");
    assert_value("k = \"\"a\"\"", "k", "\"a\"");
    assert_value("k = \"", "k", "\"");
    assert_value("k = ñandú €", "k", "ñandú €");
    assert_value("a key = v", "a key", "v");
}

static void what_is_no_entry_is_said_with_its_line(void **state) {
    (void)state;
    static const char *const wrong[] = {"\nword", "\n= value", "\n[section", "\n[", "\nkey: value"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ini_reader r;
        struct ini_entry entry = {.key = STR("untouched")};
        struct err e;
        ini_reader_init(&r, str_of(wrong[i]));
        if (ini_reader_next(&r, &entry, &e) != E_INVALID) fail_msg("case %zu", i);
        assert_int_equal(r.line, 2);
        assert_str(entry.key, "untouched");
        assert_non_null(strstr(e.text, wrong[i] + 1));
    }
}

static void an_empty_file_has_no_entries(void **state) {
    (void)state;
    static const struct str empty[] = {STR(""), STR("\n\n"), {NULL, 0}, STR("# only\n; this")};
    for (size_t i = 0; i < 4; i++) {
        struct ini_reader r;
        struct ini_entry entry;
        struct err e;
        ini_reader_init(&r, empty[i]);
        assert_int_equal(ini_reader_next(&r, &entry, &e), 0);
        assert_str(entry.key, "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_in_order_with_their_section_and_line),
        cmocka_unit_test(a_value_may_have_any_characters),
        cmocka_unit_test(what_is_no_entry_is_said_with_its_line),
        cmocka_unit_test(an_empty_file_has_no_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
