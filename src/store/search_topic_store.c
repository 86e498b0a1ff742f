#include "store/search_topic_store.h"

#include "i18n/search_stemmer.h"

enum { MOST_READ = 50 /* topics that begin so, of which some may not be public */ };

static int add_forms(struct database *db, int64_t topic_id, struct str language, struct str form,
                     struct err *e) {
    int rc = 0;
    for (struct str rest = form; rest.p && rest.n && !rc; (void)str_cut(&rest, ' '))
        rc = database_run(db,
                          "INSERT INTO search_topic (topic_id, language, form) VALUES ($1, $2, $3)"
                          " ON CONFLICT (topic_id, language, form) DO NOTHING",
                          SQL_VALUES(value_int64(topic_id), value_text(language), value_text(rest)),
                          e);
    return rc;
}

int search_topic_store_update(struct database *db, struct arena *a, int64_t topic_id,
                              struct err *e) {
    struct rows *rows;
    int rc = database_run(db, "DELETE FROM search_topic WHERE topic_id = $1 OR $1 = 0",
                          SQL_VALUES(value_int64(topic_id)), e);
    if (!rc)
        rc = database_query(db,
                            "SELECT topic_id, language, name FROM topic_name"
                            " WHERE topic_id = $1 OR $1 = 0",
                            SQL_VALUES(value_int64(topic_id)), &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e))
        rc = add_forms(db, rows_int64(rows, 0), rows_text(rows, a, 1),
                       search_stemmer_fold(a, rows_text(rows, a, 2)), e);
    return rows_close(rows, rc, e);
}

static int read_public(struct database *db, const struct topic *topic, int64_t now_ms,
                       struct topic *ret_topic, size_t *n, struct err *e) {
    bool is_public;
    for (size_t i = 0; i < *n; i++)
        if (ret_topic[i].id == topic->id) return 0;
    int rc = topic_store_is_public(db, topic->id, now_ms, &is_public, e);
    if (!rc && is_public) ret_topic[(*n)++] = *topic;
    return rc;
}

int search_topic_store_find(struct database *db, struct arena *a, struct str language,
                            struct str typed, int64_t now_ms, int64_t limit,
                            struct topic **ret_topic, size_t *ret_n, struct err *e) {
    struct str form = search_stemmer_fold(a, typed);
    struct topic *topic = arena_array(a, (size_t)limit, sizeof *topic);
    struct rows *rows;
    size_t n = 0;
    *ret_n = 0;
    if (form.n == 0) return 0;
    int rc = database_query(
        db,
        "SELECT t.id, t.key, n.name FROM search_topic s JOIN topic t ON t.id = s.topic_id"
        " JOIN topic_name n ON n.topic_id = s.topic_id AND n.language = s.language"
        " WHERE s.language = $1 AND s.form >= $2 AND s.form < $3 ORDER BY s.form LIMIT $4",
        SQL_VALUES(value_text(language), value_text(form),
                   value_text(arena_printf(a, "%.*s\xf4\x8f\xbf\xbf", (int)form.n, form.p)),
                   value_int64(MOST_READ)),
        &rows, e);
    if (rc) return rc;
    while (!rc && (int64_t)n < limit && rows_next(rows, e)) {
        struct topic found = {
            .id = rows_int64(rows, 0), .key = rows_text(rows, a, 1), .name = rows_text(rows, a, 2)};
        rc = read_public(db, &found, now_ms, topic, &n, e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_topic = topic;
    *ret_n = n;
    return 0;
}
