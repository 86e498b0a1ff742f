#include "store/section_store.h"

#include "base/clock.h"
#include "store/filing.h"

#define SELECT_SECTION                                                                             \
    "SELECT s.id, s.key, coalesce(n.name, o.name, s.key), s.position FROM section s"               \
    " LEFT JOIN section_name n ON n.section_id = s.id AND n.language = $1"                         \
    " LEFT JOIN section_name o ON o.section_id = s.id AND o.language = $2"

static const struct filing section_filing = {
    .by_key = "SELECT id FROM section WHERE key = $1",
    .by_name = "SELECT section_id FROM section_name WHERE language = $1 AND name = $2"
               " ORDER BY section_id LIMIT 1",
    .insert = "INSERT INTO section (key, position)"
              " VALUES ($1, (SELECT coalesce(max(position), 0) + 1 FROM section))"
              " ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id",
    .add_name = "INSERT INTO section_name (section_id, language, name, origin)"
                " VALUES ($1, $2, $3, $4) ON CONFLICT (section_id, language) DO NOTHING",
    .set_name =
        "INSERT INTO section_name (section_id, language, name, origin)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT (section_id, language)"
        " DO UPDATE SET name = excluded.name, origin = excluded.origin"
        " WHERE (section_name.origin <> 'person' OR excluded.origin = 'person')"
        " AND (section_name.name <> excluded.name OR section_name.origin <> excluded.origin)",
    .change = CHANGE_FILING,
};

/* Nothing is filed there, or something that readers may see at time $3. Every story has a live
   edition: its source. */
#define IS_PUBLIC                                                                                  \
    "(NOT EXISTS (SELECT 1 FROM edition e WHERE e.section_id = s.id"                               \
    " AND e.state IN ('live', 'off'))"                                                             \
    " OR EXISTS (SELECT 1 FROM edition e WHERE e.section_id = s.id"                                \
    " AND e.state IN ('live', 'off') AND e.published_ms <= $3))"

static struct section read_section(const struct rows *rows, struct arena *a) {
    return (struct section){.id = rows_int64(rows, 0),
                            .key = rows_text(rows, a, 1),
                            .name = rows_text(rows, a, 2),
                            .position = rows_int64(rows, 3)};
}

static int list(struct database *db, struct arena *a, const char *sql, const struct value *value,
                size_t n_values, struct section **ret_section, size_t *ret_n, struct err *e) {
    struct rows *rows;
    int rc = database_query(db, sql, value, n_values, &rows, e);
    if (rc) return rc;
    struct section *section = NULL;
    size_t n = 0, capacity = 0;
    while (rows_next(rows, e)) {
        section = arena_grow(a, section, n, &capacity, sizeof *section);
        section[n++] = read_section(rows, a);
    }
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    *ret_section = section;
    *ret_n = n;
    return 0;
}

int section_store_list(struct database *db, struct arena *a, struct str language, struct str other,
                       struct section **ret_section, size_t *ret_n, struct err *e) {
    return list(db, a, SELECT_SECTION " ORDER BY s.position, s.id",
                (const struct value[]){value_text(language), value_text(other)}, 2, ret_section,
                ret_n, e);
}

int section_store_public(struct database *db, struct arena *a, struct str language,
                         struct str other, int64_t now_ms, struct section **ret_section,
                         size_t *ret_n, struct err *e) {
    return list(
        db, a, SELECT_SECTION " WHERE " IS_PUBLIC " ORDER BY s.position, s.id",
        (const struct value[]){value_text(language), value_text(other), value_int64(now_ms)}, 3,
        ret_section, ret_n, e);
}

static int find(struct database *db, struct arena *a, const char *sql, const struct value *value,
                size_t n_values, struct str key, struct section *ret_section, struct err *e) {
    struct section *section;
    size_t n;
    int rc = list(db, a, sql, value, n_values, &section, &n, e);
    if (rc) return rc;
    if (n == 0) return err_set(e, E_NOTFOUND, "there is no section \"%.*s\"", (int)key.n, key.p);
    *ret_section = section[0];
    return 0;
}

int section_store_find(struct database *db, struct arena *a, struct str key, struct str language,
                       struct str other, struct section *ret_section, struct err *e) {
    return find(db, a, SELECT_SECTION " WHERE s.key = $3",
                (const struct value[]){value_text(language), value_text(other), value_text(key)}, 3,
                key, ret_section, e);
}

int section_store_find_public(struct database *db, struct arena *a, struct str key,
                              struct str language, struct str other, int64_t now_ms,
                              struct section *ret_section, struct err *e) {
    return find(db, a, SELECT_SECTION " WHERE s.key = $4 AND " IS_PUBLIC,
                (const struct value[]){value_text(language), value_text(other), value_int64(now_ms),
                                       value_text(key)},
                4, key, ret_section, e);
}

int section_store_of_story(struct database *db, struct arena *a, int64_t story_id,
                           struct str *ret_key, struct err *e) {
    struct section *section;
    size_t n;
    int rc = list(
        db, a, SELECT_SECTION " WHERE s.id = (SELECT section_id FROM story WHERE id = $3)",
        (const struct value[]){value_text(STR("")), value_text(STR("")), value_int64(story_id)}, 3,
        &section, &n, e);
    if (rc) return rc;
    if (n == 0) return err_set(e, E_NOTFOUND, "there is no story %lld", (long long)story_id);
    *ret_key = section[0].key;
    return 0;
}

int section_store_ensure(struct database *db, struct str key, struct str language, struct str name,
                         int64_t *ret_id, struct err *e) {
    return filing_ensure(&section_filing, db, key, language, name, ret_id, e);
}

int section_store_set_name(struct database *db, int64_t id, struct str language, struct str name,
                           enum segment_origin origin, struct err *e) {
    return filing_set_name(&section_filing, db, id, language, name, origin, e);
}

static int set_position(struct database *db, int64_t id, int64_t position, struct err *e) {
    int rc = database_run(db, "UPDATE section SET position = $2 WHERE id = $1 AND position <> $2",
                          SQL_VALUES(value_int64(id), value_int64(position)), e);
    if (rc || !database_changed(db)) return rc;
    return change_store_add(db, CHANGE_FILING, 0, STR(""), clock_wall_ms(), e);
}

int section_store_set_position(struct database *db, int64_t id, int64_t position, struct err *e) {
    if (database_in_transaction(db)) return set_position(db, id, position, e);
    int rc = database_begin(db, e);
    return rc ? rc : database_end(db, set_position(db, id, position, e), e);
}
