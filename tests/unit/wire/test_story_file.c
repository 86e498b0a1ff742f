#include "unit/wire/reading.h"

static void the_ending_of_its_name_tells_what_a_file_is(void **state) {
    (void)state;
    static const char *const story[] = {"a.md",  "A.MD",   "b.markdown", "c.html",
                                        "c.htm", "d.json", "a.b.md",     "x/y.Html"};
    static const char *const other[] = {
        "", "md", "json", "a", "a.", "a.txt", "a.md~", "a.md/b", ".", "sections.ini", "a.jpg"};
    for (size_t i = 0; i < sizeof story / sizeof *story; i++)
        assert_true(story_file_is_one(str_of(story[i])));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(story_file_is_one(str_of(other[i])));
    struct reading r;
    read_text(&r, "a.txt", "text");
    assert_int_equal(r.code, E_INVALID);
    assert_in_words(r.e.hint, ".md");
    release(&r);
}

static void languages_are_canonical_whoever_wrote_them(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md", "---\nlanguage: EU\nheadline: Bat\n---\nBi\n");
    assert_read(&r);
    assert_is(r.draft.language, "eu");
    release(&r);
    read_text(&r, "a.html", "<html lang=pt_br><title>Um</title><p>Dois");
    assert_read(&r);
    assert_is(r.draft.language, "pt-BR");
    release(&r);
    read_text(&r, "a.json", "{\"uri\":\"x\",\"language\":\"spa\",\"headline\":\"Uno\"}");
    assert_read(&r);
    assert_is(r.draft.language, "es");
    release(&r);
}

static void a_language_that_is_none_is_refused(void **state) {
    (void)state;
    static const char *const text[] = {
        "---\nlanguage: euskara mesedez\n---\nx\n",
        "---\nlanguage: \"<script>\"\n---\nx\n",
        "---\nlanguage: x-private\n---\nx\n",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct reading r;
        read_text(&r, "a.md", text[i]);
        assert_int_equal(r.code, E_INVALID);
        release(&r);
    }
}

static void what_nobody_wrote_is_empty_not_missing(void **state) {
    (void)state;
    static const char *const name[] = {"a.md", "a.html", "a.json"};
    static const char *const text[] = {"", "", "{\"uri\":\"x\"}"};
    for (size_t i = 0; i < 3; i++) {
        struct reading r;
        read_text(&r, name[i], text[i]);
        assert_read(&r);
        assert_non_null(r.draft.language.p);
        assert_non_null(r.draft.section.p);
        assert_non_null(r.draft.byline.p);
        assert_non_null(r.draft.import_key.p);
        assert_int_equal(r.draft.published_ms, 0);
        assert_int_equal(r.draft.document.n_blocks, 0);
        release(&r);
    }
}

static void bytes_that_are_no_text_are_refused_by_every_format(void **state) {
    (void)state;
    static const char *const name[] = {"a.md", "a.html", "a.json"};
    static const struct str bytes[] = {
        STR("kaixo \xff\xfe"),
        STR("nul\0nul"),
        STR("\xc3"),
        STR("{\"uri\":\"\xed\xa0\x80\"}"),
        STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    };
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < sizeof bytes / sizeof *bytes; j++) {
            struct reading r;
            read_bytes(&r, name[i], bytes[j]);
            assert_int_equal(r.code, E_INVALID);
            release(&r);
        }
}

static void a_story_too_long_is_refused_not_cut(void **state) {
    (void)state;
    static const char *const name[] = {"a.md", "a.html"};
    struct buf b;
    buf_init(&b, SIZE_MAX / 2);
    while (b.n <= DOCUMENT_MAX_BYTES) buf_add(&b, STR("Zubia luzea da, oso luzea. "));
    for (size_t i = 0; i < 2; i++) {
        struct reading r;
        read_bytes(&r, name[i], buf_str(&b));
        assert_int_equal(r.code, E_LIMIT);
        release(&r);
    }
    buf_release(&b);
}

static void html_nested_ten_thousand_deep_does_no_harm(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 20);
    buf_add(&b, STR("<title>Sakona</title>"));
    for (int i = 0; i < 10000; i++) buf_add(&b, STR("<div><b>"));
    buf_add(&b, STR("hondoa"));
    struct reading r;
    read_bytes(&r, "a.html", buf_str(&b));
    assert_true(r.code == 0 || r.code == E_LIMIT);
    release(&r);
    buf_release(&b);
}

static void warnings_have_a_ceiling(void **state) {
    (void)state;
    struct arena a = {0};
    struct story_file_warnings w = {.n = 0};
    for (int i = 0; i < 3 * STORY_FILE_MAX_WARNINGS; i++) story_file_warn(&w, &a, "%d", i);
    assert_int_equal(w.n, STORY_FILE_MAX_WARNINGS);
    assert_is(w.text[0], "0");
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ending_of_its_name_tells_what_a_file_is),
        cmocka_unit_test(languages_are_canonical_whoever_wrote_them),
        cmocka_unit_test(a_language_that_is_none_is_refused),
        cmocka_unit_test(what_nobody_wrote_is_empty_not_missing),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_by_every_format),
        cmocka_unit_test(a_story_too_long_is_refused_not_cut),
        cmocka_unit_test(html_nested_ten_thousand_deep_does_no_harm),
        cmocka_unit_test(warnings_have_a_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
