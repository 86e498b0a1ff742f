#include "store/schema.h"

#include "base/arena.h"
#include "base/embedded.h"
#include "sql/migrate.h"

extern const struct embedded_file embedded_sql[];
extern const size_t embedded_sql_count;

int schema_create(struct database *db, struct err *e) {
    struct arena a = {0};
    struct migration *migration;
    int rc = migrate_from_files(&a, embedded_sql, embedded_sql_count, &migration, e);
    if (!rc) rc = migrate_run(db, migration, embedded_sql_count, e);
    arena_release(&a);
    return rc;
}

int schema_prepare(struct database *db, struct err *e) {
    int64_t version;
    int rc = migrate_version(db, &version, e);
    if (rc) return rc;
    if (version) return schema_create(db, e);
    struct str where = database_location(db);
    err_set(e, E_NOTFOUND, "%.*s holds no newsroom", (int)where.n, where.p);
    return err_hint(e, "make a newsroom with: zubi init DIR, or name another with --data");
}
