#include "store/filing.h"

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

static int write_name(struct database *db, const char *sql, int64_t id, struct str language,
                      struct str name, enum segment_origin origin, struct err *e) {
    return database_run(db, sql,
                        SQL_VALUES(value_int64(id), value_text(language), value_text(name),
                                   value_text(str_of(segment_origin_name(origin)))),
                        e);
}

int filing_ensure(const struct filing *f, struct database *db, struct str key, struct str language,
                  struct str name, int64_t *ret_id, struct err *e) {
    if (key.n == 0) return err_set(e, E_INVALID, "a section or topic needs a key");
    int64_t id = 0;
    int rc = find_id(db, f->by_key, SQL_VALUES(value_text(key)), &id, e);
    if (!rc && !id && name.n)
        rc = find_id(db, f->by_name, SQL_VALUES(value_text(language), value_text(name)), &id, e);
    if (!rc && !id) rc = find_id(db, f->insert, SQL_VALUES(value_text(key)), &id, e);
    if (!rc && name.n) rc = write_name(db, f->add_name, id, language, name, ORIGIN_PERSON, e);
    if (!rc) *ret_id = id;
    return rc;
}

int filing_set_name(const struct filing *f, struct database *db, int64_t id, struct str language,
                    struct str name, enum segment_origin origin, struct err *e) {
    if (name.n == 0) return err_set(e, E_INVALID, "a section or topic needs a name");
    return write_name(db, f->set_name, id, language, name, origin, e);
}
