#include "store/policy_store.h"

static struct value level_value(enum policy_level level) {
    return value_text(str_of(language_policy_level_name(level)));
}

static bool level_from_name(struct str name, enum policy_level *ret_level) {
    for (int l = POLICY_STORY; l < POLICY_NOBODY; l++) {
        if (!str_eq(name, str_of(language_policy_level_name((enum policy_level)l)))) continue;
        *ret_level = (enum policy_level)l;
        return true;
    }
    return false;
}

static int read_rules(const struct rows *rows, struct arena *a, int column,
                      struct language_policy *ret_policy, struct err *e) {
    int rc = language_policy_parse(a, rows_text(rows, a, column), ret_policy, e);
    if (rc) err_add(e, "in the table of policies: ");
    if (rc) e->code = E_DB;
    return rc ? E_DB : 0;
}

#define SELECT_RULES "SELECT level, rules FROM policy WHERE "

static int read_levels(struct database *db, struct arena *a, const char *sql,
                       const struct value *value, size_t n, struct policy_levels *ret_levels,
                       struct err *e) {
    struct policy_levels levels = {0};
    struct rows *rows;
    int rc = database_query(db, sql, value, n, &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        enum policy_level level;
        if (level_from_name(rows_text(rows, a, 0), &level))
            rc = read_rules(rows, a, 1, &levels.level[level], e);
    }
    rc = rows_close(rows, rc, e);
    if (!rc) *ret_levels = levels;
    return rc;
}

int policy_store_find(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                      struct language_policy *ret_policy, struct err *e) {
    struct policy_levels levels;
    int rc = read_levels(db, a, SELECT_RULES "level = $1 AND owner_id = $2",
                         SQL_VALUES(level_value(level), value_int64(owner)), &levels, e);
    if (!rc) *ret_policy = levels.level[level];
    return rc;
}

int policy_store_levels(struct database *db, struct arena *a, int64_t story_id, int64_t section_id,
                        struct policy_levels *ret_levels, struct err *e) {
    return read_levels(db, a,
                       SELECT_RULES "(level = 'newsroom' AND owner_id = 0)"
                                    " OR (level = 'section' AND owner_id = $1)"
                                    " OR (level = 'story' AND owner_id = $2)",
                       SQL_VALUES(value_int64(section_id), value_int64(story_id)), ret_levels, e);
}

int policy_store_set(struct database *db, struct arena *a, enum policy_level level, int64_t owner,
                     const struct language_policy *policy, bool *ret_changed, struct err *e) {
    struct str rules = language_policy_text(a, policy);
    struct value value[] = {level_value(level), value_int64(owner), value_text(rules)};
    int rc =
        rules.n ? database_run(db,
                               "INSERT INTO policy (level, owner_id, rules) VALUES ($1, $2, $3)"
                               " ON CONFLICT (level, owner_id) DO UPDATE SET rules = excluded.rules"
                               " WHERE policy.rules <> excluded.rules",
                               value, 3, e)
                : database_run(db, "DELETE FROM policy WHERE level = $1 AND owner_id = $2", value,
                               2, e);
    if (!rc) *ret_changed = database_changed(db) > 0;
    return rc;
}

int policy_store_sections(struct database *db, struct arena *a, struct policy_section **ret_section,
                          size_t *ret_n, struct err *e) {
    struct policy_section *section = NULL;
    size_t n = 0, capacity = 0;
    struct rows *rows;
    int rc = database_query(db,
                            "SELECT s.key, p.rules FROM section s"
                            " JOIN policy p ON p.level = 'section' AND p.owner_id = s.id"
                            " ORDER BY s.position, s.id",
                            NULL, 0, &rows, e);
    if (rc) return rc;
    while (!rc && rows_next(rows, e)) {
        section = arena_grow(a, section, n, &capacity, sizeof *section);
        section[n].key = rows_text(rows, a, 0);
        rc = read_rules(rows, a, 1, &section[n++].policy, e);
    }
    rc = rows_close(rows, rc, e);
    if (rc) return rc;
    *ret_section = section;
    *ret_n = n;
    return 0;
}
