#include "store/search_write.h"

#include "store/change_store.h"
#include "store/search_slot.h"
#include "store/search_text.h"
#include "store/search_topic_store.h"

enum { CHANGES_AT_ONCE = 32, STORIES_AT_ONCE = 16 };

struct state {
    struct str form;
    int64_t change_id, due_ms, next_story_id;
};

/* A story to look at again, in one language or in all. */
struct task {
    int64_t story_id;
    struct str language; /* "": all */
};

/* What one step takes in: read first, written then. */
struct step {
    struct database *db;
    struct arena *a;
    struct search_stemmer_set *stemmers;
    const struct search_write_options *options;
    int64_t now_ms;
    struct state before, after;
    struct task *task;
    size_t n_tasks, task_capacity;
    int64_t *topic;
    size_t n_topics, topic_capacity;
    struct search_text *text;
    size_t n_texts, text_capacity;
    bool clear;
};

static int read_state(struct step *s, struct state *ret_state, struct err *e) {
    struct rows *rows;
    int rc = database_query(s->db,
                            "SELECT form, change_id, due_ms, next_story_id FROM search_state"
                            " WHERE id = 1",
                            NULL, 0, &rows, e);
    if (rc) return rc;
    if (rows_next(rows, e))
        *ret_state = (struct state){rows_text(rows, s->a, 0), rows_int64(rows, 1),
                                    rows_int64(rows, 2), rows_int64(rows, 3)};
    else
        rc = err_set(e, E_DB, "the state of the search index is missing");
    return rows_close(rows, rc, e);
}

static void add_task(struct step *s, int64_t story_id, struct str language) {
    for (size_t i = 0; i < s->n_tasks; i++) {
        struct task *task = &s->task[i];
        if (task->story_id != story_id) continue;
        if (language.n == 0) task->language = language;
        if (task->language.n == 0 || str_eq(task->language, language)) return;
    }
    s->task = arena_grow(s->a, s->task, s->n_tasks, &s->task_capacity, sizeof *s->task);
    s->task[s->n_tasks++] = (struct task){story_id, language};
}

static int read_changes(struct step *s, struct err *e) {
    struct change *change;
    size_t n;
    int rc = change_store_since(s->db, s->a, s->before.change_id, CHANGES_AT_ONCE, &change, &n, e);
    for (size_t i = 0; i < n && !rc; i++) {
        s->after.change_id = change[i].id;
        if (change[i].kind == CHANGE_STORY) add_task(s, change[i].story_id, STR(""));
        if (change[i].kind == CHANGE_EDITION) add_task(s, change[i].story_id, change[i].language);
        if (change[i].kind != CHANGE_TOPIC) continue;
        s->topic = arena_grow(s->a, s->topic, s->n_topics, &s->topic_capacity, sizeof *s->topic);
        s->topic[s->n_topics++] = change[i].story_id;
    }
    return rc;
}

static int is_indexed(struct step *s, int64_t story_id, struct str language, bool *ret_is,
                      struct err *e) {
    int64_t n;
    int rc = database_int64(
        s->db, "SELECT count(*) FROM search_edition WHERE story_id = $1 AND language = $2",
        SQL_VALUES(value_int64(story_id), value_text(language)), &n, e);
    if (!rc) *ret_is = n > 0;
    return rc;
}

/* Stories whose date came since the last look. Most were saved since, and are there already. */
static int read_due(struct step *s, struct err *e) {
    int rc = 0;
    for (size_t i = 0; i < s->options->n_languages && !rc; i++) {
        int64_t *id;
        size_t n;
        struct str language = s->options->language[i];
        rc = card_due(s->db, s->a, language, s->before.due_ms, s->now_ms, &id, &n, e);
        if (!rc && n) s->after.due_ms = s->now_ms;
        for (size_t k = 0; k < n && !rc; k++) {
            bool is;
            rc = is_indexed(s, id[k], language, &is, e);
            if (!rc && !is) add_task(s, id[k], language);
        }
    }
    return rc;
}

static int read_next_stories(struct step *s, struct err *e) {
    struct rows *rows;
    int64_t limit = s->options->stories ? s->options->stories : STORIES_AT_ONCE, n = 0;
    int rc = database_query(s->db, "SELECT id FROM story WHERE id >= $1 ORDER BY id LIMIT $2",
                            SQL_VALUES(value_int64(s->before.next_story_id), value_int64(limit)),
                            &rows, e);
    if (rc) return rc;
    for (; rows_next(rows, e); n++) {
        add_task(s, rows_int64(rows, 0), STR(""));
        s->after.next_story_id = rows_int64(rows, 0) + 1;
    }
    if (n < limit) s->after.next_story_id = 0;
    return rows_close(rows, 0, e);
}

/* Words of another form than this program's find nothing: all is made anew, from the changes that
   are still to come on. Topics are few. */
