/* What readers suggest, as it is kept. */

#include "store/secret_store.h"
#include "store/suggestion_store.h"
#include "store/suggestion_write.h"
#include "unit/store/newsroom.h"

static struct suggestion suggestion_of(int64_t story_id, struct str words) {
    return (struct suggestion){.story_id = story_id,
                               .language = STR("es"),
                               .segment = 2,
                               .source_hash = 0xfedcba9876543210,
                               .source = {.s = STR("Etxe zuria da.")},
                               .present = {.s = STR("La casa \"blanca\" es.")},
                               .proposed = words,
                               .note = STR("Hobe."),
                               .at_ms = NOW};
}

static int64_t new_story(struct scratch *s, struct database *db) {
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), NOW);
    newsroom_save(s, db, &w, NOW);
    return scratch_number(s, db, "SELECT max(id) FROM story");
}

static size_t count(struct scratch *s, struct database *db, enum suggestion_state state,
                    int64_t story_id, const char *language, struct suggestion **ret) {
    struct suggestion_query query = {
        .state = state, .story_id = story_id, .language = str_of(language), .limit = 1000};
    size_t n;
    scratch_ok(s, suggestion_store_list(db, &s->a, &query, ret, &n, &s->e));
    return n;
}

static void a_suggestion_is_kept_as_it_was_made_and_the_same_words_once(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t story = new_story(s, db), other = new_story(s, db), n;
    struct suggestion in = suggestion_of(story, STR("La casa blanca.")), *out;
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    in.proposed = STR("Blanca es la casa.");
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    in = suggestion_of(other, STR("La casa blanca."));
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    assert_int_equal(count(s, db, SUGGESTION_OPEN, 0, "", &out), 3);
    assert_int_equal(count(s, db, SUGGESTION_OPEN, story, "eu", &out), 0);
    assert_int_equal(count(s, db, SUGGESTION_OPEN, story, "es", &out), 2);
    assert_str(out[0].proposed, "La casa blanca.");
    assert_str(out[0].note, "Hobe.");
    assert_str(out[0].source.s, "Etxe zuria da.");
    assert_str(out[0].present.s, "La casa \"blanca\" es.");
    assert_true(out[0].source_hash == 0xfedcba9876543210);
    assert_int_equal(out[0].segment, 2);
    assert_int_equal(out[0].at_ms, NOW);
    assert_int_equal(suggestion_store_seen(&out[0]).segment, 1);
    scratch_ok(s, suggestion_store_count_open(db, &n, &s->e));
    assert_int_equal(n, 3);
    database_close(db);
}

static void what_was_decided_stays_decided(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct suggestion in = suggestion_of(new_story(s, db), STR("La casa blanca.")), *out, found;
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    struct suggestion_decision decision = {.id = 1, .who = STR("Ane"), .at_ms = NOW + 5};
    struct suggestion_decision nobody = {.id = 1, .who = STR(""), .at_ms = NOW + 5};
    assert_int_equal(suggestion_write_dismiss(db, &nobody, &s->e), E_INVALID);
    scratch_ok(s, suggestion_write_dismiss(db, &decision, &s->e));
    assert_int_equal(suggestion_write_dismiss(db, &decision, &s->e), E_CONFLICT);
    assert_int_equal(suggestion_store_settle(db, 1, SUGGESTION_TAKEN, STR("Jon"), NOW, 0, &s->e),
                     E_CONFLICT);
    decision.id = 7;
    assert_int_equal(suggestion_write_dismiss(db, &decision, &s->e), E_NOTFOUND);
    scratch_ok(s, suggestion_store_find(db, &s->a, 1, &found, &s->e));
    assert_int_equal(found.state, SUGGESTION_DISMISSED);
    assert_str(found.who, "Ane");
    assert_int_equal(found.settled_ms, NOW + 5);
    /* sent once more, it stays dismissed */
    scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    assert_int_equal(count(s, db, SUGGESTION_OPEN, 0, "", &out), 0);
    assert_int_equal(count(s, db, SUGGESTION_DISMISSED, 0, "", &out), 1);
    database_close(db);
}

static void no_story_takes_more_than_the_desk_can_read(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t story = new_story(s, db);
    for (int i = 0; i < SUGGESTION_MOST_OPEN_OF_STORY; i++) {
        struct suggestion in = suggestion_of(story, arena_printf(&s->a, "La casa %d.", i));
        scratch_ok(s, suggestion_store_add(db, &s->a, &in, &s->e));
    }
    struct suggestion more = suggestion_of(story, STR("Una casa."));
    assert_int_equal(suggestion_store_add(db, &s->a, &more, &s->e), E_LIMIT);
    more.story_id = new_story(s, db);
    scratch_ok(s, suggestion_store_add(db, &s->a, &more, &s->e));
    database_close(db);
}

static void a_secret_is_made_once(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct str value;
    scratch_ok(s, secret_store_get(db, &s->a, STR("form"), STR("aa"), &value, &s->e));
    assert_str(value, "aa");
    scratch_ok(s, secret_store_get(db, &s->a, STR("form"), STR("bb"), &value, &s->e));
    assert_str(value, "aa");
    scratch_ok(s, secret_store_get(db, &s->a, STR("other"), STR("bb"), &value, &s->e));
    assert_str(value, "bb");
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_suggestion_is_kept_as_it_was_made_and_the_same_words_once),
        SCRATCH_TEST(what_was_decided_stays_decided),
        SCRATCH_TEST(no_story_takes_more_than_the_desk_can_read),
        SCRATCH_TEST(a_secret_is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
