#include "store/filing.h"

#include "base/clock.h"

/* E_NOTFOUND is no failure here: it leaves *ret_id 0. */
static int find_id(struct database *db, const char *sql, const struct value *value, size_t n,
                   int64_t *ret_id, struct err *e) {
    struct err missing;
    *ret_id = 0;
    int rc = database_int64(db, sql, value, n, ret_id, &missing);
    if (rc == E_NOTFOUND) return 0;
    if (rc) *e = missing;
    return rc;
}

static int add_change(const struct filing *f, struct database *db, int64_t id, struct err *e) {
    return change_store_add(db, f->change, f->change == CHANGE_TOPIC ? id : 0, STR(""),
                            clock_wall_ms(), e);
}

static int write_name(const struct filing *f, struct database *db, const char *sql, int64_t id,
                      struct str language, struct str name, enum segment_origin origin,
                      struct err *e) {
    int rc = database_run(db, sql,
                          SQL_VALUES(value_int64(id), value_text(language), value_text(name),
                                     value_text(str_of(segment_origin_name(origin)))),
                          e);
    return rc || !database_changed(db) ? rc : add_change(f, db, id, e);
}

/* A topic that nobody has seen yet is on no page; a section is in every page's menu. */
static int insert(const struct filing *f, struct database *db, struct str key, int64_t *ret_id,
                  struct err *e) {
    int rc = find_id(db, f->insert, SQL_VALUES(value_text(key)), ret_id, e);
    return rc || f->change == CHANGE_TOPIC ? rc : add_change(f, db, *ret_id, e);
}

static int ensure(const struct filing *f, struct database *db, struct str key, struct str language,
                  struct str name, int64_t *ret_id, struct err *e) {
    int64_t id = 0;
    int rc = find_id(db, f->by_key, SQL_VALUES(value_text(key)), &id, e);
    if (!rc && !id && name.n)
        rc = find_id(db, f->by_name, SQL_VALUES(value_text(language), value_text(name)), &id, e);
    if (!rc && !id) rc = insert(f, db, key, &id, e);
    if (!rc && name.n) rc = write_name(f, db, f->add_name, id, language, name, ORIGIN_PERSON, e);
    if (!rc) *ret_id = id;
    return rc;
}

int filing_ensure(const struct filing *f, struct database *db, struct str key, struct str language,
                  struct str name, int64_t *ret_id, struct err *e) {
    if (key.n == 0) return err_set(e, E_INVALID, "a section or topic needs a key");
    if (database_in_transaction(db)) return ensure(f, db, key, language, name, ret_id, e);
    int rc = database_begin(db, e);
    return rc ? rc : database_end(db, ensure(f, db, key, language, name, ret_id, e), e);
}

int filing_set_name(const struct filing *f, struct database *db, int64_t id, struct str language,
                    struct str name, enum segment_origin origin, struct err *e) {
    if (name.n == 0) return err_set(e, E_INVALID, "a section or topic needs a name");
    if (database_in_transaction(db))
        return write_name(f, db, f->set_name, id, language, name, origin, e);
    int rc = database_begin(db, e);
    if (rc) return rc;
    return database_end(db, write_name(f, db, f->set_name, id, language, name, origin, e), e);
}
