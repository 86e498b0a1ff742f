/* The index of search follows what is stored: after any changes it is what a new one would be. */
#include "base/buf.h"
#include "store/search_find.h"
#include "store/search_write.h"
#include "unit/store/newsroom.h"

static const struct str languages[] = {{"eu", 2}, {"es", 2}};

static struct str document(struct scratch *s, const char *text) {
    return arena_printf(&s->a,
                        "{\"v\":2,\"b\":[{\"k\":\"headline\",\"t\":\"Izenburua\"},"
                        "{\"k\":\"paragraph\",\"t\":\"%s\"}]}",
                        text);
}

static int64_t save(struct scratch *s, struct database *db, int64_t id, const char *text,
                    int64_t published_ms) {
    struct story_write w =
        newsroom_story(s, newsroom_section(s, db, "herria"), published_ms ? published_ms : NOW);
    w.story.id = id;
    w.n_targets = 0;
    w.edition.headline = STR("Izenburua");
    w.edition.json = document(s, text);
    newsroom_save(s, db, &w, NOW);
    return w.story.id;
}

static void catch_up(struct scratch *s, struct database *db, int64_t now_ms) {
    struct search_stemmer_set stemmers = {0};
    struct search_write_options options = {languages, 2, 3};
    struct search_progress progress = {.worked = true};
    for (int i = 0; i < 1000 && progress.worked; i++)
        scratch_ok(s, search_write_step(db, &s->a, &stemmers, &options, now_ms, &progress, &s->e));
    assert_false(progress.worked);
    assert_int_equal(progress.stories, 0);
    search_stemmer_release(&stemmers);
}

static size_t find(struct scratch *s, struct database *db, const char *typed) {
    struct search_query query = search_query_parse(&s->a, str_of(typed), false);
    struct search_request request = {.query = &query, .language = STR("eu"), .now_ms = NOW};
    struct search_stemmer *stemmer = search_stemmer_open(STR("eu"));
    struct search_hit *hit;
    size_t n = 0;
    bool more;
    scratch_ok(s, search_find(db, &s->a, stemmer, &request, &hit, &n, &more, &s->e));
    search_stemmer_close(stemmer);
    return n;
}

/* Every word with the number of its editions, and every edition. */
static struct str dump(struct scratch *s, struct database *db) {
    struct rows *rows;
    struct buf out;
    buf_init(&out, 1 << 20);
    scratch_ok(s, database_query(db,
                                 "SELECT form, uses FROM search_word UNION ALL SELECT language,"
                                 " story_id FROM search_edition ORDER BY 1, 2",
                                 NULL, 0, &rows, &s->e));
    while (rows_next(rows, &s->e)) {
        struct str form = rows_text(rows, &s->a, 0);
        buf_printf(&out, "%.*s %lld\n", (int)form.n, form.p, (long long)rows_int64(rows, 1));
    }
    scratch_ok(s, rows_close(rows, 0, &s->e));
    struct str text = buf_keep(&out, &s->a);
    buf_release(&out);
    return text;
}

static void a_saved_story_is_found_and_its_old_words_are_not(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    int64_t id = save(s, db, 0, "Etxe berria mendian", 0);
    catch_up(s, db, NOW);
    assert_int_equal(find(s, db, "etxeetan"), 1);
    assert_int_equal(find(s, db, "\"etxe berria\""), 1);
    assert_int_equal(find(s, db, "etxe -mendia"), 0);
    save(s, db, id, "Liburu zaharra", 0);
    catch_up(s, db, NOW);
    assert_int_equal(find(s, db, "etxea"), 0);
    assert_int_equal(find(s, db, "mend*"), 0);
    assert_int_equal(find(s, db, "liburuak"), 1);
    database_close(db);
}

static void an_embargo_covers_the_index_and_its_words(void **state) {
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    save(s, db, 0, "Isilpekoa", NOW + 5000);
    catch_up(s, db, NOW);
    assert_true(str_eq(dump(s, db), STR("")));
    catch_up(s, db, NOW + 4999);
    assert_int_equal(find(s, db, "isilp*"), 0);
    catch_up(s, db, NOW + 5000);
    assert_int_equal(find(s, db, "isilpekoa"), 1);
    database_close(db);
}

static void after_any_changes_the_index_is_what_a_new_one_would_be(void **state) {
    static const char *const words[] = {"etxea", "mendian",  "liburuak",
                                        "zubia", "itsasoan", "etxe"};
    struct scratch *s = *state;
    struct database *db = newsroom_open(s);
    uint64_t random = 42;
    int64_t last = 0;
    for (int i = 0; i < 60; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        unsigned r = (unsigned)(random >> 33);
        const char *text = arena_printf(&s->a, "%s %s", words[r % 6], words[r / 6 % 6]).p;
        int64_t id = last && r / 36 % 2 ? 1 + r / 72 % last : 0;
        int64_t saved = save(s, db, id, text, r % 5 ? 0 : NOW + 1000);
        if (saved > last) last = saved;
        if (r % 3 == 0) catch_up(s, db, NOW + (r % 7 ? 0 : 2000));
    }
    catch_up(s, db, NOW + 2000);
    struct str followed = dump(s, db);
    scratch_ok(s, search_write_clear(db, &s->e));
    catch_up(s, db, NOW + 2000);
    assert_true(followed.n > 100 && str_eq(followed, dump(s, db)));
    database_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_saved_story_is_found_and_its_old_words_are_not),
        SCRATCH_TEST(an_embargo_covers_the_index_and_its_words),
        SCRATCH_TEST(after_any_changes_the_index_is_what_a_new_one_would_be),
    };
    return cmocka_run_group_tests_name("search_index", tests, NULL, NULL);
}
