#include "store/memory_store.h"

#include "store/story_write.h"
#include "story/document_json.h"
#include "story/memory_shape.h"
#include "story/segment_act.h"

static const char *const origin_name[] = {
    [MEMORY_EDIT] = "edit", [MEMORY_APPROVE] = "approve", [MEMORY_IMPORT] = "import"};

const char *memory_origin_name(enum memory_origin origin) {
    return origin_name[origin];
}

static int read_origin(struct str name, enum memory_origin *ret_origin, struct err *e) {
    for (size_t i = 0; i < sizeof origin_name / sizeof *origin_name; i++) {
        if (!str_eq(name, str_of(origin_name[i]))) continue;
        *ret_origin = (enum memory_origin)i;
        return 0;
    }
    return err_set(e, E_DB, "an entry of the memory has the unknown origin \"%.*s\"", (int)name.n,
                   name.p);
}

int memory_store_read(const struct rows *rows, struct arena *a, struct memory_entry *ret_entry,
                      struct err *e) {
    struct memory_entry entry = {
        .id = rows_int64(rows, 0),
        .from = rows_text(rows, a, 1),
        .to = rows_text(rows, a, 2),
        .story_id = rows_int64(rows, 5),
        .section_id = rows_int64(rows, 6),
        .who = rows_text(rows, a, 7),
        .role = rows_text(rows, a, 8),
        .approved = rows_int64(rows, 10) != 0,
        .at_ms = rows_int64(rows, 11),
        .n_used = rows_int64(rows, 12),
    };
    int rc = document_json_read_text(a, rows_text(rows, a, 3), &entry.source, e);
    if (!rc) rc = document_json_read_text(a, rows_text(rows, a, 4), &entry.target, e);
    if (!rc) rc = read_origin(rows_text(rows, a, 9), &entry.origin, e);
    if (rc) return err_add(e, "entry %lld of the memory: ", (long long)entry.id);
    *ret_entry = entry;
    return 0;
}

static int64_t key_of(const struct memory_entry *entry) {
    return memory_shape_key(entry->from, entry->to, entry->source.s);
}

static int check(const struct database *db, const struct memory_entry *entry, struct err *e) {
    if (!database_in_transaction(db))
        return err_set(e, E_INVALID, "the memory is written within a transaction");
    if (entry->source.s.n > MEMORY_SHAPE_MAX_BYTES || entry->target.s.n > MEMORY_SHAPE_MAX_BYTES)
        return err_set(e, E_LIMIT, "a sentence of more than %d bytes is not kept in the memory",
                       MEMORY_SHAPE_MAX_BYTES);
    if (entry->source.s.n == 0 || entry->from.n == 0 || entry->to.n == 0)
        return err_set(e, E_INVALID, "an entry of the memory lacks its sentence or a language");
    return 0;
}

/* The editions that show an entry are made again; until then they say no more that they show it. */
static int take_from_editions(struct database *db, int64_t id, int64_t now_ms, struct err *e) {
    int rc = database_run(
        db,
        "INSERT INTO job (kind, story_id, language, state, priority, attempts, run_after_ms, lease,"
        " lease_owner, lease_until_ms, problem, created_ms)"
        " SELECT $1, u.story_id, u.language, 'ready', $2, 0, 0, 0, '', 0, '', $3"
        " FROM memory_use u JOIN edition e ON e.story_id = u.story_id AND e.language = u.language"
        " WHERE u.memory_id = $4 AND e.state <> 'off'"
        " ON CONFLICT (story_id, language, kind) DO NOTHING",
        SQL_VALUES(value_text(story_write_job_kind()), value_int64(MEMORY_PRIORITY),
                   value_int64(now_ms), value_int64(id)),
        e);
    if (rc) return rc;
    return database_run(db, "DELETE FROM memory_use WHERE memory_id = $1",
                        SQL_VALUES(value_int64(id)), e);
}

static int write_bands(struct database *db, struct arena *a, const struct memory_entry *entry,
                       int64_t id, bool add, struct err *e) {
    struct memory_shape shape = memory_shape_of(a, entry->from, entry->to, entry->source.s);
    const char *sql = add ? "INSERT INTO memory_band (band, memory_id) VALUES ($1, $2)"
                            " ON CONFLICT (band, memory_id) DO NOTHING"
                          : "DELETE FROM memory_band WHERE band = $1 AND memory_id = $2";
    int rc = 0;
    for (size_t i = 0; i < MEMORY_SHAPE_BANDS && !rc; i++)
        rc = database_run(db, sql, SQL_VALUES(value_int64(shape.band[i]), value_int64(id)), e);
    return rc;
}

