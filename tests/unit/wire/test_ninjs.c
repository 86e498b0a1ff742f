#include "unit/wire/reading.h"

static void version_1_is_read(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.json",
              "{\"uri\":\"tag:agentzia.eus,2026:1\",\"type\":\"text\",\"pubstatus\":\"usable\","
              "\"language\":\"eu\",\"headline\":\"Zubia\",\"byline\":\"Ane\","
              "\"description_text\":\"Sarrera\",\"subject\":[{\"code\":\"1\",\"name\":\"Mundua\"}],"
              "\"versioncreated\":\"2026-11-20T08:30:00Z\","
              "\"body_xhtml\":\"<p>Bat <b>bi</b>.</p>\",\"body_text\":\"ez hau\"}");
    assert_read(&r);
    assert_is(r.draft.import_key, "tag:agentzia.eus,2026:1");
    assert_is(r.draft.language, "eu");
    assert_is(r.draft.byline, "Ane");
    assert_is(r.draft.section, "Mundua");
    assert_moment(r.draft.published_ms, "2026-11-20T08:30:00Z");
    assert_text(&r, BLOCK_HEADLINE, "Zubia");
    assert_text(&r, BLOCK_LEAD, "Sarrera");
    assert_body(&r, "Bat bi.\n");
    assert_int_equal(document_find(&r.draft.document, BLOCK_PARAGRAPH)->text.n_marks, 1);
    release(&r);
}

static const char VERSION_2[] =
    "{\"uri\":\"u\",\"pubStatus\":\"usable\",\"language\":\"es\",\"by\":\"Luz\","
    "\"headlines\":[{\"role\":\"main\",\"value\":\"Puente\"}],"
    "\"descriptions\":[{\"value\":\"\"},{\"value\":\"Entradilla\"}],"
    "\"subjects\":[{\"name\":\"Mundo\"}],\"contentCreated\":\"2026-11-20T08:30:00Z\","
    "\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"a < b\"},"
    "{\"contentType\":\"text/html\",\"value\":\"<p>uno<p>dos\"}]%s}";

static void versions_2_and_3_are_read(void **state) {
    (void)state;
    struct reading r;
    char text[1000];
    snprintf(text, sizeof text, VERSION_2, "");
    read_text(&r, "a.json", text);
    assert_read(&r);
    assert_text(&r, BLOCK_HEADLINE, "Puente");
    assert_text(&r, BLOCK_LEAD, "Entradilla");
    assert_is(r.draft.section, "Mundo");
    assert_is(r.draft.byline, "Luz");
    assert_body(&r, "uno\n\ndos\n");
    assert_int_equal(r.warnings.n, 0);
    release(&r);
    snprintf(text, sizeof text, VERSION_2, ",\"associations\":[{\"name\":\"argazkia\"}]");
    read_text(&r, "a.json", text);
    assert_int_equal(r.warnings.n, 1);
    release(&r);
}

static void plain_text_is_not_read_as_markup(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.json",
              "{\"uri\":\"u\",\"bodies\":[{\"contentType\":\"text/plain; charset=utf-8\","
              "\"value\":\"a <b>c</b>\\n\\nbi\"}]}");
    assert_read(&r);
    assert_body(&r, "a <b>c</b>\n\nbi\n");
    release(&r);
}

static void an_embargo_is_the_date_it_is_published(void **state) {
    (void)state;
    static const char *const name[] = {"embargoedUntil", "embargoeduntil", "embargoed"};
    for (size_t i = 0; i < 3; i++) {
        struct reading r;
        char more[100], text[1000];
        snprintf(more, sizeof more, ",\"%s\":\"2099-01-01T00:00:00Z\"", name[i]);
        snprintf(text, sizeof text, VERSION_2, more);
        read_text(&r, "a.json", text);
        assert_read(&r);
        assert_moment(r.draft.published_ms, "2099-01-01T00:00:00Z");
        release(&r);
    }
}

