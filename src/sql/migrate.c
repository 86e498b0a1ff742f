#include "sql/migrate.h"

#include "base/clock.h"

static const char make_table[] = "CREATE TABLE IF NOT EXISTS schema_version ("
                                 " number BIGINT NOT NULL PRIMARY KEY," /* of the step */
                                 " name TEXT NOT NULL," /* what its file is called, for people */
                                 " done_ms BIGINT NOT NULL" /* wall time it was done */
                                 ")";

static int bad_name(const struct embedded_file *file, struct err *e) {
    return err_set(e, E_INVALID, "the migration %s is not called NUMBER_NAME.sql in order",
                   file->name);
}

int migrate_from_files(struct arena *a, const struct embedded_file *file, size_t n,
                       struct migration **ret_migration, struct err *e) {
    struct migration *migration = arena_array(a, n, sizeof *migration);
    for (size_t i = 0; i < n; i++) {
        struct str rest = str_of(file[i].name);
        if (!str_ends(rest, STR(".sql"))) return bad_name(&file[i], e);
        rest = str_slice(rest, 0, rest.n - 4);
        struct str digits = str_cut(&rest, '_');
        int64_t number;
        if (!rest.p || !str_to_int64(digits, 1, 9999, &number)) return bad_name(&file[i], e);
        if (number != (int64_t)i + 1) return bad_name(&file[i], e);
        migration[i] = (struct migration){number, rest, {(const char *)file[i].bytes, file[i].n}};
    }
    *ret_migration = migration;
    return 0;
}

int migrate_version(struct database *db, int64_t *ret_number, struct err *e) {
    bool has;
    int rc = database_has_table(db, STR("schema_version"), &has, e);
    if (rc) return rc;
    if (!has) {
        *ret_number = 0;
        return 0;
    }
    return database_int64(db, "SELECT coalesce(max(number), 0) FROM schema_version", NULL, 0,
                          ret_number, e);
}

static int refuse_newer(struct database *db, int64_t version, size_t n, struct err *e) {
    struct str where = database_location(db);
    err_set(e, E_CONFLICT,
            "%.*s was made by a newer zubi (its form is number %lld, this one knows %zu)",
            (int)where.n, where.p, (long long)version, n);
    return err_hint(e, "install the newer zubi again, or use a backup from before; nothing was "
                       "changed");
}

/* Within a transaction, so that of several programs only one does it. */
static int do_step(struct database *db, const struct migration *m, struct err *e) {
    int64_t version;
    int rc = database_script(db, str_of(make_table), e);
    if (!rc) rc = migrate_version(db, &version, e);
    if (rc || version >= m->number) return rc;
    rc = database_script(db, m->sql, e);
    if (rc) return rc;
    return database_run(
        db, "INSERT INTO schema_version (number, name, done_ms) VALUES ($1, $2, $3)",
        SQL_VALUES(value_int64(m->number), value_text(m->name), value_int64(clock_wall_ms())), e);
}

static int run_step(struct database *db, const struct migration *m, struct err *e) {
    int rc = database_begin(db, e);
    if (!rc) rc = database_end(db, do_step(db, m, e), e);
    if (rc) err_add(e, "migration %lld (%.*s): ", (long long)m->number, (int)m->name.n, m->name.p);
    return rc;
}

int migrate_run(struct database *db, const struct migration *migration, size_t n, struct err *e) {
    int64_t version;
    int rc = migrate_version(db, &version, e);
    if (rc) return rc;
    if (version > (int64_t)n) return refuse_newer(db, version, n, e);
    for (size_t i = (size_t)version; i < n && !rc; i++) rc = run_step(db, &migration[i], e);
    return rc;
}
