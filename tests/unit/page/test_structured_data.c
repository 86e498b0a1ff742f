#include <jansson.h>

#include "unit/page/rendering.h"

static const char STORY[] =
    "---\nsection: kirola\ntopic: Errekak\nheadline: Ura </script><b> & doa\nlead: Euria.\n"
    "byline: Ane <Etxeberria>\ndate: 2026-11-20T07:30:00Z\n---\nIbaia handitu da.\n";

/* The data block of a page, read by a parser that knows nothing of HTML. */
static json_t *data_of(struct str page) {
    static const char begin[] = "<script type=\"application/ld+json\">";
    size_t at = str_search(page, str_of(begin));
    assert_true(at < page.n);
    struct str rest = str_from(page, at + sizeof begin - 1);
    struct str block = str_slice(rest, 0, str_find(rest, '<'));
    assert_true(str_starts(str_from(rest, block.n), STR("</script>\n")));
    assert_int_equal(str_find(block, '>'), block.n);
    assert_int_equal(str_find(block, '&'), block.n);
    json_t *data = json_loadb(block.p, block.n, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(data);
    return data;
}

static void assert_member(const json_t *object, const char *key, const char *expected) {
    const char *value = json_string_value(json_object_get(object, key));
    if (!expected != !value || (value && strcmp(value, expected) != 0))
        fail_msg("%s is %s", key, value ? value : "not there");
}

static void nothing_in_a_headline_ends_the_data(void **state) {
    struct house h;
    house_open(&h, *state, "");
    json_t *data = data_of(story_page(&h, house_save(&h, 0, STORY), "eu"));
    assert_member(data, "headline", "Ura </script><b> & doa");
    assert_member(data, "inLanguage", "eu");
    assert_member(data, "datePublished", "2026-11-20T08:30:00+01:00");
    assert_member(data, "dateModified", "2026-11-20T08:30:00+01:00");
    assert_member(json_array_get(json_object_get(data, "author"), 0), "name", "Ane <Etxeberria>");
    assert_null(json_object_get(data, "workTranslation"));
    json_decref(data);
    house_close(&h);
}

static void a_translation_and_its_original_name_each_other(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    json_t *eu = data_of(story_page(&h, id, "eu")), *es = data_of(story_page(&h, id, "es"));
    const json_t *origin = json_object_get(es, "translationOfWork");
    assert_member(origin, "@id", json_string_value(json_object_get(eu, "@id")));
    assert_member(origin, "inLanguage", "eu");
    const json_t *works = json_object_get(eu, "workTranslation");
    assert_int_equal(json_array_size(works), 2);
    bool found = false;
    for (size_t i = 0; i < 2; i++)
        found |= json_equal(json_object_get(json_array_get(works, i), "@id"),
                            json_object_get(es, "@id"));
    assert_true(found);
    assert_non_null(json_object_get(es, "creditText"));
    assert_null(json_object_get(eu, "creditText"));
    json_decref(eu);
    json_decref(es);
    house_close(&h);
}

static void a_page_in_another_language_speaks_of_the_original(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    struct str page = story_page(&h, id, "fr");
    json_t *data = data_of(page);
    assert_member(data, "inLanguage", "eu");
    assert_member(data, "translationOfWork", NULL);
    assert_true(str_starts(str_of(json_string_value(json_object_get(data, "@id"))),
                           STR("https://zubi.eus/eu/")));
    house_assert_has(page, "<meta name=\"robots\" content=\"noindex\">");
    house_assert_not(page, "hreflang=\"eu\" href=\"https://");
    json_decref(data);
    house_close(&h);
}

static void the_default_of_a_story_is_where_it_was_written(void **state) {
    struct house h;
    house_open(&h, *state, "");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    struct str eu = story_page(&h, id, "eu"), es = story_page(&h, id, "es");
    const char *const order[] = {
        "<link rel=\"canonical\" href=\"https://zubi.eus/es/kirola/",
        "<link rel=\"alternate\" hreflang=\"eu\" href=\"https://zubi.eus/eu/",
        "<link rel=\"alternate\" hreflang=\"es\" href=\"https://zubi.eus/es/",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://zubi.eus/en/",
        "hreflang=\"x-default\" href=\"https://zubi.eus/eu/kirola/",
        NULL};
    assert_in_order(es, order);
    assert_in_order(eu, order + 1);
    house_assert_not(es, "hreflang=\"fr\" href=\"https://");
    house_close(&h);
}

static void unrevised_translations_are_kept_out_where_it_is_asked(void **state) {
    struct house h;
    house_open(&h, *state, "[site]\nnoindex_unrevised = es\n");
    int64_t id = house_save(&h, 0, STORY);
    house_work(&h);
    struct str eu = story_page(&h, id, "eu"), es = story_page(&h, id, "es");
    house_assert_has(es, "<meta name=\"robots\" content=\"noindex\">");
    house_assert_not(es, "hreflang=\"eu\" href=\"https://");
    house_assert_not(eu, "hreflang=\"es\" href=\"https://");
    house_assert_has(eu, "hreflang=\"en\" href=\"https://");
    house_assert_has(eu, "<meta name=\"robots\" content=\"max-image-preview:large\">");
    const struct site_language *l = language_of(&h, "es");
    assert_true(site_is_found(l, STR("es"), LABEL_REVISED, true));
    assert_true(site_is_found(l, STR("es"), LABEL_ORIGINAL, true));
    assert_false(site_is_found(l, STR("es"), LABEL_PARTLY_REVISED, true));
    assert_false(site_is_found(l, STR("eu"), LABEL_ORIGINAL, true));
    house_close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(nothing_in_a_headline_ends_the_data),
        SCRATCH_TEST(a_translation_and_its_original_name_each_other),
        SCRATCH_TEST(a_page_in_another_language_speaks_of_the_original),
        SCRATCH_TEST(the_default_of_a_story_is_where_it_was_written),
        SCRATCH_TEST(unrevised_translations_are_kept_out_where_it_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
