#include "unit/wire/reading.h"

static void front_matter_says_what_stands_around_the_text(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md",
              "---\nid: a-1\nlanguage: eu\nsection: Kirola\ntopic: Errugbia\n"
              "headline: Irabazi dute: 3-1\nlead: Lehen <b>aldiz</b>.\nbyline: Ane Etxeberria\n"
              "date: 2026-11-20T08:30:00+01:00\npicture: zelaia.jpg\nalt: Zelai bat\n"
              "caption: Atzo\ncredit: Argazkia: Jon\n---\nTestua **lodia**.\n");
    assert_read(&r);
    assert_is(r.draft.import_key, "a-1");
    assert_is(r.draft.section, "Kirola");
    assert_is(r.draft.byline, "Ane Etxeberria");
    assert_moment(r.draft.published_ms, "2026-11-20T07:30:00Z");
    assert_text(&r, BLOCK_HEADLINE, "Irabazi dute: 3-1");
    assert_text(&r, BLOCK_LEAD, "Lehen <b>aldiz</b>.");
    assert_text(&r, BLOCK_TOPIC, "Errugbia");
    assert_text(&r, BLOCK_ALT, "Zelai bat");
    assert_text(&r, BLOCK_CAPTION, "Atzo");
    assert_text(&r, BLOCK_CREDIT, "Argazkia: Jon");
    assert_is(document_find(&r.draft.document, BLOCK_PICTURE)->value, "zelaia.jpg");
    assert_text(&r, BLOCK_PARAGRAPH, "Testua lodia.");
    assert_int_equal(r.warnings.n, 0);
    release(&r);
}

static void a_heading_that_begins_the_body_is_the_headline_said_once(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md", "# Zubi *berria*\n\nTestua.\n");
    assert_read(&r);
    assert_text(&r, BLOCK_HEADLINE, "Zubi berria");
    assert_body(&r, "Testua.\n");
    release(&r);
    read_text(&r, "a.md", "---\nheadline: Zubi berria\n---\n# Zubi berria\n\nTestua.\n");
    assert_body(&r, "Testua.\n");
    release(&r);
    read_text(&r, "a.md", "---\ntitle: Zubi berria\n---\n# Beste bat\n\nTestua.\n");
    assert_text(&r, BLOCK_HEADLINE, "Zubi berria");
    assert_body(&r, "Beste bat\n\nTestua.\n");
    release(&r);
}

static void a_key_that_means_nothing_is_a_warning(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md", "---\nheadline: Bat\ntags: x, y\n---\nBi.\n");
    assert_read(&r);
    assert_int_equal(r.warnings.n, 1);
    assert_in_words(r.warnings.text[0].p, "line 3: \"tags\"");
    release(&r);
}

static void a_wrong_date_names_its_line_and_a_right_one(void **state) {
    (void)state;
    static const char *const date[] = {"bihar", "2026-02-30", "20/11/2026", "2026-11-20T25:00:00Z",
                                       "-1"};
    for (size_t i = 0; i < sizeof date / sizeof *date; i++) {
        struct reading r;
        char text[200];
        snprintf(text, sizeof text, "---\nheadline: Bat\ndate: %s\n---\nBi.\n", date[i]);
        read_text(&r, "a.md", text);
        assert_int_equal(r.code, E_INVALID);
        assert_in_words(r.e.text, "line 3");
        assert_in_words(r.e.text, date[i]);
        assert_in_words(r.e.hint, "2026-11-20T08:30:00+01:00");
        release(&r);
    }
}

static void markup_in_it_cannot_become_script(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md",
              "---\nheadline: <script>alert(1)</script>\n---\n<script>alert(2)</script>\n\n"
              "[a](javascript:alert(3)) <b onclick=x>b</b> ![i](javascript:x)\n");
    assert_read(&r);
    assert_text(&r, BLOCK_HEADLINE, "<script>alert(1)</script>");
    const struct document *d = &r.draft.document;
    for (size_t i = 0; i < d->n_blocks; i++)
        for (size_t j = 0; j < d->block[i].text.n_marks; j++)
            assert_int_not_equal(d->block[i].text.mark[j].kind, MARK_LINK);
    release(&r);
}

static void front_matter_alone_makes_a_story_without_a_body(void **state) {
    (void)state;
    struct reading r;
    read_text(&r, "a.md", "---\nheadline: Bat\n---");
    assert_read(&r);
    assert_int_equal(r.draft.document.n_blocks, 1);
    release(&r);
    read_text(&r, "a.md", "---\nheadline: Bat\n");
    assert_int_equal(r.code, E_INVALID);
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter_says_what_stands_around_the_text),
        cmocka_unit_test(a_heading_that_begins_the_body_is_the_headline_said_once),
        cmocka_unit_test(a_key_that_means_nothing_is_a_warning),
        cmocka_unit_test(a_wrong_date_names_its_line_and_a_right_one),
        cmocka_unit_test(markup_in_it_cannot_become_script),
        cmocka_unit_test(front_matter_alone_makes_a_story_without_a_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
