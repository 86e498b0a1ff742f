#include "store/secret_store.h"

int secret_store_get(struct database *db, struct arena *a, struct str name, struct str fresh,
                     struct str *ret_value, struct err *e) {
    struct rows *rows;
    struct str value = STR("");
    int rc = database_run(
        db, "INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        SQL_VALUES(value_text(name), value_text(fresh)), e);
    if (!rc)
        rc = database_query(db, "SELECT value FROM secret WHERE name = $1",
                            SQL_VALUES(value_text(name)), &rows, e);
    if (rc) return rc;
    if (rows_next(rows, e)) value = rows_text(rows, a, 0);
    rc = rows_close(rows, 0, e);
    if (!rc && value.n == 0)
        rc = err_set(e, E_DB, "the secret \"%.*s\" is gone", (int)name.n, name.p);
    if (!rc) *ret_value = value;
    return rc;
}
