#include "store/media_store.h"

int media_store_put(struct database *db, const struct media_row *media, struct err *e) {
    return database_run(
        db,
        "INSERT INTO media (name, type, width, height, bytes, created_ms, original_name)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING",
        SQL_VALUES(value_text(media->name), value_text(media->type), value_int64(media->width),
                   value_int64(media->height), value_int64(media->bytes),
                   value_int64(media->created_ms), value_text(media->original_name)),
        e);
}

int media_store_find(struct database *db, struct arena *a, struct str name,
                     struct media_row *ret_media, struct err *e) {
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT name, type, width, height, bytes, created_ms, original_name"
                            " FROM media WHERE name = $1",
                            SQL_VALUES(value_text(name)), &rows, e);
    if (rc) return rc;
    struct media_row media = {0};
    bool found = rows_next(rows, e);
    if (found)
        media = (struct media_row){.name = rows_text(rows, a, 0),
                                   .type = rows_text(rows, a, 1),
                                   .width = rows_int64(rows, 2),
                                   .height = rows_int64(rows, 3),
                                   .bytes = rows_int64(rows, 4),
                                   .created_ms = rows_int64(rows, 5),
                                   .original_name = rows_text(rows, a, 6)};
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    if (!found) return err_set(e, E_NOTFOUND, "there is no picture %.*s", (int)name.n, name.p);
    *ret_media = media;
    return 0;
}
