#include "store/change_store.h"

const char *change_kind_name(enum change_kind kind) {
    switch (kind) {
    case CHANGE_STORY: return "story";
    case CHANGE_EDITION: return "edition";
    case CHANGE_FILING: return "filing";
    case CHANGE_TOPIC: return "topic";
    }
    return "unknown";
}

int change_store_add(struct database *db, enum change_kind kind, int64_t story_id,
                     struct str language, int64_t at_ms, struct err *e) {
    return database_run(
        db, "INSERT INTO change (kind, story_id, language, at_ms) VALUES ($1, $2, $3, $4)",
        SQL_VALUES(value_text(str_of(change_kind_name(kind))), value_int64(story_id),
                   value_text(language), value_int64(at_ms)),
        e);
}

static int read_change(const struct rows *rows, struct arena *a, struct change *ret_change,
                       struct err *e) {
    struct str name = rows_text(rows, a, 1);
    for (enum change_kind kind = CHANGE_STORY; kind <= CHANGE_TOPIC; kind++) {
        if (!str_eq(name, str_of(change_kind_name(kind)))) continue;
        *ret_change = (struct change){.id = rows_int64(rows, 0),
                                      .kind = kind,
                                      .story_id = rows_int64(rows, 2),
                                      .language = rows_text(rows, a, 3),
                                      .at_ms = rows_int64(rows, 4)};
        return 0;
    }
    return err_set(e, E_DB, "change %lld is of the unknown kind \"%.*s\"",
                   (long long)rows_int64(rows, 0), (int)name.n, name.p);
}

int change_store_since(struct database *db, struct arena *a, int64_t after_id, int64_t limit,
                       struct change **ret_change, size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT id, kind, story_id, language, at_ms FROM change WHERE id > $1"
                            " ORDER BY id LIMIT $2",
                            SQL_VALUES(value_int64(after_id), value_int64(limit)), &rows, e);
    if (rc) return rc;
    struct change *change = NULL;
    size_t n = 0, capacity = 0;
    while (!rc && rows_next(rows, e)) {
        change = arena_grow(a, change, n, &capacity, sizeof *change);
        rc = read_change(rows, a, &change[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_change = change;
    *ret_n = n;
    return 0;
}

int change_store_last(struct database *db, int64_t *ret_id, struct err *e) {
    return database_int64(db, "SELECT coalesce(max(id), 0) FROM change", NULL, 0, ret_id, e);
}