static void an_embargo_nobody_understands_holds_the_story_back(void **state) {
    (void)state;
    static const char *const more[] = {
        ",\"embargoed\":\"Monday morning\"",       ",\"embargoed\":4070908800",
        ",\"embargoedUntil\":{\"date\":\"x\"}",    ",\"embargoedUntil\":[\"2099-01-01\"]",
        ",\"embargoed\":\"2099-13-01T00:00:00Z\"", ",\"embargoed\":true",
    };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        struct reading r;
        char text[1000];
        snprintf(text, sizeof text, VERSION_2, more[i]);
        read_text(&r, "a.json", text);
        assert_int_equal(r.code, E_INVALID);
        assert_true(r.e.hint[0] != 0);
        release(&r);
    }
}

static void what_its_agency_withheld_is_not_taken(void **state) {
    (void)state;
    static const char *const item[] = {
        "{\"uri\":\"u\",\"pubstatus\":\"canceled\",\"headline\":\"x\"}",
        "{\"uri\":\"u\",\"pubStatus\":\"withheld\",\"headline\":\"x\"}",
        "{\"uri\":\"u\",\"pubstatus\":\"USABLE\",\"headline\":\"x\"}",
    };
    struct reading r;
    for (size_t i = 0; i < 3; i++) {
        read_text(&r, "a.json", item[i]);
        assert_int_equal(r.code, E_CONFLICT);
        release(&r);
    }
    read_text(&r, "a.json", "{\"uri\":\"u\",\"pubstatus\":{\"x\":1},\"headline\":\"x\"}");
    assert_int_equal(r.code, E_INVALID);
    release(&r);
    read_text(&r, "a.json", "{\"uri\":\"u\",\"type\":\"picture\"}");
    assert_int_equal(r.code, E_INVALID);
    assert_in_words(r.e.text, "picture");
    release(&r);
}

static void what_is_no_item_is_refused(void **state) {
    (void)state;
    static const char *const text[] = {
        "",
        "{",
        "[]",
        "null",
        "\"x\"",
        "{\"headline\":\"x\"}",
        "{\"uri\":7}",
        "{\"uri\":\"a\",\"uri\":\"b\"}",
        "{\"uri\":\"\\ud800\"}",
        "{\"uri\":\"a\\u0000b\"}",
        "{\"uri\":\"a\"} x",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct reading r;
        read_text(&r, "a.json", text[i]);
        assert_int_equal(r.code, E_INVALID);
        release(&r);
    }
}

static void members_of_another_kind_are_no_text(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.json",
              "{\"uri\":\"u\",\"headlines\":{\"value\":\"x\"},\"headline\":[\"y\"],\"bodies\":7,"
              "\"subjects\":[[],7,{\"name\":{}}],\"by\":null,\"descriptions\":[\"x\"]}");
    assert_read(&r);
    assert_int_equal(r.draft.document.n_blocks, 0);
    assert_is(r.draft.section, "");
    release(&r);
}

static void json_nested_without_end_does_no_harm(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 21);
    buf_add(&b, STR("{\"uri\":"));
    for (int i = 0; i < 1000000; i++) buf_add_char(&b, '[');
    struct reading r;
    read_bytes(&r, "a.json", buf_str(&b));
    assert_int_equal(r.code, E_INVALID);
    release(&r);
    buf_release(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_1_is_read),
        cmocka_unit_test(versions_2_and_3_are_read),
        cmocka_unit_test(plain_text_is_not_read_as_markup),
        cmocka_unit_test(an_embargo_is_the_date_it_is_published),
        cmocka_unit_test(an_embargo_nobody_understands_holds_the_story_back),
        cmocka_unit_test(what_its_agency_withheld_is_not_taken),
        cmocka_unit_test(what_is_no_item_is_refused),
        cmocka_unit_test(members_of_another_kind_are_no_text),
        cmocka_unit_test(json_nested_without_end_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
