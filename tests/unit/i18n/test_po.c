#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "i18n/po.h"

static struct arena a;

#define HEADER                                                                                     \
    "# comment\nmsgid \"\"\nmsgstr \"\"\n\"Language: eu\\n\"\n"                                    \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                             \
    "\"Plural-Forms: nplurals=2; plural=n != 1;\\n\"\n\n"

static void messages_are_read_with_their_keys(void **state) {
    (void)state;
    struct po po;
    struct err e;
    struct str file =
        STR(HEADER "#. Above the headline\n#: page.c:3\nmsgctxt \"label\"\n"
                   "msgid \"Automatic\"\nmsgstr \"Automa\"\n  \"tikoa\\n\\\"bai\\\"\"\n"
                   "\nmsgctxt \"count\"\nmsgid \"{n} story\"\n"
                   "msgid_plural \"{n} stories\"\nmsgstr[0] \"albiste {n}\"\n"
                   "msgstr[1] \"{n} albiste\"\n\n#, fuzzy\nmsgctxt \"old\"\n"
                   "msgid \"x\"\nmsgstr \"y\"\n\n#~ msgctxt \"gone\"\n"
                   "\nmsgctxt \"todo\"\r\nmsgid \"Later\"\r\nmsgstr \"\"\r\n");
    assert_int_equal(po_parse(&a, file, &po, &e), 0);
    assert_true(str_eq(po.language, STR("eu")));
    assert_int_equal(po.n_entries, 3);
    assert_string_equal(po.entry[0].key.p, "label");
    assert_string_equal(po.entry[0].id.p, "Automatic");
    assert_string_equal(po.entry[0].form[0].p, "Automatikoa\n\"bai\"");
    assert_null(po.entry[0].plural.p);
    assert_int_equal(po.entry[1].n_forms, 2);
    assert_string_equal(po.entry[1].plural.p, "{n} stories");
    assert_string_equal(po.entry[1].form[1].p, "{n} albiste");
    assert_int_equal(po.entry[2].n_forms, 0);
    arena_release(&a);
}

static void what_is_wrong_is_said_with_its_line(void **state) {
    (void)state;
    static const char *const cases[] = {
        "msgid \"x\"\nmsgstr \"y\"",
        "msgctxt \"\"\nmsgid \"x\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"",
        "msgctxt \"k\"\nmsgstr \"x\"",
        "msgctxt \"k\"\nmsgid x\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\\q\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\\\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"a\"b\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"a\tb\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgstr \"y\"\nmsgstr \"z\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgstr[0] \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[0] \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[1] \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[0] \"y\"\nmsgstr[1] \"\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[x] \"y\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgstr \"y\"\nmsgctxt \"k\"\nmsgid \"x\"\nmsgstr \"y\"",
        "\"string\"",
        "msgctxt \"k\"\n# here\nmsgid \"x\"\nmsgstr \"y\"",
        "hello",
        "domain \"x\"",
        "msgctxt \"k\"\nmsgid \"x\"\nmsgstr \"y\"\n" HEADER,
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct po po;
        struct err e = {0};
        struct str file = arena_printf(&a, "%s\n", cases[i]);
        if (po_parse(&a, file, &po, &e) != E_INVALID) fail_msg("taken: %s", cases[i]);
        assert_true(str_starts(str_of(e.text), STR("line ")));
    }
    arena_release(&a);
}

static void a_header_must_make_sense(void **state) {
    (void)state;
    static const char *const cases[] = {"Content-Type: text/plain; charset=ISO-8859-1",
                                        "Content-Type: text/plain",
                                        "Plural-Forms: nplurals=2",
                                        "Plural-Forms: nplurals=9; plural=0",
                                        "Plural-Forms: nplurals=2; plural=n+",
                                        "Plural-Forms: nplurals=2; plural=n;"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct po po;
        struct err e;
        struct str file = arena_printf(&a, "msgid \"\"\nmsgstr \"%s\\n\"\n", cases[i]);
        assert_int_equal(po_parse(&a, file, &po, &e), E_INVALID);
    }
    arena_release(&a);
}

static void files_of_outsiders_have_ceilings(void **state) {
    (void)state;
    struct po po;
    struct err e;
    char *large = arena_alloc(&a, PO_MAX_BYTES + 1);
    memset(large, '\n', PO_MAX_BYTES + 1);
    assert_int_equal(po_parse(&a, (struct str){large, PO_MAX_BYTES + 1}, &po, &e), E_LIMIT);
    assert_int_equal(po_parse(&a, (struct str){large, PO_MAX_BYTES}, &po, &e), 0);
    memset(large, 'x', PO_MAX_MESSAGE + 100);
    struct str file = arena_printf(&a, "msgctxt \"%.*s\"", PO_MAX_MESSAGE + 1, large);
    assert_int_equal(po_parse(&a, file, &po, &e), E_LIMIT);
    assert_int_equal(po_parse(&a, STR("# \xff"), &po, &e), E_INVALID);
    assert_int_equal(po_parse(&a, (struct str){NULL, 0}, &po, &e), 0);
    assert_int_equal(po.n_entries, 0);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_read_with_their_keys),
        cmocka_unit_test(what_is_wrong_is_said_with_its_line),
        cmocka_unit_test(a_header_must_make_sense),
        cmocka_unit_test(files_of_outsiders_have_ceilings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
