#include "store/memory_learn.h"
#include "store/memory_search.h"
#include "store/memory_write.h"
#include "story/memory_shape.h"
#include "unit/store/newsroom.h"

struct room {
    struct scratch *s;
    struct database *db;
};

static struct room open_room(void **state) {
    struct room r = {*state, newsroom_open(*state)};
    return r;
}

static struct memory_entry entry_of(const char *from, const char *to, const char *source,
                                    const char *target) {
    return (struct memory_entry){.from = str_of(from),
                                 .to = str_of(to),
                                 .source.s = str_of(source),
                                 .target.s = str_of(target),
                                 .who = STR("Ane"),
                                 .role = STR("editor"),
                                 .approved = true,
                                 .at_ms = NOW};
}

static int64_t put(struct room *r, const struct memory_entry *entry) {
    int64_t id = -1;
    scratch_ok(r->s, database_begin(r->db, &r->s->e));
    scratch_ok(r->s, database_end(r->db, memory_store_put(r->db, &r->s->a, entry, &id, &r->s->e),
                                  &r->s->e));
    return id;
}

static void refuse(struct room *r, const struct memory_entry *entry) {
    scratch_ok(r->s, database_begin(r->db, &r->s->e));
    scratch_ok(
        r->s, database_end(r->db, memory_store_refuse(r->db, &r->s->a, entry, &r->s->e), &r->s->e));
}

/* The translations of just these words, joined with "|". */
static struct str exact(struct room *r, const char *from, const char *to, const char *words,
                        int64_t story, int64_t section) {
    struct memory_wish wish = {str_of(from), str_of(to), str_of(words), story, section};
    struct memory_entry *entry;
    struct str all = STR("");
    size_t n;
    scratch_ok(r->s, memory_search_exact(r->db, &r->s->a, &wish, &entry, &n, &r->s->e));
    for (size_t i = 0; i < n; i++)
        all = arena_printf(&r->s->a, "%.*s%s%.*s", (int)all.n, all.p, i ? "|" : "",
                           (int)entry[i].target.s.n, entry[i].target.s.p);
    return all;
}

static size_t count_near(struct room *r, const char *to, const char *words, struct str *ret_first) {
    struct memory_wish wish = {STR("eu"), str_of(to), str_of(words), 0, 0};
    struct memory_entry *entry;
    size_t n;
    scratch_ok(r->s, memory_search_near(r->db, &r->s->a, &wish, &entry, &n, &r->s->e));
    *ret_first = n ? entry[0].target.s : STR("");
    return n;
}

static void a_sentence_is_found_in_its_direction_only(void **state) {
    struct room r = open_room(state);
    struct memory_entry entry = entry_of("eu", "es", "Kaixo, mundua.", "Hola, mundo.");
    struct str first;
    assert_true(put(&r, &entry) > 0);
    assert_str(exact(&r, "eu", "es", "Kaixo, mundua.", 0, 0), "Hola, mundo.");
    assert_str(exact(&r, "eu", "fr", "Kaixo, mundua.", 0, 0), "");
    assert_str(exact(&r, "es", "eu", "Kaixo, mundua.", 0, 0), "");
    assert_str(exact(&r, "es", "eu", "Hola, mundo.", 0, 0), "");
    assert_str(exact(&r, "eu", "es", "kaixo, mundua.", 0, 0), "");
    assert_int_equal(count_near(&r, "es", "kaixo, mundua.", &first), 1);
    assert_int_equal(count_near(&r, "fr", "kaixo, mundua.", &first), 0);
    assert_int_equal(count_near(&r, "es", "Kaixo, mundua.", &first), 0);
    /* Not even where two directions, or two sentences, have the same key and bands by chance. */
    scratch_run(r.s, r.db, "UPDATE memory SET target_language = 'gl'");
    assert_str(exact(&r, "eu", "es", "Kaixo, mundua.", 0, 0), "");
    assert_int_equal(count_near(&r, "es", "kaixo, mundua.", &first), 0);
    scratch_run(r.s, r.db, "UPDATE memory SET target_language = 'es', words = 'Agur.'");
    assert_str(exact(&r, "eu", "es", "Kaixo, mundua.", 0, 0), "");
    database_close(r.db);
}

