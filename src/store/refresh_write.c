#include "store/refresh_write.h"

#include "store/story_write.h"

int refresh_write(struct database *db, struct str from, struct str to, struct str engine,
                  int64_t first_id, int64_t now_ms, int64_t *ret_n, struct err *e) {
    int rc = database_run(
        db,
        "INSERT INTO job (kind, story_id, language, state, priority, attempts, run_after_ms,"
        " lease, lease_owner, lease_until_ms, problem, created_ms)"
        " SELECT $1, e.story_id, e.language, 'ready', $2, 0, 0, 0, '', 0, '', $3"
        " FROM edition e JOIN story s ON s.id = e.story_id"
        " WHERE e.story_id >= $4 AND e.story_id < $5 AND e.language = $6"
        " AND s.source_language = $7 AND e.engine <> $8"
        /* behind the engines stands the glossary's version: its changes queue by themselves */
        " AND substr(e.engine, 1, length($8) + 8) <> $8 || '; terms ' AND e.state IN ('live', "
        "'held', 'review')"
        " ON CONFLICT (story_id, language, kind) DO NOTHING",
        SQL_VALUES(value_text(story_write_job_kind()), value_int64(REFRESH_PRIORITY),
                   value_int64(now_ms), value_int64(first_id),
                   value_int64(first_id + REFRESH_AT_ONCE), value_text(to), value_text(from),
                   value_text(engine)),
        e);
    if (!rc) *ret_n = database_changed(db);
    return rc;
}
