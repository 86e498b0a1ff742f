#include "store/card.h"

#include "store/edition_store.h"
#include "store/topic_store.h"
#include "unit/store/newsroom.h"

enum { STORIES = 160, MAX_CARDS = 400 };

/* What a list must give, kept beside the database. */
struct oracle {
    struct entry {
        int64_t id, published_ms, section_id, topic_id;
        bool live, off;
    } entry[MAX_CARDS];
    size_t n;
};

static uint64_t next_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return *seed >> 33;
}

static void store_random_story(struct scratch *s, struct database *db, uint64_t *seed,
                               const int64_t *section, const int64_t *topic, struct oracle *o) {
    /* Few different times, so that many stories share one. */
    struct story_write w =
        newsroom_story(s, section[next_random(seed) % 3], (int64_t)(next_random(seed) % 40));
    uint64_t t = next_random(seed) % 3;
    w.story.topic_id = t < 2 ? topic[t] : 0;
    bool off = next_random(seed) % 4 == 0, live = !off && next_random(seed) % 3 > 0;
    struct story_target target = {STR("es"), off ? STR("no route") : STR("")};
    w.target = &target;
    w.n_targets = 1;
    newsroom_save(s, db, &w, NOW);
    if (live) {
        struct job job = newsroom_lease(s, db, NOW);
        scratch_ok(s, newsroom_translate(s, db, &job, 1, NOW));
    } else {
        scratch_ok(s, job_store_cancel(db, STR("translate"), w.story.id, STR("es"), &s->e));
    }
    o->entry[o->n++] = (struct entry){
        w.story.id, w.story.published_ms, w.story.section_id, w.story.topic_id, live, off};
}

static int newest_first(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    if (x->published_ms != y->published_ms) return x->published_ms < y->published_ms ? 1 : -1;
    return x->id < y->id ? 1 : -1;
}

static bool belongs(const struct entry *x, const struct card_query *q) {
    if (q->section_id && x->section_id != q->section_id) return false;
    if (q->topic_id && x->topic_id != q->topic_id) return false;
    return x->id != q->except_id && (x->live || (q->with_off && x->off));
}

/* Reads the whole list page by page and compares it with the sorted oracle. */
static void check_pages(struct scratch *s, struct database *db, const struct oracle *o,
                        struct card_query q) {
    struct arena a = {0};
    size_t at = 0, n;
    struct card *card;
    do {
        scratch_ok(s, card_list(db, &a, &q, &card, &n, &s->e));
        for (size_t i = 0; i < n; i++) {
            while (at < o->n && !belongs(&o->entry[at], &q)) at++;
            assert_true(at < o->n);
            assert_int_equal(card[i].edition.story_id, o->entry[at].id);
            assert_int_equal(card[i].edition.published_ms, o->entry[at].published_ms);
            assert_int_equal(card[i].edition.json.n, 0);
            at++;
        }
        if (n) {
            q.before_ms = card[n - 1].edition.published_ms;
            q.before_id = card[n - 1].edition.story_id;
        }
    } while (n == (size_t)q.limit);
    while (at < o->n && !belongs(&o->entry[at], &q)) at++;
    assert_int_equal(at, o->n);
    arena_release(&a);
}

static void pages_of_a_list_put_together_are_the_whole_list_in_order(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section[3], topic[2];
    static const char *const key[] = {"a", "b", "c"};
    for (int i = 0; i < 3; i++) section[i] = newsroom_section(s, db, key[i]);
    for (int i = 0; i < 2; i++)
        scratch_ok(s, topic_store_ensure(db, str_of(key[i]), STR("eu"), STR(""), &topic[i], &s->e));
    struct oracle *o = arena_alloc(&s->a, sizeof *o);
    uint64_t seed = 7;
    for (int i = 0; i < STORIES; i++) store_random_story(s, db, &seed, section, topic, o);
    qsort(o->entry, o->n, sizeof *o->entry, newest_first);
    for (int i = 0; i < 60; i++) {
        struct card_query q = {.language = STR("es"),
                               .with_off = next_random(&seed) % 2,
                               .before_ms = NOW,
                               .limit = 1 + (int64_t)(next_random(&seed) % 30)};
        uint64_t kind = next_random(&seed) % 3;
        if (kind == 1) q.section_id = section[next_random(&seed) % 3];
        if (kind == 2) q.topic_id = topic[next_random(&seed) % 2];
        if (next_random(&seed) % 3 == 0) q.except_id = 1 + (int64_t)(next_random(&seed) % STORIES);
        check_pages(s, db, o, q);
    }
    database_close(db);
}

