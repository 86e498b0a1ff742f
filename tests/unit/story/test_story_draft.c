#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/story_draft.h"
#include "story/story_field.h"

struct desk {
    struct arena a;
    struct draft_tools tools;
    struct err e;
};

static int set_up(void **state) {
    static struct desk d;
    memset(&d, 0, sizeof d);
    *state = &d;
    return draft_tools_init(&d.tools, &d.e);
}

static int tear_down(void **state) {
    struct desk *d = *state;
    draft_tools_release(&d->tools);
    arena_release(&d->a);
    return 0;
}

static struct story_draft draft_of(struct desk *d, const struct story_field_set *field) {
    struct story_draft draft = {.language = STR("eu"), .section = STR("mundua")};
    assert_int_equal(story_field_document(&d->a, field, STORY_FIELD_TEXT, STR("eu"), NULL,
                                          &draft.document, &d->e),
                     0);
    return draft;
}

static void finish(struct desk *d, struct story_draft *draft) {
    if (story_draft_finish(&d->tools, &d->a, draft, &d->e)) fail_msg("%s", d->e.text);
}

static void assert_refused(struct desk *d, struct story_draft *draft, enum err_code code,
                           const char *says) {
    assert_int_equal(story_draft_finish(&d->tools, &d->a, draft, &d->e), code);
    if (!strstr(d->e.text, says)) fail_msg("no \"%s\" in \"%s\"", says, d->e.text);
    assert_true(d->e.hint[0] != 0);
}

static void a_finished_draft_has_keys_slug_and_segments(void **state) {
    struct desk *d = *state;
    struct story_draft draft = draft_of(
        d, &(struct story_field_set){
               .headline = STR("Zubi berria!"), .lead = STR("Bat. Bi."), .topic = STR("Garraioa")});
    draft.section = STR("  nazioarteko \n albisteak ");
    draft.byline = STR(" Ane\u00ad\tEtxeberria ");
    finish(d, &draft);
    assert_true(str_eq(draft.section, STR("Nazioarteko albisteak")));
    assert_true(str_eq(draft.section_key, STR("nazioarteko-albisteak")));
    assert_true(str_eq(draft.byline, STR("Ane Etxeberria")));
    assert_true(str_eq(draft.topic, STR("Garraioa")));
    assert_true(str_eq(draft.topic_key, STR("garraioa")));
    assert_true(str_eq(draft.slug, STR("zubi-berria")));
    assert_true(draft.n_segments >= 3);
}

static void a_story_without_what_it_must_have_is_refused(void **state) {
    struct desk *d = *state;
    struct story_draft whole = draft_of(d, &(struct story_field_set){.headline = STR("Bat")});
    struct story_draft none = draft_of(d, &(struct story_field_set){.lead = STR("Bat")});
    struct story_draft draft = whole;
    draft.language = STR("");
    assert_refused(d, &draft, E_INVALID, "no language");
    draft = whole;
    draft.section = STR(" \u200b ");
    assert_refused(d, &draft, E_INVALID, "no section");
    assert_refused(d, &none, E_INVALID, "no headline");
    draft = whole;
    draft.topic_key = STR("old");
    finish(d, &draft);
    assert_int_equal(draft.topic_key.n, 0);
}

static struct str long_text(struct desk *d, size_t n) {
    char *text = arena_alloc(&d->a, n);
    memset(text, 'a', n);
    return (struct str){text, n};
}

static void what_every_list_shows_has_a_ceiling(void **state) {
    struct desk *d = *state;
    struct story_draft draft =
        draft_of(d, &(struct story_field_set){.headline = long_text(d, STORY_DRAFT_MAX_HEADLINE)});
    draft.section = draft.byline = long_text(d, STORY_DRAFT_MAX_NAME);
    finish(d, &draft);
    draft.section = long_text(d, STORY_DRAFT_MAX_NAME + 1);
    assert_refused(d, &draft, E_LIMIT, "section");
    draft.section = STR("mundua");
    draft.byline = long_text(d, STORY_DRAFT_MAX_NAME + 1);
    assert_refused(d, &draft, E_LIMIT, "byline");
    draft.byline = STR("");
    draft.import_key = long_text(d, STORY_DRAFT_MAX_KEY + 1);
    assert_refused(d, &draft, E_LIMIT, "id");
    draft = draft_of(
        d, &(struct story_field_set){.headline = long_text(d, STORY_DRAFT_MAX_HEADLINE + 1)});
    assert_refused(d, &draft, E_LIMIT, "headline");
    draft = draft_of(d, &(struct story_field_set){.headline = STR("a"),
                                                  .topic = long_text(d, STORY_DRAFT_MAX_NAME + 1)});
    assert_refused(d, &draft, E_LIMIT, "topic");
    draft = draft_of(d, &(struct story_field_set){.headline = STR("a"),
                                                  .lead = long_text(d, STORY_DRAFT_MAX_LEAD + 1)});
    assert_refused(d, &draft, E_LIMIT, "lead");
    draft = draft_of(d, &(struct story_field_set){.headline = STR("a"),
                                                  .picture = STR("a.jpg"),
                                                  .alt = long_text(d, STORY_DRAFT_MAX_LEAD + 1)});
    assert_refused(d, &draft, E_LIMIT, "alt");
}

static void names_that_are_no_text_are_refused(void **state) {
    struct desk *d = *state;
    struct story_draft draft = draft_of(d, &(struct story_field_set){.headline = STR("Bat")});
    draft.byline = STR("a\xff");
    assert_refused(d, &draft, E_INVALID, "byline");
    draft.byline = STR("a\0b");
    assert_refused(d, &draft, E_INVALID, "byline");
}

static void tools_are_made_once_for_each_language(void **state) {
    struct desk *d = *state;
    static const char *const language[] = {"eu", "es", "eu", "xx", "es"};
    for (size_t i = 0; i < 5; i++) {
        struct story_draft draft = draft_of(d, &(struct story_field_set){.headline = STR("Bat")});
        draft.language = str_of(language[i]);
        finish(d, &draft);
    }
    assert_int_equal(d->tools.n, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_finished_draft_has_keys_slug_and_segments, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_story_without_what_it_must_have_is_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_every_list_shows_has_a_ceiling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_that_are_no_text_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tools_are_made_once_for_each_language, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
