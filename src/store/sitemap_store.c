#include "store/sitemap_store.h"

#include "store/edition_row.h"

#define SELECT_ROW                                                                                 \
    "SELECT e.story_id, e.language, s.source_language, e.label, c.key, e.slug, e.headline,"        \
    " e.published_ms, e.live_ms, coalesce(p.noindex, 0) FROM edition e"                            \
    " JOIN story s ON s.id = e.story_id"                                                           \
    " JOIN section c ON c.id = e.section_id" EDITION_ROW_POLICY_JOIN

static int read_row(const struct rows *rows, struct arena *a, struct sitemap_row *ret_row,
                    struct err *e) {
    struct str label = rows_text(rows, a, 3);
    struct sitemap_row row = {
        .story_id = rows_int64(rows, 0),
        .language = rows_text(rows, a, 1),
        .source_language = rows_text(rows, a, 2),
        .section_key = rows_text(rows, a, 4),
        .slug = rows_text(rows, a, 5),
        .headline = rows_text(rows, a, 6),
        .published_ms = rows_int64(rows, 7),
        .live_ms = rows_int64(rows, 8),
        .noindex = rows_int64(rows, 9) != 0,
    };
    if (!edition_label_from_name(label, &row.label))
        return err_set(e, E_DB, "edition %lld has the unknown label \"%.*s\"",
                       (long long)row.story_id, (int)label.n, label.p);
    *ret_row = row;
    return 0;
}

static int read_rows(struct rows *rows, struct arena *a, struct sitemap_row **ret_row,
                     size_t *ret_n, struct err *e) {
    struct sitemap_row *row = NULL;
    size_t n = 0, capacity = 0;
    int rc = 0;
    while (!rc && rows_next(rows, e)) {
        row = arena_grow(a, row, n, &capacity, sizeof *row);
        rc = read_row(rows, a, &row[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_row = row;
    *ret_n = n;
    return 0;
}

int sitemap_store_range(struct database *db, struct arena *a, int64_t first_id, int64_t last_id,
                        int64_t now_ms, struct sitemap_row **ret_row, size_t *ret_n,
                        struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db,
        SELECT_ROW " WHERE e.story_id >= $1 AND e.story_id <= $2 AND e.state = 'live'"
                   " AND e.published_ms <= $3 ORDER BY e.story_id, e.language",
        SQL_VALUES(value_int64(first_id), value_int64(last_id), value_int64(now_ms)), &rows, e);
    return rc ? rc : read_rows(rows, a, ret_row, ret_n, e);
}

int sitemap_store_next(struct database *db, int64_t first_id, int64_t now_ms, int64_t *ret_id,
                       struct err *e) {
    struct err missing;
    int64_t id = 0;
    int rc = database_int64(
        db, "SELECT id FROM story WHERE id >= $1 AND published_ms <= $2 ORDER BY id LIMIT 1",
        SQL_VALUES(value_int64(first_id), value_int64(now_ms)), &id, &missing);
    if (rc && rc != E_NOTFOUND) {
        *e = missing;
        return rc;
    }
    *ret_id = rc ? 0 : id;
    return 0;
}

int sitemap_store_news(struct database *db, struct arena *a, struct str language, int64_t since_ms,
                       int64_t now_ms, int64_t limit, struct sitemap_row **ret_row, size_t *ret_n,
                       struct err *e) {
    struct rows *rows;
    int rc = database_query(
        db,
        SELECT_ROW " WHERE e.language = $1 AND e.state IN ('live', 'off') AND e.state = 'live'"
                   " AND e.published_ms > $2 AND e.published_ms <= $3"
                   " ORDER BY e.published_ms DESC, e.story_id DESC LIMIT $4",
        SQL_VALUES(value_text(language), value_int64(since_ms), value_int64(now_ms),
                   value_int64(limit)),
        &rows, e);
    return rc ? rc : read_rows(rows, a, ret_row, ret_n, e);
}