static void a_story_has_one_translation_of_a_sentence_and_the_newest_counts(void **state) {
    struct room r = open_room(state);
    struct memory_entry entry = entry_of("eu", "es", "Bai.", "Sí.");
    entry.story_id = 7;
    int64_t id = put(&r, &entry);
    entry.target.s = STR("Claro.");
    entry.at_ms++;
    assert_int_equal(put(&r, &entry), id);
    assert_str(exact(&r, "eu", "es", "Bai.", 0, 0), "Claro.");
    entry.target.s = STR("Ya.");
    entry.at_ms -= 5;
    assert_int_equal(put(&r, &entry), 0); /* what is older changes nothing */
    assert_str(exact(&r, "eu", "es", "Bai.", 0, 0), "Claro.");
    database_close(r.db);
}

static void
of_many_the_approved_one_of_the_story_its_section_and_the_newest_go_first(void **state) {
    struct room r = open_room(state);
    static const struct {
        int64_t story, section, at_ms;
        const char *target;
        bool approved;
    } row[] = {{1, 5, 10, "own", true},
               {2, 5, 20, "section", true},
               {3, 6, 40, "newest", true},
               {4, 6, 30, "older", true},
               {5, 5, 50, "spelling", false}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct memory_entry entry = entry_of("eu", "es", "Bai.", row[i].target);
        entry.story_id = row[i].story;
        entry.section_id = row[i].section;
        entry.at_ms = row[i].at_ms;
        entry.approved = row[i].approved;
        put(&r, &entry);
    }
    assert_str(exact(&r, "eu", "es", "Bai.", 1, 5), "own|section|newest|older|spelling");
    assert_str(exact(&r, "eu", "es", "Bai.", 9, 5), "section|own|newest|older|spelling");
    assert_str(exact(&r, "eu", "es", "Bai.", 0, 0), "newest|older|section|own|spelling");
    database_close(r.db);
}

static void what_was_rejected_does_not_come_back(void **state) {
    struct room r = open_room(state);
    struct memory_entry entry = entry_of("eu", "es", "Bai.", "Sí."), other = entry;
    struct str first;
    entry.story_id = 1;
    put(&r, &entry);
    other.story_id = 2;
    other.at_ms += 10;
    refuse(&r, &other); /* somebody of another story */
    assert_str(exact(&r, "eu", "es", "Bai.", 1, 0), "");
    assert_int_equal(count_near(&r, "es", "Bai!", &first), 0);
    assert_int_equal(put(&r, &entry), 0); /* an import, or the ledger again */
    entry.target.s = STR("Claro.");
    assert_int_equal(put(&r, &entry), 0); /* nor what story 1 said before that */
    entry.target.s = STR("Sí.");
    entry.at_ms += 20;
    assert_true(put(&r, &entry) > 0); /* a person says it is right, after all */
    assert_str(exact(&r, "eu", "es", "Bai.", 1, 0), "Sí.");
    assert_int_equal(count_near(&r, "es", "Bai!", &first), 1);
    assert_str(exact(&r, "eu", "es", "Bai.", 2, 0), ""); /* but never where it was rejected */
    assert_str(exact(&r, "eu", "es", "Bai.", 3, 0), "Sí.");
    database_close(r.db);
}

static void an_entry_that_is_taken_out_stays_out(void **state) {
    struct room r = open_room(state);
    struct memory_entry entry = entry_of("eu", "es", "Bai.", "Sí."), found;
    int64_t id = put(&r, &entry);
    scratch_ok(r.s, database_begin(r.db, &r.s->e));
    scratch_ok(r.s, database_end(r.db, memory_write_remove(r.db, &r.s->a, id, NOW - 50, &r.s->e),
                                 &r.s->e));
    assert_int_equal(memory_store_get(r.db, &r.s->a, id, &found, &r.s->e), E_NOTFOUND);
    entry.at_ms = NOW - 1;
    assert_int_equal(put(&r, &entry), 0);
    assert_str(exact(&r, "eu", "es", "Bai.", 0, 0), "");
    database_close(r.db);
}

