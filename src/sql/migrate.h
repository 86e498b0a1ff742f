#ifndef SQL_MIGRATE_H
#define SQL_MIGRATE_H
/* Brings a database to the form that this program knows, one numbered step after the other. Steps
   are only ever added; each is done whole or not at all, and remembered in the table
   schema_version. */

#include "base/arena.h"
#include "base/embedded.h"
#include "base/err.h"
#include "base/str.h"
#include "sql/database.h"

struct migration {
    int64_t number; /* 1, 2, 3, … without a gap */
    struct str name;
    struct str sql; /* statements for database_script */
};

/* The steps in files called 0001_name.sql; E_INVALID when a name or number does not fit. */
int migrate_from_files(struct arena *a, const struct embedded_file *file, size_t n,
                       struct migration **ret_migration, struct err *e) MUST_CHECK;
/* Number of the newest step done; 0 when none was: an empty database. */
int migrate_version(struct database *db, int64_t *ret_number, struct err *e) MUST_CHECK;
/* Does the steps that are missing. Any number of programs may do so at once. E_CONFLICT, and
   nothing touched, when the database is from a newer program. */
int migrate_run(struct database *db, const struct migration *migration, size_t n,
                struct err *e) MUST_CHECK;

#endif
