#include "sql/sqlite_fault.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

static bool is_full(int rc, int system_error) {
    if ((rc & 0xFF) == SQLITE_FULL) return true;
    bool of_disk = (rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN;
    return of_disk && (system_error == ENOSPC || system_error == EDQUOT);
}

static bool is_forbidden(int rc, int system_error) {
    switch (rc & 0xFF) {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return true;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return system_error == EACCES || system_error == EPERM || system_error == EROFS;
    }
    return false;
}

static int constraint_code(int rc) {
    bool unique = rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
                  rc == SQLITE_CONSTRAINT_ROWID;
    return unique ? E_CONFLICT : E_INVALID;
}

static int plain_fault(int rc, const char *why, const char *doing, int n, const char *path,
                       struct err *e) {
    switch (rc & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        err_set(e, E_BUSY, "cannot %s %.*s: somebody else is writing to it", doing, n, path);
        return err_hint(e, "try again in a moment; if it stays so, end the other program");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        err_set(e, E_DB, "cannot %s %.*s: it is damaged or no database of zubi (%s)", doing, n,
                path, why);
        return err_hint(e, "stop zubi, keep a copy of the file, and put a backup in its place");
    case SQLITE_CONSTRAINT:
        return err_set(e, (enum err_code)constraint_code(rc), "the database refused a value: %s",
                       why);
    case SQLITE_TOOBIG: return err_set(e, E_LIMIT, "a value is too large for the database");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        err_set(e, E_IO, "cannot %s %.*s: %s", doing, n, path, why);
        return err_hint(e, "look at the disk (system log); what was acknowledged before is stored");
    }
    return err_set(e, E_DB, "cannot %s %.*s: %s", doing, n, path, why);
}

int sqlite_fault(struct sqlite3 *connection, int rc, const char *doing, struct str path,
                 struct err *e) {
    int system_error = connection ? sqlite3_system_errno(connection) : 0;
    const char *why = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(rc);
    int n = (int)path.n;
    if (is_full(rc, system_error)) {
        err_set(e, E_IO, "cannot %s %.*s: the disk is full", doing, n, path.p);
        return err_hint(e, "free some space on the disk of %.*s; nothing was lost", n, path.p);
    }
    if (rc == SQLITE_READONLY_DBMOVED) {
        err_set(e, E_IO, "cannot %s %.*s: the file was moved or deleted", doing, n, path.p);
        return err_hint(e, "put it back and start zubi again");
    }
    if (is_forbidden(rc, system_error)) {
        err_set(e, E_DENIED, "cannot %s %.*s: no permission to write there", doing, n, path.p);
        return err_hint(e, "the file and its folder must be writable for the user who runs zubi");
    }
    bool of_disk = system_error && ((rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN);
    if (of_disk) why = strerrordesc_np(system_error) ?: why;
    return plain_fault(rc, why, doing, n, path.p, e);
}
