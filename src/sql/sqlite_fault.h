#ifndef SQL_SQLITE_FAULT_H
#define SQL_SQLITE_FAULT_H
/* SQLite's result codes as errors of zubi, with what a person can do about them. */

#include "base/err.h"
#include "base/str.h"

struct sqlite3;

/* Sets *e from the result `rc` (not SQLITE_OK) of the last call on `connection` (may be NULL when
   it could not be made) and returns its code. `doing` completes "cannot …": "open", "write to". */
int sqlite_fault(struct sqlite3 *connection, int rc, const char *doing, struct str path,
                 struct err *e) MUST_CHECK;

#endif