static void a_translation_that_could_not_stand_there_is_refused(void **state) {
    struct room r = open_room(state);
    struct mark mark = {MARK_LINK, 0, 3, STR("https://a.example/"), STR("")};
    struct memory_entry entry = entry_of("eu", "es", "Bai.", "Sí.");
    char *words = arena_alloc(&r.s->a, MEMORY_SHAPE_MAX_BYTES + 1);
    int64_t id;
    assert_int_equal(memory_store_put(r.db, &r.s->a, &entry, &id, &r.s->e), E_INVALID);
    scratch_ok(r.s, database_begin(r.db, &r.s->e));
    entry.source.mark = &mark;
    entry.source.n_marks = 1;
    assert_int_equal(memory_store_put(r.db, &r.s->a, &entry, &id, &r.s->e), E_INVALID);
    entry.source.n_marks = 0;
    entry.target.s = STR("");
    assert_int_equal(memory_store_put(r.db, &r.s->a, &entry, &id, &r.s->e), E_INVALID);
    memset(words, 'a', MEMORY_SHAPE_MAX_BYTES + 1);
    entry.target.s = (struct str){words, MEMORY_SHAPE_MAX_BYTES + 1};
    assert_int_equal(memory_store_put(r.db, &r.s->a, &entry, &id, &r.s->e), E_LIMIT);
    database_rollback(r.db);
    assert_int_equal(scratch_number(r.s, r.db, "SELECT COUNT(*) FROM memory"), 0);
    database_close(r.db);
}

static void editions_that_show_an_entry_are_made_again_when_it_goes(void **state) {
    struct room r = open_room(state);
    struct story_write story = newsroom_story(r.s, newsroom_section(r.s, r.db, "herria"), NOW);
    newsroom_save(r.s, r.db, &story, NOW);
    scratch_run(r.s, r.db, "DELETE FROM job");
    struct memory_entry entry = entry_of("eu", "es", "Bai.", "Sí.");
    entry.id = put(&r, &entry);
    const struct memory_entry *used[] = {&entry, &entry};
    int64_t id = story.story.id;
    scratch_ok(r.s, memory_store_set_used(r.db, id, STR("es"), used, 2, &r.s->e));
    struct memory_entry found;
    scratch_ok(r.s, memory_store_get(r.db, &r.s->a, entry.id, &found, &r.s->e));
    assert_int_equal(found.n_used, 1);
    struct memory_entry gone = entry;
    gone.at_ms++;
    refuse(&r, &gone);
    assert_int_equal(scratch_number(r.s, r.db, "SELECT COUNT(*) FROM job WHERE language = 'es'"),
                     1);
    assert_int_equal(scratch_number(r.s, r.db, "SELECT COUNT(*) FROM job"), 1);
    /* A worker that read the memory before cannot store what it made of that. */
    assert_int_equal(memory_store_set_used(r.db, id, STR("es"), used, 1, &r.s->e), E_CONFLICT);
    database_close(r.db);
}

static void a_direction_is_read_in_pages(void **state) {
    struct room r = open_room(state);
    for (int i = 0; i < 25; i++) {
        struct memory_entry entry = entry_of("eu", i % 5 ? "es" : "fr",
                                             arena_printf(&r.s->a, "Esaldia %d.", i).p, "Frase.");
        put(&r, &entry);
    }
    struct memory_query q = {.from = STR("eu"), .to = STR("es"), .limit = 6};
    struct memory_entry *entry;
    size_t n = 6, all = 0;
    while (n == 6) {
        scratch_ok(r.s, memory_store_list(r.db, &r.s->a, &q, &entry, &n, &r.s->e));
        for (size_t i = 0; i < n; i++) {
            assert_str(entry[i].to, "es");
            assert_true(entry[i].id > q.after_id);
            q.after_id = entry[i].id;
            all++;
        }
    }
    assert_int_equal(all, 20);
    struct memory_count *count;
    scratch_ok(r.s, memory_store_count(r.db, &r.s->a, &count, &n, &r.s->e));
    assert_int_equal(n, 2);
    assert_int_equal(count[0].n, 20);
    assert_int_equal(count[0].n_written, 20);
    database_close(r.db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_sentence_is_found_in_its_direction_only),
        SCRATCH_TEST(a_story_has_one_translation_of_a_sentence_and_the_newest_counts),
        SCRATCH_TEST(of_many_the_approved_one_of_the_story_its_section_and_the_newest_go_first),
        SCRATCH_TEST(what_was_rejected_does_not_come_back),
        SCRATCH_TEST(an_entry_that_is_taken_out_stays_out),
        SCRATCH_TEST(a_translation_that_could_not_stand_there_is_refused),
        SCRATCH_TEST(editions_that_show_an_entry_are_made_again_when_it_goes),
        SCRATCH_TEST(a_direction_is_read_in_pages),
    };
    return cmocka_run_group_tests_name("memory_store", tests, NULL, NULL);
}