static void a_page_does_not_move_when_stories_come_before_it(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola");
    for (int i = 0; i < 20; i++) {
        struct story_write w = newsroom_story(s, section, i);
        newsroom_save(s, db, &w, NOW);
    }
    struct card_query q = {
        .language = STR("eu"), .section_id = section, .before_ms = NOW, .limit = 5};
    struct card *first, *second;
    size_t n;
    scratch_ok(s, card_list(db, &s->a, &q, &first, &n, &s->e));
    struct story_write late = newsroom_story(s, section, 100);
    newsroom_save(s, db, &late, NOW);
    q.before_ms = first[4].edition.published_ms;
    q.before_id = first[4].edition.story_id;
    scratch_ok(s, card_list(db, &s->a, &q, &second, &n, &s->e));
    for (int i = 0; i < 5; i++) assert_int_equal(second[i].edition.published_ms, 14 - i);
    database_close(db);
}

static void what_is_dated_later_is_on_no_list(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola");
    struct story_write now = newsroom_story(s, section, NOW);
    struct story_write later = newsroom_story(s, section, NOW + 1);
    newsroom_save(s, db, &now, NOW);
    newsroom_save(s, db, &later, NOW);
    struct card_query q = {.language = STR("eu"), .before_ms = NOW + 1, .limit = 5};
    struct card *card;
    size_t n;
    scratch_ok(s, card_list(db, &s->a, &q, &card, &n, &s->e));
    assert_int_equal(n, 1);
    assert_int_equal(card[0].edition.story_id, now.story.id);
    q.section_id = q.topic_id = 1;
    assert_int_equal(card_list(db, &s->a, &q, &card, &n, &s->e), E_INVALID);
    database_close(db);
}

static void names_are_in_the_readers_language_or_else_in_the_storys(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section, topic;
    scratch_ok(s,
               section_store_ensure(db, STR("kirola"), STR("eu"), STR("Kirola"), &section, &s->e));
    scratch_ok(s, topic_store_ensure(db, STR("pilota"), STR("eu"), STR("Pilota"), &topic, &s->e));
    scratch_ok(
        s, section_store_set_name(db, section, STR("es"), STR("Deportes"), ORIGIN_PERSON, &s->e));
    struct story_write w = newsroom_story(s, section, 1);
    w.story.topic_id = topic;
    newsroom_save(s, db, &w, NOW);
    struct card card = newsroom_card(s, db, w.story.id, "es");
    assert_str(card.section_name, "Deportes");
    assert_str(card.section_key, "kirola");
    assert_str(card.topic_name, "Pilota");
    assert_str(card.topic_key, "pilota");
    w = newsroom_story(s, newsroom_section(s, db, "mundua"), 1);
    newsroom_save(s, db, &w, NOW);
    card = newsroom_card(s, db, w.story.id, "eu");
    assert_str(card.section_name, "mundua");
    assert_str(card.topic_name, "");
    assert_int_equal(card_load(db, &s->a, 99, STR("eu"), &card, &s->e), E_NOTFOUND);
    database_close(db);
}