static int start_anew(struct step *s, struct err *e) {
    s->clear = true;
    s->after =
        (struct state){.form = STR(SEARCH_STEMMER_FORM), .due_ms = s->now_ms, .next_story_id = 1};
    return change_store_last(s->db, &s->after.change_id, e);
}

static int read_languages(struct step *s, const struct task *task, struct str **ret_language,
                          size_t *ret_n, struct err *e) {
    struct str *language = NULL;
    size_t n = 0, capacity = 0;
    struct rows *rows;
    int rc = database_query(
        s->db,
        "SELECT language FROM edition WHERE story_id = $1 AND state = 'live'"
        " AND text_language = language AND published_ms <= $2"
        " AND (language = $3 OR $3 = '')",
        SQL_VALUES(value_int64(task->story_id), value_int64(s->now_ms), value_text(task->language)),
        &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        language = arena_grow(s->a, language, n, &capacity, sizeof *language);
        language[n++] = rows_text(rows, s->a, 0);
    }
    *ret_language = language;
    *ret_n = n;
    return rows_close(rows, 0, e);
}

static int read_texts(struct step *s, const struct task *task, struct err *e) {
    struct str *language;
    size_t n;
    int rc = read_languages(s, task, &language, &n, e);
    for (size_t i = 0; i < n && !rc; i++) {
        struct card card;
        rc = card_load(s->db, s->a, task->story_id, language[i], &card, e);
        if (rc) break;
        s->text = arena_grow(s->a, s->text, s->n_texts, &s->text_capacity, sizeof *s->text);
        rc = search_text_make(s->a, search_stemmer_find(s->stemmers, language[i]), &card,
                              &s->text[s->n_texts++], e);
    }
    return rc;
}

/* All from one state of the database, without keeping anybody from writing. */
static int read_step(struct step *s, struct err *e) {
    int rc = read_state(s, &s->before, e);
    s->after = s->before;
    if (rc) return rc;
    if (!str_eq(s->before.form, STR(SEARCH_STEMMER_FORM))) return start_anew(s, e);
    /* A clock that was set back: what it comes to again becomes due again. */
    if (s->after.due_ms > s->now_ms) s->after.due_ms = s->now_ms;
    rc = read_changes(s, e);
    if (!rc && s->after.change_id == s->before.change_id) rc = read_due(s, e);
    if (!rc && s->n_tasks == 0 && s->n_topics == 0 && s->before.next_story_id)
        rc = read_next_stories(s, e);
    for (size_t i = 0; i < s->n_tasks && !rc; i++) rc = read_texts(s, &s->task[i], e);
    return rc;
}

static int remove_text(struct step *s, struct search_text_counts *counts, int64_t id,
                       struct err *e) {
    struct rows *rows;
    struct value value = value_int64(id);
    int rc = database_query(s->db, "SELECT headline, body FROM search_text WHERE @search_id@ = $1",
                            &value, 1, &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e))
        search_text_count(s->a, counts, rows_text(rows, s->a, 0), rows_text(rows, s->a, 1), -1);
    rc = rows_close(rows, 0, e);
    if (!rc)
        rc = database_run(s->db, "DELETE FROM search_text WHERE @search_id@ = $1", &value, 1, e);
    if (!rc) rc = database_run(s->db, "DELETE FROM search_edition WHERE id = $1", &value, 1, e);
    return rc;
}

/* Takes out all that a task may put in anew, or not. */
static int remove_task(struct step *s, const struct task *task, struct search_text_counts *counts,
                       struct err *e) {
    struct rows *rows;
    int64_t *id = NULL;
    size_t n = 0, capacity = 0;
    int rc = database_query(s->db,
                            "SELECT id FROM search_edition WHERE story_id = $1"
                            " AND (language = $2 OR $2 = '')",
                            SQL_VALUES(value_int64(task->story_id), value_text(task->language)),
                            &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        id = arena_grow(s->a, id, n, &capacity, sizeof *id);
        id[n++] = rows_int64(rows, 0);
    }
    rc = rows_close(rows, 0, e);
    for (size_t i = 0; i < n && !rc; i++) rc = remove_text(s, counts, id[i], e);
    return rc;
}

static int put_text(struct step *s, const struct search_text *text,
                    struct search_text_counts *counts, struct err *e) {
    int64_t id;
    int rc = search_slot_take(s->db, text->published_ms, &id, e);
    if (!rc)
        rc = database_run(s->db,
                          "INSERT INTO search_edition (id, story_id, language, published_ms)"
                          " VALUES ($1, $2, $3, $4)",
                          SQL_VALUES(value_int64(id), value_int64(text->story_id),
                                     value_text(text->language), value_int64(text->published_ms)),
                          e);
    if (!rc)
        rc = database_run(s->db,
                          "INSERT INTO search_text (@search_id@, headline, body, filing)"
                          " VALUES ($1, $2, $3, $4)",
                          SQL_VALUES(value_int64(id), value_text(text->headline),
                                     value_text(text->body), value_text(text->filing)),
                          e);
    search_text_count(s->a, counts, text->headline, text->body, 1);
    return rc;
}

