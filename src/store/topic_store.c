#include "store/topic_store.h"

#include "store/filing.h"

static const struct filing topic_filing = {
    .by_key = "SELECT id FROM topic WHERE key = $1",
    .by_name = "SELECT topic_id FROM topic_name WHERE language = $1 AND name = $2"
               " ORDER BY topic_id LIMIT 1",
    .insert = "INSERT INTO topic (key) VALUES ($1)"
              " ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id",
    .add_name = "INSERT INTO topic_name (topic_id, language, name, origin)"
                " VALUES ($1, $2, $3, $4) ON CONFLICT (topic_id, language) DO NOTHING",
    .set_name = "INSERT INTO topic_name (topic_id, language, name, origin)"
                " VALUES ($1, $2, $3, $4) ON CONFLICT (topic_id, language)"
                " DO UPDATE SET name = excluded.name, origin = excluded.origin"
                " WHERE (topic_name.origin <> 'person' OR excluded.origin = 'person')"
                " AND (topic_name.name <> excluded.name OR topic_name.origin <> excluded.origin)",
    .change = CHANGE_TOPIC,
};

int topic_store_find(struct database *db, struct arena *a, struct str key, struct str language,
                     struct str other, struct topic *ret_topic, struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db,
        "SELECT t.id, t.key, coalesce(n.name, o.name, t.key) FROM topic t"
        " LEFT JOIN topic_name n ON n.topic_id = t.id AND n.language = $1"
        " LEFT JOIN topic_name o ON o.topic_id = t.id AND o.language = $2 WHERE t.key = $3",
        SQL_VALUES(value_text(language), value_text(other), value_text(key)), &rows, e);
    if (rc) return rc;
    struct topic topic = {0};
    bool found = rows_next(rows, e);
    if (found)
        topic = (struct topic){
            .id = rows_int64(rows, 0), .key = rows_text(rows, a, 1), .name = rows_text(rows, a, 2)};
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    if (!found) return err_set(e, E_NOTFOUND, "there is no topic \"%.*s\"", (int)key.n, key.p);
    *ret_topic = topic;
    return 0;
}

int topic_store_is_public(struct database *db, int64_t id, int64_t now_ms, bool *ret_public,
                          struct err *e) {
    int64_t n;
    int rc = database_int64(db,
                            "SELECT count(*) FROM (SELECT 1 FROM edition WHERE topic_id = $1"
                            " AND state IN ('live', 'off') AND state = 'live'"
                            " AND published_ms <= $2 LIMIT 1) s",
                            SQL_VALUES(value_int64(id), value_int64(now_ms)), &n, e);
    if (!rc) *ret_public = n > 0;
    return rc;
}

int topic_store_ensure(struct database *db, struct str key, struct str language, struct str name,
                       int64_t *ret_id, struct err *e) {
    return filing_ensure(&topic_filing, db, key, language, name, ret_id, e);
}

int topic_store_set_name(struct database *db, int64_t id, struct str language, struct str name,
                         enum segment_origin origin, struct err *e) {
    return filing_set_name(&topic_filing, db, id, language, name, origin, e);
}
