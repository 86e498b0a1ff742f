/* The glossary in the database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_term_comes_back_as_it_went_in),
        SCRATCH_TEST(a_touched_story_is_queued_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