static int write_count(struct step *s, const struct search_text_count *count, struct err *e) {
    struct str form = count->key, language = str_cut(&form, ' ');
    if (count->uses == 0) return 0;
    int rc = database_run(
        s->db,
        "INSERT INTO search_word (language, form, uses) VALUES ($1, $2, $3)"
        " ON CONFLICT (language, form) DO UPDATE SET uses = search_word.uses + excluded.uses",
        SQL_VALUES(value_text(language), value_text(form), value_int64(count->uses)), e);
    if (rc || count->uses > 0) return rc;
    return database_run(s->db,
                        "DELETE FROM search_word WHERE language = $1 AND form = $2 AND uses <= 0",
                        SQL_VALUES(value_text(language), value_text(form)), e);
}

static int write_state(struct step *s, struct err *e) {
    return database_run(s->db,
                        "UPDATE search_state SET form = $1, change_id = $2, due_ms = $3,"
                        " next_story_id = $4 WHERE id = 1",
                        SQL_VALUES(value_text(s->after.form), value_int64(s->after.change_id),
                                   value_int64(s->after.due_ms),
                                   value_int64(s->after.next_story_id)),
                        e);
}

static int clear(struct database *db, struct err *e) {
    int rc = database_run(db, "DROP TABLE search_text", NULL, 0, e);
    if (!rc) rc = database_run(db, "@search_table@", NULL, 0, e);
    if (!rc) rc = database_run(db, "DELETE FROM search_edition", NULL, 0, e);
    if (!rc) rc = database_run(db, "DELETE FROM search_word", NULL, 0, e);
    return rc;
}

/* Somebody else's step since the reading makes this one void. */
static int check_state(struct step *s, struct err *e) {
    struct state now;
    int rc = read_state(s, &now, e);
    if (rc) return rc;
    if (now.change_id == s->before.change_id && now.due_ms == s->before.due_ms &&
        now.next_story_id == s->before.next_story_id && str_eq(now.form, s->before.form))
        return 0;
    return err_set(e, E_CONFLICT, "another process writes the search index");
}

static int write_step(struct step *s, struct err *e) {
    struct search_text_counts counts = {0};
    int rc = check_state(s, e);
    if (!rc && s->clear) rc = clear(s->db, e);
    if (!rc && s->clear) rc = search_topic_store_update(s->db, s->a, 0, e);
    for (size_t i = 0; i < s->n_topics && !rc; i++)
        rc = search_topic_store_update(s->db, s->a, s->topic[i], e);
    for (size_t i = 0; i < s->n_tasks && !rc; i++) rc = remove_task(s, &s->task[i], &counts, e);
    for (size_t i = 0; i < s->n_texts && !rc; i++) rc = put_text(s, &s->text[i], &counts, e);
    for (size_t i = 0; i < counts.n && !rc; i++) rc = write_count(s, counts.count[i], e);
    return rc ? rc : write_state(s, e);
}

static int count_left(struct step *s, int64_t *ret_stories, struct err *e) {
    *ret_stories = 0;
    if (s->after.next_story_id == 0) return 0;
    return database_int64(s->db, "SELECT coalesce(max(id) - $1 + 1, 0) FROM story",
                          SQL_VALUES(value_int64(s->after.next_story_id)), ret_stories, e);
}

int search_write_step(struct database *db, struct arena *a, struct search_stemmer_set *stemmers,
                      const struct search_write_options *options, int64_t now_ms,
                      struct search_progress *ret_progress, struct err *e) {
    struct step s = {.db = db, .a = a, .stemmers = stemmers, .options = options, .now_ms = now_ms};
    int rc = database_begin_reading(db, e);
    if (rc) return rc;
    rc = database_end(db, read_step(&s, e), e);
    if (rc) return rc;
    bool something = s.clear || s.after.change_id != s.before.change_id ||
                     s.after.due_ms != s.before.due_ms ||
                     s.after.next_story_id != s.before.next_story_id;
    if (something) {
        rc = database_begin(db, e);
        if (!rc) rc = database_end(db, write_step(&s, e), e);
    }
    ret_progress->worked = something;
    return rc ? rc : count_left(&s, &ret_progress->stories, e);
}

int search_write_clear(struct database *db, struct err *e) {
    return database_run(db, "UPDATE search_state SET form = '' WHERE id = 1", NULL, 0, e);
}

int search_write_count(struct database *db, int64_t *ret_n, struct err *e) {
    return database_int64(db, "SELECT count(*) FROM search_edition", NULL, 0, ret_n, e);
}

int search_write_tidy(struct database *db, struct err *e) {
    return database_run(db, "@search_tidy@", NULL, 0, e);
}