/* --- putting in ------------------------------------------------------------------------------- */

/* What there is already: an entry that this one takes the place of, or a rejection. */
struct standing {
    int64_t id; /* 0: none */
    int64_t target_hash, at_ms, refused_ms;
    bool withdrawn;
};

static int find_standing(struct database *db, const struct memory_entry *entry, int64_t key,
                         int64_t target, struct standing *ret, struct err *e) {
    struct rows *rows;
    struct standing s = {0};
    int rc = database_query(
        db,
        "SELECT id, target_hash, at_ms, withdrawn FROM memory WHERE key = $1"
        " AND story_id = $2 AND (story_id <> 0 OR target_hash = $3)",
        SQL_VALUES(value_int64(key), value_int64(entry->story_id), value_int64(target)), &rows, e);
    if (rc) return rc;
    if (rows_next(rows, e)) {
        s.id = rows_int64(rows, 0);
        s.target_hash = rows_int64(rows, 1);
        s.at_ms = rows_int64(rows, 2);
        s.withdrawn = rows_int64(rows, 3) != 0;
    }
    rc = rows_close(rows, 0, e);
    if (!rc)
        rc = database_int64(db,
                            "SELECT COALESCE(MAX(at_ms), 0) FROM memory_refusal WHERE key = $1"
                            " AND target_hash = $2",
                            SQL_VALUES(value_int64(key), value_int64(target)), &s.refused_ms, e);
    if (!rc) *ret = s;
    return rc;
}

static int insert(struct database *db, struct arena *a, const struct memory_entry *n, int64_t key,
                  int64_t target, int64_t *ret_id, struct err *e) {
    int rc = database_int64(
        db,
        "INSERT INTO memory (key, source_language, target_language, words, source, target,"
        " target_hash, story_id, section_id, who, role, origin, approved, at_ms,"
        " withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)"
        " RETURNING id",
        SQL_VALUES(value_int64(key), value_text(n->from), value_text(n->to),
                   value_text(n->source.s), value_text(document_json_write_text(a, &n->source)),
                   value_text(document_json_write_text(a, &n->target)), value_int64(target),
                   value_int64(n->story_id), value_int64(n->section_id), value_text(n->who),
                   value_text(n->role), value_text(str_of(memory_origin_name(n->origin))),
                   value_int64(n->approved), value_int64(n->at_ms)),
        ret_id, e);
    return rc ? rc : write_bands(db, a, n, *ret_id, true, e);
}

static int update(struct database *db, struct arena *a, const struct memory_entry *n,
                  const struct standing *old, int64_t target, struct err *e) {
    int rc = 0;
    if (old->target_hash != target) rc = take_from_editions(db, old->id, n->at_ms, e);
    if (!rc && old->withdrawn) rc = write_bands(db, a, n, old->id, true, e);
    if (rc) return rc;
    return database_run(
        db,
        "UPDATE memory SET source = $2, target = $3, target_hash = $4, section_id = $5, who = $6,"
        " role = $7, origin = $8, approved = $9, at_ms = $10, withdrawn = 0 WHERE id = $1",
        SQL_VALUES(value_int64(old->id), value_text(document_json_write_text(a, &n->source)),
                   value_text(document_json_write_text(a, &n->target)), value_int64(target),
                   value_int64(n->section_id), value_text(n->who), value_text(n->role),
                   value_text(str_of(memory_origin_name(n->origin))), value_int64(n->approved),
                   value_int64(n->at_ms)),
        e);
}

int memory_store_put(struct database *db, struct arena *a, const struct memory_entry *entry,
                     int64_t *ret_id, struct err *e) {
    struct standing old;
    int64_t key = key_of(entry), target = memory_shape_target(entry->target.s), id;
    int rc = check(db, entry, e);
    if (!rc) rc = segment_act_fits(&entry->target, &entry->source, e);
    if (!rc) rc = find_standing(db, entry, key, target, &old, e);
    if (rc) return rc;
    if (old.at_ms > entry->at_ms || old.refused_ms > entry->at_ms) {
        *ret_id = 0;
        return 0;
    }
    id = old.id;
    if (id)
        rc = update(db, a, entry, &old, target, e);
    else
        rc = insert(db, a, entry, key, target, &id, e);
    if (!rc)
        rc = database_run(
            db,
            "DELETE FROM memory_refusal WHERE key = $1 AND target_hash = $2"
            " AND (story_id = $3 OR story_id = 0)",
            SQL_VALUES(value_int64(key), value_int64(target), value_int64(entry->story_id)), e);
    if (!rc) *ret_id = id;
    return rc;
}

