#include "store/ledger_store.h"
#include "store/refresh_write.h"
#include "unit/store/newsroom.h"

static void add(struct scratch *s, struct database *db, int64_t story_id, int64_t at_ms) {
    struct ledger_entry entry = {.story_id = story_id,
                                 .language = STR("es"),
                                 .revision = 1,
                                 .segment = 3,
                                 .act = ACT_EDIT,
                                 .who = STR("Ane"),
                                 .role = STR("editor"),
                                 .source_hash = 0xfedcba9876543210U,
                                 .source = STR("{\"t\":\"Bai\"}"),
                                 .before = STR("{\"t\":\"No\"}"),
                                 .after = STR("{\"t\":\"Si\"}"),
                                 .at_ms = at_ms};
    scratch_ok(s, database_begin(db, &s->e));
    scratch_ok(s, database_end(db, ledger_store_add(db, &s->a, &entry, &s->e), &s->e));
}

static int64_t saved_story(struct scratch *s, struct database *db) {
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "herria"), NOW);
    newsroom_save(s, db, &w, NOW);
    return w.story.id;
}

static size_t count(struct scratch *s, struct database *db, struct ledger_query q) {
    struct ledger_entry *entry;
    size_t n;
    if (!q.language.p) q.language = STR("");
    if (!q.limit) q.limit = 100;
    scratch_ok(s, ledger_store_list(db, &s->a, &q, &entry, &n, &s->e));
    return n;
}

static void entries_come_back_as_they_were_by_story_language_and_time(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t first = saved_story(s, db), second = saved_story(s, db);
    add(s, db, first, 100);
    add(s, db, second, 200);
    add(s, db, first, 300);
    struct ledger_query q = {.story_id = first, .language = STR("es"), .limit = 10};
    struct ledger_entry *entry;
    size_t n;
    scratch_ok(s, ledger_store_list(db, &s->a, &q, &entry, &n, &s->e));
    assert_int_equal(n, 2);
    assert_int_equal(entry[0].act, ACT_EDIT);
    assert_int_equal(entry[0].segment, 3);
    assert_true(entry[0].source_hash == 0xfedcba9876543210U);
    assert_str(entry[0].after, "{\"t\":\"Si\"}");
    assert_int_equal(entry[0].text_hash.n, 64);
    assert_int_equal(count(s, db, (struct ledger_query){.from_ms = 200}), 2);
    assert_int_equal(count(s, db, (struct ledger_query){.to_ms = 200}), 1);
    assert_int_equal(count(s, db, (struct ledger_query){.language = STR("fr")}), 0);
    assert_int_equal(count(s, db, (struct ledger_query){.after_id = entry[0].id, .limit = 1}), 1);
    database_close(db);
}

static void a_changed_or_missing_entry_shows(void **state) {
    static const char *const deeds[] = {
        "UPDATE ledger SET who = 'Jon' WHERE id = 2", "DELETE FROM ledger WHERE id = 2",
        "UPDATE ledger SET text_after = '' WHERE id = 1",
        "UPDATE ledger SET text_hash = text_hash || '0' WHERE id = 3"};
    struct scratch *s = *state;
    int64_t broken, n;
    struct database *db = newsroom_open(s);
    int64_t story = saved_story(s, db);
    for (int i = 0; i < 3; i++) add(s, db, story, i);
    scratch_ok(s, ledger_store_verify(db, &broken, &n, &s->e));
    assert_int_equal(broken, 0);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        scratch_ok(s, database_begin(db, &s->e));
        scratch_run(s, db, deeds[i]);
        scratch_ok(s, ledger_store_verify(db, &broken, &n, &s->e));
        assert_int_not_equal(broken, 0);
        database_rollback(db);
    }
    database_close(db);
}

static void new_engines_queue_what_old_ones_made_behind_fresh_news(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t story = saved_story(s, db), n;
    struct job job = newsroom_lease(s, db, NOW);
    struct str to = job.language;
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    scratch_ok(s, refresh_write(db, STR("eu"), to, STR("apertium 1"), 1, NOW, &n, &s->e));
    assert_int_equal(n, 0);
    scratch_run(s, db,
                "UPDATE edition SET engine = 'apertium 1; terms 7 in mundua' WHERE route <> ''");
    scratch_ok(s, refresh_write(db, STR("eu"), to, STR("apertium 1"), 1, NOW, &n, &s->e));
    assert_int_equal(n, 0); /* a new glossary alone makes no edition old */
    scratch_ok(s, refresh_write(db, STR("es"), to, STR("apertium 2"), 1, NOW, &n, &s->e));
    assert_int_equal(n, 0);
    scratch_ok(s, refresh_write(db, STR("eu"), to, STR("apertium 2"), story + 1, NOW, &n, &s->e));
    assert_int_equal(n, 0);
    scratch_ok(s, refresh_write(db, STR("eu"), to, STR("apertium 2"), 1, NOW, &n, &s->e));
    assert_int_equal(n, 1);
    scratch_ok(s, refresh_write(db, STR("eu"), to, STR("apertium 2"), 1, NOW, &n, &s->e));
    assert_int_equal(n, 0);
    job = newsroom_lease(s, db, NOW);
    assert_int_equal(job.priority, 0); /* the other language of the fresh story comes first */
    assert_int_equal(newsroom_lease(s, db, NOW).priority, REFRESH_PRIORITY);
    database_close(db);
}

static void taking_a_job_back_loses_its_lease(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    bool taken;
    saved_story(s, db);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, job_store_take_back(db, job.kind, job.story_id, job.language, &taken, &s->e));
    assert_true(taken);
    assert_int_equal(newsroom_translate(s, db, &job, 1, NOW), E_CONFLICT);
    scratch_ok(s, job_store_take_back(db, job.kind, job.story_id, job.language, &taken, &s->e));
    assert_false(taken);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(entries_come_back_as_they_were_by_story_language_and_time),
        SCRATCH_TEST(a_changed_or_missing_entry_shows),
        SCRATCH_TEST(new_engines_queue_what_old_ones_made_behind_fresh_news),
        SCRATCH_TEST(taking_a_job_back_loses_its_lease),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
