#ifndef SQL_SQLITE_SEARCH_H
#define SQL_SQLITE_SEARCH_H
/* What full text search needs of SQLite beyond its own FTS5: a tokenizer that takes words as they
   are given (sql/search_words.h), and the rank of a match. Only for driver_sqlite.c. */

#include <sqlite3.h>

/* Makes both known to a connection: an SQLite code, SQLITE_OK when it is done. */
int sqlite_search_register(sqlite3 *db);

#endif
