#include "store/story_store.h"

#define SELECT_STORY                                                                               \
    "SELECT id, source_language, section_id, topic_id, byline, published_ms, created_ms,"          \
    " updated_ms, revision, import_key, import_hash FROM story"

static struct value words_value(const struct story_row *story) {
    return story->words.n ? value_blob(story->words) : value_null();
}

int story_store_insert(struct database *db, const struct story_row *story, int64_t *ret_id,
                       struct err *e) {
    return database_int64(
        db,
        "INSERT INTO story (source_language, section_id, topic_id, byline, published_ms,"
        " created_ms, updated_ms, revision, import_key, import_hash, words)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10) RETURNING id",
        SQL_VALUES(value_text(story->source_language), value_id(story->section_id),
                   value_id(story->topic_id), value_text(story->byline),
                   value_int64(story->published_ms), value_int64(story->created_ms),
                   value_int64(story->updated_ms), value_text_or_null(story->import_key),
                   value_text(story->import_hash), words_value(story)),
        ret_id, e);
}

/* Nothing was updated: because it is not there, or because somebody was first. */
static int explain_missing(struct database *db, int64_t id, struct err *e) {
    int64_t there;
    int rc = database_int64(db, "SELECT count(*) FROM story WHERE id = $1",
                            SQL_VALUES(value_int64(id)), &there, e);
    if (rc) return rc;
    if (!there) return err_set(e, E_NOTFOUND, "there is no story %lld", (long long)id);
    err_set(e, E_CONFLICT, "somebody else has saved story %lld in the meantime", (long long)id);
    return err_hint(e, "load it again and repeat your changes");
}

int story_store_update(struct database *db, const struct story_row *story, int64_t *ret_revision,
                       struct err *e) {
    struct err missing;
    int rc = database_int64(
        db,
        "UPDATE story SET section_id = $2, topic_id = $3, byline = $4, published_ms = $5,"
        " updated_ms = $6, import_key = $7, import_hash = $8, words = $10, revision = revision + 1"
        " WHERE id = $1 AND (revision = $9 OR $9 = 0) RETURNING revision",
        SQL_VALUES(value_int64(story->id), value_id(story->section_id), value_id(story->topic_id),
                   value_text(story->byline), value_int64(story->published_ms),
                   value_int64(story->updated_ms), value_text_or_null(story->import_key),
                   value_text(story->import_hash), value_int64(story->revision),
                   words_value(story)),
        ret_revision, &missing);
    if (rc == E_NOTFOUND) return explain_missing(db, story->id, e);
    if (rc) *e = missing;
    return rc;
}

static struct story_row read_story(const struct rows *rows, struct arena *a) {
    return (struct story_row){
        .id = rows_int64(rows, 0),
        .source_language = rows_text(rows, a, 1),
        .section_id = rows_int64(rows, 2),
        .topic_id = rows_int64(rows, 3),
        .byline = rows_text(rows, a, 4),
        .published_ms = rows_int64(rows, 5),
        .created_ms = rows_int64(rows, 6),
        .updated_ms = rows_int64(rows, 7),
        .revision = rows_int64(rows, 8),
        .import_key = rows_text(rows, a, 9),
        .import_hash = rows_text(rows, a, 10),
    };
}

static int find(struct database *db, struct arena *a, const char *sql, struct value value,
                struct story_row *ret_story, bool *ret_found, struct err *e) {
    struct rows *rows;
    int rc = database_query(db, sql, &value, 1, &rows, e);
    if (rc) return rc;
    *ret_found = rows_next(rows, e);
    struct story_row story = {0};
    if (*ret_found) story = read_story(rows, a);
    rc = rows_close(rows, 0, e);
    if (!rc && *ret_found) *ret_story = story;
    return rc;
}

int story_store_find(struct database *db, struct arena *a, int64_t id, struct story_row *ret_story,
                     struct err *e) {
    bool found;
    int rc = find(db, a, SELECT_STORY " WHERE id = $1", value_int64(id), ret_story, &found, e);
    if (rc || found) return rc;
    return err_set(e, E_NOTFOUND, "there is no story %lld", (long long)id);
}

int story_store_find_import(struct database *db, struct arena *a, struct str import_key,
                            struct story_row *ret_story, struct err *e) {
    bool found;
    int rc = find(db, a, SELECT_STORY " WHERE import_key = $1", value_text(import_key), ret_story,
                  &found, e);
    if (rc || found) return rc;
    return err_set(e, E_NOTFOUND, "nothing was imported from \"%.*s\"", (int)import_key.n,
                   import_key.p);
}
