#include "store/story_write.h"

#include "store/change_store.h"
#include "store/edition_store.h"
#include "unit/store/newsroom.h"

static void a_saved_story_has_an_edition_and_a_job_for_each_language(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    assert_int_equal(w.story.revision, 1);
    struct edition_row *row;
    size_t n;
    scratch_ok(s, edition_store_list(db, &s->a, w.story.id, true, &row, &n, &s->e));
    static const enum edition_state states[] = {EDITION_QUEUED, EDITION_QUEUED, EDITION_LIVE,
                                                EDITION_OFF};
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(row[i].state, states[i]);
        assert_str(row[i].text_language, "eu");
        assert_str(row[i].headline, "Izenburua 500");
        assert_str(row[i].json, "{\"headline\":\"Izenburua 500\"}");
        assert_int_equal(row[i].label, LABEL_ORIGINAL);
        assert_int_equal(row[i].saved_ms, NOW);
        assert_int_equal(row[i].live_ms, i == 2 ? NOW : 0);
    }
    assert_str(row[0].language, "en");
    assert_str(row[3].problem, "no route");
    int64_t pending;
    scratch_ok(s, job_store_pending(db, w.story.id, &pending, &s->e));
    assert_int_equal(pending, 2);
    struct change *change;
    scratch_ok(s,
               change_store_since(db, &s->a, 1, 10, &change, &n, &s->e)); /* behind the section's */
    assert_int_equal(n, 1);
    assert_int_equal(change[0].kind, CHANGE_STORY);
    assert_int_equal(change[0].story_id, w.story.id);
    database_close(db);
}

static void a_story_that_cannot_be_saved_leaves_no_trace(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    assert_int_equal(story_write_source(db, &w, NOW, &s->e), E_INVALID);
    w.story.section_id = 77;
    scratch_ok(s, database_begin(db, &s->e));
    assert_int_equal(database_end(db, story_write_source(db, &w, NOW, &s->e), &s->e), E_INVALID);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM story"), 0);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM edition"), 0);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM change WHERE kind <> 'filing'"),
                     0);
    database_close(db);
}

static void a_translation_goes_live_whole(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    assert_str(job.language, "es");
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW + 80));
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_int_equal(card.edition.label, LABEL_AUTOMATIC);
    assert_str(card.edition.text_language, "es");
    assert_str(card.edition.json, "{\"in\":\"es\"}");
    assert_str(card.edition.route, "eu-es");
    assert_int_equal(card.edition.live_ms - card.edition.saved_ms, 80);
    assert_int_equal(card.edition.published_ms, 500);
    assert_str(card.byline, "Ane Etxeberria");
    assert_str(card.source_language, "eu");
    assert_int_equal(newsroom_translate(s, db, &job, 1, NOW), E_CONFLICT);
    struct change *change;
    size_t n;
    scratch_ok(s, change_store_since(db, &s->a, 2, 10, &change, &n, &s->e));
    assert_int_equal(n, 1);
    assert_int_equal(change[0].kind, CHANGE_EDITION);
    assert_str(change[0].language, "es");
    database_close(db);
}

static void a_correction_keeps_the_old_translation_until_the_new_one_comes(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    w.edition.headline = STR("Zuzendua");
    w.edition.json = STR("{\"zuzendua\":1}");
    w.story.section_id = newsroom_section(s, db, "mundua");
    w.story.published_ms = 600;
    newsroom_save(s, db, &w, NOW + 5);
    assert_int_equal(w.story.revision, 2);
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_str(card.edition.headline, "Headline es");
    assert_str(card.edition.json, "{\"in\":\"es\"}");
    assert_int_equal(card.edition.revision, 1);
    assert_str(card.section_key, "mundua");
    assert_int_equal(card.edition.published_ms, 600);
    card = newsroom_card(s, db, w.story.id, "en");
    assert_str(card.edition.headline, "Zuzendua");
    assert_str(card.edition.json, "{\"zuzendua\":1}");
    int64_t pending;
    scratch_ok(s, job_store_pending(db, w.story.id, &pending, &s->e));
    assert_int_equal(pending, 2);
    database_close(db);
}

