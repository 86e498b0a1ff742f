#include "store/token_store.h"

enum { NOTE_EVERY_MS = 60000 };

int token_store_add(struct database *db, struct str hash, struct str name, int64_t now_ms,
                    int64_t *ret_id, struct err *e) {
    return database_int64(
        db,
        "INSERT INTO token (hash, name, created_ms, last_used_ms) VALUES ($1, $2, $3, 0)"
        " RETURNING id",
        SQL_VALUES(value_text(hash), value_text(name), value_int64(now_ms)), ret_id, e);
}

static int note_use(struct database *db, int64_t id, int64_t now_ms, struct err *e) {
    return database_run(db, "UPDATE token SET last_used_ms = $2 WHERE id = $1",
                        SQL_VALUES(value_int64(id), value_int64(now_ms)), e);
}

int token_store_check(struct database *db, struct arena *a, struct str hash, int64_t now_ms,
                      struct token *ret_token, struct err *e) {
    struct rows *rows;
    int rc =
        database_query(db, "SELECT id, name, created_ms, last_used_ms FROM token WHERE hash = $1",
                       SQL_VALUES(value_text(hash)), &rows, e);
    if (rc) return rc;
    struct token token = {0};
    bool found = rows_next(rows, e);
    if (found)
        token = (struct token){.id = rows_int64(rows, 0),
                               .name = rows_text(rows, a, 1),
                               .created_ms = rows_int64(rows, 2),
                               .last_used_ms = rows_int64(rows, 3)};
    rc = rows_close(rows, 0, e);
    if (!rc && !found) {
        err_set(e, E_DENIED, "this token is not known");
        return err_hint(e, "zubi token makes a new one");
    }
    if (!rc && now_ms - token.last_used_ms >= NOTE_EVERY_MS) rc = note_use(db, token.id, now_ms, e);
    if (!rc) *ret_token = token;
    return rc;
}
