#include "store/sitemap_store.h"

#include "unit/store/newsroom.h"

/* Saves a story published at that time, and its Spanish edition when asked. */
static int64_t save(struct scratch *s, struct database *db, int64_t section, int64_t published_ms,
                    bool spanish) {
    struct story_write w = newsroom_story(s, section, published_ms);
    struct story_target target = {STR("es"), spanish ? STR("") : STR("no route")};
    w.target = &target;
    w.n_targets = 1;
    newsroom_save(s, db, &w, NOW);
    if (spanish) {
        struct job job = newsroom_lease(s, db, NOW + 5);
        scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW + 5));
    }
    return w.story.id;
}

static void a_range_has_the_live_editions_of_what_is_published(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "mundua");
    int64_t both = save(s, db, section, 100, true), later = save(s, db, section, 300, true);
    int64_t one = save(s, db, section, 200, false);
    struct sitemap_row *row;
    size_t n;
    scratch_ok(s, sitemap_store_range(db, &s->a, both, one, 200, &row, &n, &s->e));
    assert_int_equal(n, 3);
    assert_int_equal(row[0].story_id, both);
    assert_string_equal(row[0].language.p, "es");
    assert_string_equal(row[0].source_language.p, "eu");
    assert_string_equal(row[0].section_key.p, "mundua");
    assert_int_equal(row[0].label, LABEL_AUTOMATIC);
    assert_int_equal(row[0].live_ms, NOW + 5);
    assert_string_equal(row[1].language.p, "eu");
    assert_int_equal(row[1].label, LABEL_ORIGINAL);
    assert_int_equal(row[2].story_id, one);
    scratch_ok(s, sitemap_store_range(db, &s->a, later, later, 299, &row, &n, &s->e));
    assert_int_equal(n, 0);
    scratch_ok(s, sitemap_store_range(db, &s->a, later, later, 300, &row, &n, &s->e));
    assert_int_equal(n, 2);
    database_close(db);
}

static void the_next_story_is_the_next_published_one(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "mundua"), id = -1;
    scratch_ok(s, sitemap_store_next(db, 1, 1000, &id, &s->e));
    assert_int_equal(id, 0);
    int64_t first = save(s, db, section, 500, false), second = save(s, db, section, 100, false);
    scratch_ok(s, sitemap_store_next(db, 1, 400, &id, &s->e));
    assert_int_equal(id, second);
    scratch_ok(s, sitemap_store_next(db, 1, 500, &id, &s->e));
    assert_int_equal(id, first);
    scratch_ok(s, sitemap_store_next(db, second + 1, 500, &id, &s->e));
    assert_int_equal(id, 0);
    database_close(db);
}

static void news_are_what_came_between_two_times_newest_first(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "mundua");
    int64_t id[5];
    for (int i = 0; i < 5; i++) id[i] = save(s, db, section, 100 + 100 * i, i % 2 == 0);
    struct sitemap_row *row;
    size_t n;
    scratch_ok(s, sitemap_store_news(db, &s->a, STR("eu"), 100, 400, 9, &row, &n, &s->e));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++) assert_int_equal(row[i].story_id, id[3 - i]);
    scratch_ok(s, sitemap_store_news(db, &s->a, STR("eu"), 0, 500, 2, &row, &n, &s->e));
    assert_int_equal(n, 2);
    scratch_ok(s, sitemap_store_news(db, &s->a, STR("es"), 0, 500, 9, &row, &n, &s->e));
    assert_int_equal(n, 3);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_range_has_the_live_editions_of_what_is_published),
        SCRATCH_TEST(the_next_story_is_the_next_published_one),
        SCRATCH_TEST(news_are_what_came_between_two_times_newest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
