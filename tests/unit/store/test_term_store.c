/* The glossary in the database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/change_store.h"
#include "store/term_store.h"
#include "unit/store/newsroom.h"

static void a_term_comes_back_as_it_went_in(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct term_rendering r[] = {
        {STR("en"), STR("tariff"), STR("tariffs"), 0},
        {STR("es"), STR("arancel"), STR("aranceles"), 'm'},
    };
    struct term term = {.language = STR("eu"),
                        .text = STR("muga-zerga"),
                        .kind = TERM_NOUN,
                        .any_case = true,
                        .note = STR("ez aduana"),
                        .rendering = r,
                        .n_renderings = 2};
    for (int i = 0; i < 2; i++) {
        scratch_ok(s, database_begin(db, &s->e));
        scratch_ok(s, database_end(db, term_store_put(db, &term, 1, &s->e), &s->e));
    }
    struct term *list;
    size_t n;
    int64_t version;
    scratch_ok(s, term_store_list(db, &s->a, &list, &n, &s->e));
    assert_int_equal(n, 1);
    assert_true(str_eq(list->text, STR("muga-zerga")));
    assert_true(list->any_case && !list->keep && list->kind == TERM_NOUN);
    assert_int_equal(list->n_renderings, 2);
    assert_true(str_eq(list->rendering[1].plural, STR("aranceles")));
    assert_int_equal(list->rendering[1].gender, 'm');
    scratch_ok(s, term_store_version(db, &version, &s->e));
    assert_int_equal(version, 2);
    scratch_ok(s, term_store_remove(db, STR("eu"), STR("muga-zerga"), STR(""), &s->e));
    assert_int_equal(term_store_remove(db, STR("eu"), STR("muga-zerga"), STR(""), &s->e),
                     E_NOTFOUND);
    scratch_ok(s, term_store_list(db, &s->a, &list, &n, &s->e));
    assert_int_equal(n, 0);
    database_close(db);
}

static void a_touched_story_is_queued_once(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "mundua"), NOW);
    struct term_source *source;
    size_t n;
    int64_t queued;
    newsroom_save(s, db, &w, NOW);
    scratch_ok(s, term_store_sources(db, &s->a, 0, 10, &source, &n, &s->e));
    assert_int_equal(n, 1);
    assert_true(str_eq(source->section, STR("mundua")));
    assert_true(str_eq(source->language, STR("eu")));
    assert_int_equal(term_store_sources(db, &s->a, source->story_id, 10, &source, &n, &s->e),
                     E_NOTFOUND);
    scratch_ok(s, term_store_queue(db, source->story_id, 10, NOW, &queued, &s->e));
    assert_int_equal(queued, 0); /* the jobs of its saving still wait */
    scratch_ok(s, database_run(db, "DELETE FROM job", NULL, 0, &s->e));
    scratch_ok(s, term_store_queue(db, source->story_id, 10, NOW, &queued, &s->e));
    assert_int_equal(queued, 2);
    database_close(db);
}

static void change(struct scratch *s, struct database *db, const struct term *term) {
    scratch_ok(s, database_begin(db, &s->e));
    scratch_ok(s, database_end(db, term_store_put(db, term, 1, &s->e), &s->e));
}

static void what_a_term_was_is_remembered_with_the_version_that_ended_it(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct term term = {.language = STR("eu"), .text = STR("Mosku"), .kind = TERM_PLACE};
    struct term *list;
    size_t n;
    change(s, db, &term);
    term.note = STR("hiria");
    change(s, db, &term); /* found as before: nothing is gone */
    scratch_ok(s, term_store_gone(db, &s->a, &list, &n, &s->e));
    assert_int_equal(n, 0);
    term.kind = TERM_NOUN;
    term.any_case = true;
    change(s, db, &term);
    scratch_ok(s, term_store_gone(db, &s->a, &list, &n, &s->e));
    assert_int_equal(n, 1);
    assert_true(list->is_gone && list->kind == TERM_PLACE && !list->any_case);
    assert_int_equal(list->version, 3);
    scratch_ok(s, term_store_list(db, &s->a, &list, &n, &s->e));
    assert_int_equal(list->version, 3);
    term.note = STR("hiria, edo beste zerbait");
    term.version = 3; /* says that texts need no change */
    change(s, db, &term);
    scratch_ok(s, term_store_list(db, &s->a, &list, &n, &s->e));
    assert_int_equal(list->version, 3);
    scratch_ok(s, database_begin(db, &s->e));
    scratch_ok(s, database_end(db, term_store_remove(db, term.language, term.text, STR(""), &s->e),
                               &s->e));
    scratch_ok(s, term_store_gone(db, &s->a, &list, &n, &s->e));
    assert_int_equal(n, 2);
    assert_int_equal(list[0].version, 5);
    database_close(db);
}

static void who_works_on_a_touched_story_begins_again(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "mundua"), NOW);
    int64_t queued, last;
    newsroom_save(s, db, &w, NOW);
    struct job job = newsroom_lease(s, db, NOW);
    scratch_ok(s, term_store_queue(db, w.story.id, 10, NOW, &queued, &s->e));
    assert_int_equal(queued, 1);
    assert_int_equal(newsroom_translate(s, db, &job, 1, NOW), E_CONFLICT);
    job = newsroom_lease(s, db, NOW);
    assert_int_equal(job.priority, 0); /* news stays news */
    scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    scratch_ok(s, database_run(db, "DELETE FROM job", NULL, 0, &s->e));
    scratch_ok(s, change_store_last(db, &last, &s->e));
    scratch_ok(s, term_store_queue_changed(db, last, 10, NOW, &s->e));
    assert_int_equal(job_store_next_due(db, &last, &s->e), E_NOTFOUND);
    scratch_ok(s, term_store_queue_changed(db, 0, 10, NOW, &s->e));
    scratch_ok(s, job_store_next_due(db, &last, &s->e));
    database_close(db);
}

static void only_stories_that_may_have_a_term_are_read(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "mundua"), *id, kept = 0;
    const struct word_sieve_term term = word_sieve_term_of(STR("muga-zerg"));
    size_t n;
    for (int i = 0; i < 3; i++) {
        struct story_write w = newsroom_story(s, section, NOW + i);
        struct block block = {.kind = BLOCK_HEADLINE,
                              .text.s = i == 1 ? STR("Muga-zergen aurka") : STR("Etxe zuria da")};
        struct document d = {&block, 1};
        struct segment segment = {.end = (uint32_t)block.text.s.n};
        if (i < 2) w.story.words = word_sieve_make(&s->a, &d, &segment, 1);
        newsroom_save(s, db, &w, NOW);
        if (i == 1) kept = w.story.id;
    }
    scratch_ok(s, term_store_candidates(db, &s->a, &term, 1, &id, &n, &s->e));
    assert_int_equal(n, 2); /* and the one whose words nobody knows */
    assert_int_equal(id[0], kept);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_term_comes_back_as_it_went_in),
        SCRATCH_TEST(a_touched_story_is_queued_once),
        SCRATCH_TEST(what_a_term_was_is_remembered_with_the_version_that_ended_it),
        SCRATCH_TEST(who_works_on_a_touched_story_begins_again),
        SCRATCH_TEST(only_stories_that_may_have_a_term_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