int memory_store_come_last(struct database *db, struct memory_entry *entry, struct err *e) {
    int64_t last;
    int rc = database_int64(db,
                            "SELECT COALESCE(MAX(x.at_ms), 0) FROM (SELECT at_ms FROM memory"
                            " WHERE key = $1 UNION ALL SELECT at_ms FROM memory_refusal"
                            " WHERE key = $1) x",
                            SQL_VALUES(value_int64(key_of(entry))), &last, e);
    if (!rc && entry->at_ms < last) entry->at_ms = last;
    return rc;
}

/* --- taking out ------------------------------------------------------------------------------- */

static int remember_refusal(struct database *db, int64_t key, int64_t target,
                            const struct memory_entry *refused, struct err *e) {
    return database_run(
        db,
        "INSERT INTO memory_refusal (key, target_hash, story_id, at_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (key, target_hash, story_id) DO UPDATE SET at_ms = excluded.at_ms"
        " WHERE memory_refusal.at_ms < excluded.at_ms",
        SQL_VALUES(value_int64(key), value_int64(target), value_int64(refused->story_id),
                   value_int64(refused->at_ms)),
        e);
}

static int take_out(struct database *db, struct arena *a, const struct memory_entry *old,
                    int64_t now_ms, struct err *e) {
    int rc = take_from_editions(db, old->id, now_ms, e);
    if (!rc) rc = write_bands(db, a, old, old->id, false, e);
    if (rc) return rc;
    return database_run(db, "UPDATE memory SET withdrawn = 1, at_ms = $2 WHERE id = $1",
                        SQL_VALUES(value_int64(old->id), value_int64(now_ms)), e);
}