static void a_translation_of_an_older_source_is_refused(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job old = newsroom_lease(s, db, NOW);
    newsroom_save(s, db, &w, NOW + 1);
    assert_int_equal(newsroom_translate(s, db, &old, 1, NOW + 2), E_CONFLICT);
    struct job fresh = newsroom_lease(s, db, NOW + 3);
    assert_int_equal(fresh.id, old.id);
    assert_int_equal(fresh.attempts, 1);
    assert_int_equal(newsroom_translate(s, db, &old, 2, NOW + 4), E_CONFLICT);
    assert_int_equal(newsroom_translate(s, db, &fresh, 1, NOW + 4), E_CONFLICT);
    assert_int_equal(newsroom_card(s, db, w.story.id, "es").edition.state, EDITION_QUEUED);
    scratch_ok(s, newsroom_translate(s, db, &fresh, 2, NOW + 5));
    database_close(db);
}

static int report(struct scratch *s, struct database *db, const struct job *job,
                  enum edition_state state) {
    scratch_ok(s, database_begin(db, &s->e));
    int rc = story_write_problem(db, job, state, STR("the engine is silent"), NOW, &s->e);
    return database_end(db, rc, &s->e);
}

static void a_translation_that_fails_leaves_the_source_to_be_read(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, report(s, db, &job, EDITION_FAILED));
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_FAILED);
    assert_str(card.edition.problem, "the engine is silent");
    assert_str(card.edition.text_language, "eu");
    struct job *failed;
    size_t n;
    scratch_ok(s, job_store_failed(db, &s->a, 10, &failed, &n, &s->e));
    assert_int_equal(n, 1);
    assert_str(failed[0].problem, "the engine is silent");
    struct job other = newsroom_lease(s, db, NOW);
    scratch_ok(s, report(s, db, &other, EDITION_HELD));
    assert_int_equal(newsroom_card(s, db, w.story.id, "en").edition.state, EDITION_HELD);
    assert_int_equal(scratch_number(s, db, "SELECT count(*) FROM job"), 1);
    newsroom_save(s, db, &w, NOW + 1);
    card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_QUEUED);
    assert_str(card.edition.problem, "");
    database_close(db);
}

static void what_a_worker_does_is_seen_only_while_its_lease_holds(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, database_begin(db, &s->e));
    scratch_ok(s, database_end(db, story_write_started(db, &job, &s->e), &s->e));
    assert_int_equal(newsroom_card(s, db, w.story.id, "es").edition.state, EDITION_TRANSLATING);
    scratch_ok(s, database_begin(db, &s->e));
    int rc = story_write_retry(db, &job, NOW + 9, STR("no answer"), &s->e);
    scratch_ok(s, database_end(db, rc, &s->e));
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_QUEUED);
    assert_str(card.edition.problem, "no answer");
    struct story_target off = {STR("es"), STR("not wanted")};
    w.target = &off;
    w.n_targets = 1;
    struct job again = newsroom_lease(s, db, NOW + 9);
    assert_int_equal(again.id, job.id);
    newsroom_save(s, db, &w, NOW + 9);
    scratch_ok(s, database_begin(db, &s->e));
    rc = database_end(db, story_write_started(db, &again, &s->e), &s->e);
    assert_int_equal(rc, E_CONFLICT);
    assert_int_equal(newsroom_card(s, db, w.story.id, "es").edition.state, EDITION_OFF);
    database_close(db);
}

static void a_failed_retranslation_leaves_the_translation_live(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    newsroom_save(s, db, &w, NOW + 1);
    for (job = newsroom_lease(s, db, NOW + 2); !str_eq(job.language, STR("es"));)
        job = newsroom_lease(s, db, NOW + 2);
    scratch_ok(s, report(s, db, &job, EDITION_FAILED));
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_int_equal(card.edition.state, EDITION_LIVE);
    assert_str(card.edition.headline, "Headline es");
    assert_str(card.edition.problem, "the engine is silent");
    database_close(db);
}