static void my_list_keeps_its_order_and_forgets_what_is_not_there(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola");
    int64_t id[CARD_MAX_IDS + 1];
    for (int i = 0; i < 45; i++) {
        struct story_write w = newsroom_story(s, section, i);
        newsroom_save(s, db, &w, NOW);
        id[44 - i] = w.story.id;
    }
    id[10] = 9999;
    id[11] = -1;
    id[12] = 0;
    id[13] = id[14];
    struct card *card;
    size_t n;
    scratch_ok(s, card_by_ids(db, &s->a, STR("en"), id, 45, &card, &n, &s->e));
    assert_int_equal(n, 42);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(card[i].edition.story_id, id[i < 10 ? i : i + 3]);
        assert_int_equal(card[i].edition.state, EDITION_QUEUED);
    }
    scratch_ok(s, card_by_ids(db, &s->a, STR("en"), id, 0, &card, &n, &s->e));
    assert_int_equal(n, 0);
    assert_int_equal(card_by_ids(db, &s->a, STR("en"), id, CARD_MAX_IDS + 1, &card, &n, &s->e),
                     E_LIMIT);
    database_close(db);
}

static void what_becomes_public_next_is_known(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t section = newsroom_section(s, db, "kirola"), due, *id, ids[3];
    size_t n;
    for (int i = 0; i < 3; i++) {
        struct story_write w = newsroom_story(s, section, NOW + 100 * i);
        newsroom_save(s, db, &w, NOW);
        ids[i] = w.story.id;
    }
    struct str eu = STR("eu");
    scratch_ok(s, card_next_due(db, eu, NOW, &due, &s->e));
    assert_int_equal(due, NOW + 100);
    scratch_ok(s, card_due(db, &s->a, eu, NOW, NOW + 199, &id, &n, &s->e));
    assert_int_equal(n, 1);
    assert_int_equal(id[0], ids[1]);
    scratch_ok(s, card_next_due(db, eu, NOW + 200, &due, &s->e));
    assert_true(due == INT64_MAX);
    scratch_ok(s, card_next_due(db, STR("es"), NOW, &due, &s->e)); /* not translated yet */
    assert_true(due == INT64_MAX);
    database_close(db);
}

static void a_list_goes_on_only_behind_one_of_its_stories(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 500);
    newsroom_save(s, db, &w, NOW);
    static const struct {
        const char *language;
        int64_t at_ms, id_more;
        bool is;
    } place[] = {
        {"eu", 500, 0, true}, {"eu", 501, 0, false}, {"eu", 500, 1, false}, {"es", 500, 0, false}};
    for (size_t i = 0; i < 4; i++) {
        bool is = !place[i].is;
        scratch_ok(s, card_is_place(db, str_of(place[i].language), place[i].at_ms,
                                    w.story.id + place[i].id_more, &is, &s->e));
        assert_int_equal(is, place[i].is);
    }
    database_close(db);
}

static void a_state_that_does_not_exist_is_an_error_not_a_guess(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    struct story_write w = newsroom_story(s, newsroom_section(s, db, "kirola"), 1);
    newsroom_save(s, db, &w, NOW);
    scratch_run(s, db, "UPDATE edition SET state = 'liev' WHERE language = 'es'");
    scratch_run(s, db, "UPDATE edition SET label = 'good' WHERE language = 'eu'");
    struct card card;
    assert_int_equal(card_load(db, &s->a, w.story.id, STR("es"), &card, &s->e), E_DB);
    assert_int_equal(card_load(db, &s->a, w.story.id, STR("eu"), &card, &s->e), E_DB);
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(pages_of_a_list_put_together_are_the_whole_list_in_order),
        SCRATCH_TEST(a_page_does_not_move_when_stories_come_before_it),
        SCRATCH_TEST(what_is_dated_later_is_on_no_list),
        SCRATCH_TEST(names_are_in_the_readers_language_or_else_in_the_storys),
        SCRATCH_TEST(my_list_keeps_its_order_and_forgets_what_is_not_there),
        SCRATCH_TEST(what_becomes_public_next_is_known),
        SCRATCH_TEST(a_list_goes_on_only_behind_one_of_its_stories),
        SCRATCH_TEST(a_state_that_does_not_exist_is_an_error_not_a_guess),
    };
    return cmocka_run_group_tests_name("card", tests, NULL, NULL);
}