int memory_store_refuse(struct database *db, struct arena *a, const struct memory_entry *refused,
                        struct err *e) {
    struct memory_entry *old = NULL;
    size_t n = 0, capacity = 0;
    struct rows *rows;
    int64_t key = key_of(refused), target = memory_shape_target(refused->target.s);
    int rc = check(db, refused, e);
    if (rc) return rc;
    rc = database_query(db,
                        "SELECT " MEMORY_COLUMNS " FROM memory m"
                        " WHERE m.key = $1 AND m.target_hash = $2 AND m.at_ms <= $3"
                        " AND m.withdrawn = 0"
                        " UNION ALL SELECT " MEMORY_COLUMNS " FROM memory m"
                        " WHERE m.story_id = $4 AND m.story_id <> 0 AND m.target_hash = $2"
                        " AND m.target_language = $5 AND m.key <> $1 AND m.at_ms <= $3"
                        " AND m.withdrawn = 0",
                        SQL_VALUES(value_int64(key), value_int64(target),
                                   value_int64(refused->at_ms), value_int64(refused->story_id),
                                   value_text(refused->to)),
                        &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        old = arena_grow(a, old, n, &capacity, sizeof *old);
        rc = memory_store_read(rows, a, &old[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (!rc) rc = remember_refusal(db, key, target, refused, e);
    for (size_t i = 0; i < n && !rc; i++) {
        if (key_of(&old[i]) != key) rc = remember_refusal(db, key_of(&old[i]), target, refused, e);
        if (!rc) rc = take_out(db, a, &old[i], refused->at_ms, e);
    }
    return rc;
}

/* --- looking through ---------------------------------------------------------------------------
 */

static int read_all(struct rows *rows, struct arena *a, struct memory_entry **ret_entry,
                    size_t *ret_n, struct err *e) {
    struct memory_entry *entry = NULL;
    size_t n = 0, capacity = 0;
    int rc = 0;
    while (!rc && rows_next(rows, e)) {
        entry = arena_grow(a, entry, n, &capacity, sizeof *entry);
        rc = memory_store_read(rows, a, &entry[n++], e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_entry = entry;
    *ret_n = n;
    return 0;
}

int memory_store_get(struct database *db, struct arena *a, int64_t id,
                     struct memory_entry *ret_entry, struct err *e) {
    struct rows *rows;
    struct memory_entry *entry;
    size_t n;
    int rc = database_query(
        db, "SELECT " MEMORY_COLUMNS " FROM memory m WHERE m.id = $1 AND m.withdrawn = 0",
        SQL_VALUES(value_int64(id)), &rows, e);
    if (!rc) rc = read_all(rows, a, &entry, &n, e);
    if (rc) return rc;
    if (n == 0) return err_set(e, E_NOTFOUND, "the memory has no entry %lld", (long long)id);
    *ret_entry = entry[0];
    return 0;
}

/* Three statements, so that each goes by its index. */
#define AND_THE_REST                                                                               \
    " AND (m.source_language = $1 OR $1 = '') AND (m.target_language = $2 OR $2 = '')"             \
    " AND m.withdrawn = 0 AND m.id > $4 ORDER BY m.id LIMIT $5"

int memory_store_list(struct database *db, struct arena *a, const struct memory_query *q,
                      struct memory_entry **ret_entry, size_t *ret_n, struct err *e) {
    const char *sql =
        "SELECT " MEMORY_COLUMNS " FROM memory m WHERE (m.story_id = $3 OR $3 = 0)" AND_THE_REST;
    if (q->story_id)
        sql = "SELECT " MEMORY_COLUMNS " FROM memory m WHERE m.story_id = $3" AND_THE_REST;
    else if (q->from.n && q->to.n)
        sql = "SELECT " MEMORY_COLUMNS
              " FROM memory m WHERE m.source_language = $1 AND m.target_language = $2"
              " AND m.withdrawn = 0 AND $3 = 0 AND m.id > $4 ORDER BY m.id LIMIT $5";
    struct rows *rows;
    int rc =
        database_query(db, sql,
                       SQL_VALUES(value_text(q->from), value_text(q->to), value_int64(q->story_id),
                                  value_int64(q->after_id), value_int64(q->limit)),
                       &rows, e);
    return rc ? rc : read_all(rows, a, ret_entry, ret_n, e);
}

int memory_store_count(struct database *db, struct arena *a, struct memory_count **ret_count,
                       size_t *ret_n, struct err *e) {
    struct memory_count *count = NULL;
    size_t n = 0, capacity = 0;
    struct rows *rows;
    int rc = database_query(
        db,
        "SELECT m.source_language, m.target_language, COUNT(*),"
        " SUM(CASE WHEN m.origin = 'edit' THEN 1 ELSE 0 END),"
        " SUM(CASE WHEN m.origin = 'approve' THEN 1 ELSE 0 END),"
        " SUM(CASE WHEN m.origin = 'import' THEN 1 ELSE 0 END),"
        " (SELECT COUNT(DISTINCT u.story_id) FROM memory_use u JOIN memory x ON x.id = u.memory_id"
        " WHERE x.source_language = m.source_language AND x.target_language = m.target_language)"
        " FROM memory m WHERE m.withdrawn = 0 GROUP BY m.source_language, m.target_language"
        " ORDER BY m.source_language, m.target_language",
        NULL, 0, &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) {
        count = arena_grow(a, count, n, &capacity, sizeof *count);
        count[n++] = (struct memory_count){
            .from = rows_text(rows, a, 0),
            .to = rows_text(rows, a, 1),
            .n = rows_int64(rows, 2),
            .n_written = rows_int64(rows, 3),
            .n_approved = rows_int64(rows, 4),
            .n_imported = rows_int64(rows, 5),
            .n_shown = rows_int64(rows, 6),
        };
    }
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    *ret_count = count;
    *ret_n = n;
    return 0;
}

int memory_store_set_used(struct database *db, int64_t story_id, struct str language,
                          const struct memory_entry *const *used, size_t n, struct err *e) {
    int rc = database_run(db, "DELETE FROM memory_use WHERE story_id = $1 AND language = $2",
                          SQL_VALUES(value_int64(story_id), value_text(language)), e);
    for (size_t i = 0; i < n && !rc; i++) {
        int64_t there;
        rc = database_int64(
            db, "SELECT COUNT(*) FROM memory WHERE id = $1 AND target_hash = $2 AND withdrawn = 0",
            SQL_VALUES(value_int64(used[i]->id),
                       value_int64(memory_shape_target(used[i]->target.s))),
            &there, e);
        if (!rc && !there)
            rc = err_set(e, E_CONFLICT, "entry %lld of the memory has changed meanwhile",
                         (long long)used[i]->id);
        if (!rc)
            rc = database_run(
                db,
                "INSERT INTO memory_use (story_id, language, memory_id)"
                " VALUES ($1, $2, $3)"
                " ON CONFLICT (story_id, language, memory_id) DO NOTHING",
                SQL_VALUES(value_int64(story_id), value_text(language), value_int64(used[i]->id)),
                e);
    }
    return rc;
}