static void the_second_of_two_who_save_is_told(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct story_write first = w, second = w;
    newsroom_save(s, db, &first, NOW);
    scratch_ok(s, database_begin(db, &s->e));
    int rc = database_end(db, story_write_source(db, &second, NOW, &s->e), &s->e);
    assert_int_equal(rc, E_CONFLICT);
    assert_non_null(strstr(s->e.text, "somebody else has saved"));
    second.story.id = 99;
    scratch_ok(s, database_begin(db, &s->e));
    rc = database_end(db, story_write_source(db, &second, NOW, &s->e), &s->e);
    assert_int_equal(rc, E_NOTFOUND);
    second = w;
    second.story.revision = 0;
    newsroom_save(s, db, &second, NOW);
    assert_int_equal(second.story.revision, 3);
    second.story.source_language = STR("es");
    scratch_ok(s, database_begin(db, &s->e));
    rc = database_end(db, story_write_source(db, &second, NOW, &s->e), &s->e);
    assert_int_equal(rc, E_INVALID);
    database_close(db);
}

static void an_imported_story_is_found_by_its_key_and_there_once(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    w.story.import_key = STR("sample/eu/zubi.md");
    w.story.import_hash = STR("abc");
    newsroom_save(s, db, &w, NOW);
    struct story_row found;
    scratch_ok(s, story_store_find_import(db, &s->a, STR("sample/eu/zubi.md"), &found, &s->e));
    assert_int_equal(found.id, w.story.id);
    assert_str(found.import_hash, "abc");
    assert_str(found.byline, "Ane Etxeberria");
    assert_int_equal(found.created_ms, NOW);
    assert_int_equal(story_store_find_import(db, &s->a, STR("x"), &found, &s->e), E_NOTFOUND);
    assert_int_equal(story_store_find(db, &s->a, 99, &found, &s->e), E_NOTFOUND);
    w.story.id = 0;
    scratch_ok(s, database_begin(db, &s->e));
    int rc = database_end(db, story_write_source(db, &w, NOW, &s->e), &s->e);
    assert_int_equal(rc, E_CONFLICT);
    struct story_write a = newsroom_story(s, w.story.section_id, 1), b = a;
    newsroom_save(s, db, &a, NOW);
    newsroom_save(s, db, &b, NOW);
    assert_int_not_equal(a.story.id, b.story.id);
    database_close(db);
}

static void an_edition_is_stored_with_its_own_document_only(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    struct edition_row row = w.edition;
    row.json = STR("");
    assert_int_equal(edition_store_put(db, &row, &s->e), E_INVALID);
    row = w.edition;
    row.language = STR("es");
    assert_int_equal(edition_store_put(db, &row, &s->e), E_INVALID);
    assert_int_equal(
        edition_store_set_state(db, w.story.id, STR("es"), EDITION_LIVE, STR(""), &s->e),
        E_INVALID);
    assert_int_equal(
        edition_store_set_state(db, w.story.id, STR("ca"), EDITION_HELD, STR(""), &s->e),
        E_NOTFOUND);
    assert_int_equal(edition_store_find(db, &s->a, w.story.id, STR("ca"), &row, &s->e), E_NOTFOUND);
    scratch_ok(
        s, edition_store_set_state(db, w.story.id, STR("es"), EDITION_TRANSLATING, STR(""), &s->e));
    scratch_ok(s, edition_store_find(db, &s->a, w.story.id, STR("es"), &row, &s->e));
    assert_int_equal(row.state, EDITION_TRANSLATING);
    assert_str(row.json, "{\"headline\":\"Izenburua 500\"}");
    assert_int_equal(row.picture_width, 800);
    assert_str(row.picture_alt, "Zubia");
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_saved_story_has_an_edition_and_a_job_for_each_language),
        SCRATCH_TEST(a_story_that_cannot_be_saved_leaves_no_trace),
        SCRATCH_TEST(a_translation_goes_live_whole),
        SCRATCH_TEST(a_correction_keeps_the_old_translation_until_the_new_one_comes),
        SCRATCH_TEST(a_translation_of_an_older_source_is_refused),
        SCRATCH_TEST(a_translation_that_fails_leaves_the_source_to_be_read),
        SCRATCH_TEST(what_a_worker_does_is_seen_only_while_its_lease_holds),
        SCRATCH_TEST(a_failed_retranslation_leaves_the_translation_live),
        SCRATCH_TEST(the_second_of_two_who_save_is_told),
        SCRATCH_TEST(an_imported_story_is_found_by_its_key_and_there_once),
        SCRATCH_TEST(an_edition_is_stored_with_its_own_document_only),
    };
    return cmocka_run_group_tests_name("story_write", tests, NULL, NULL);
}
