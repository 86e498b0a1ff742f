#ifndef SQL_DATABASE_H
#define SQL_DATABASE_H
/* One connection to the newsroom's database, whichever that is. A connection belongs to one thread
   at a time and is never carried across fork(); threads that work at once open one each.

   Statements are portable SQL with $1, $2, … for values; each is prepared once per connection and
   kept. What differs between databases stands in them as @word@ and is replaced by the driver.

   Errors: E_BUSY somebody else writes and did not end in time; E_IO the disk is full or fails;
   E_DENIED not allowed to write; E_CONFLICT a unique value is there already; E_INVALID another
   constraint; E_LIMIT too large a value; E_DB a damaged database or a wrong statement. Once a
   statement has failed within a transaction, the whole transaction has: only rollback is left. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "sql/value.h"

struct database;
struct rows;

enum database_durability {
    DATABASE_ACKNOWLEDGED, /* what is committed survives a power cut: people's writes */
    DATABASE_REPEATABLE,   /* survives a crash of the program; a power cut may take the newest
                              commits back, never half of one: work that is done again then */
};

struct database_options {
    enum database_durability durability;
    bool create;         /* make it when it is not there; otherwise that is E_NOTFOUND */
    int64_t busy_ms;     /* how long to wait for another writer; 0 means 10 seconds */
    int64_t max_bytes;   /* the most the database may grow to; 0 means as the disk allows */
    int64_t cache_bytes; /* of memory for what was read; 0 means 4 MiB. For a bulk import: 32 MiB */
};

/* `url` is "sqlite:PATH". */
int database_open(struct str url, const struct database_options *options,
                  struct database **ret_database, struct err *e) MUST_CHECK;
/* Rolls back what is not committed. All rows must be closed. Takes NULL. */
void database_close(struct database *db);

/* Begins a transaction that may write, waiting for other writers now rather than half-way. A
   second one within the first is E_INVALID. */
int database_begin(struct database *db, struct err *e) MUST_CHECK;
/* Begins one in which all statements see the database as it is at the first of them, whatever
   others store meanwhile. Not for writing. */
int database_begin_reading(struct database *db, struct err *e) MUST_CHECK;
/* After 0 everything is stored; after an error nothing is, and the transaction is over. */
int database_commit(struct database *db, struct err *e) MUST_CHECK;
/* Undoes the transaction; without one it does nothing. */
void database_rollback(struct database *db);
/* Commits when rc is 0; else rolls back and returns rc with *e as it was. The usual end:
   rc = database_begin(db, e); if (rc) return rc; return database_end(db, work(db, e), e); */
int database_end(struct database *db, int rc, struct err *e) MUST_CHECK;
bool database_in_transaction(const struct database *db);

/* Runs a statement to its end and drops its rows. */
int database_run(struct database *db, const char *sql, const struct value *value, size_t n,
                 struct err *e) MUST_CHECK;
/* How many rows the last statement that can write inserted, updated or deleted. */
int64_t database_changed(const struct database *db);
/* The first column of the first row, as after INSERT … RETURNING id; no row is E_NOTFOUND. */
int database_int64(struct database *db, const char *sql, const struct value *value, size_t n,
                   int64_t *ret_number, struct err *e) MUST_CHECK;
/* Several statements without values or rows, separated by ';': for migrations. */
int database_script(struct database *db, struct str sql, struct err *e) MUST_CHECK;
/* Whether there is a table of this name. */
int database_has_table(struct database *db, struct str name, bool *ret_has,
                       struct err *e) MUST_CHECK;
/* The path or server, for messages; lives as long as the connection. */
struct str database_location(const struct database *db);

/* Starts a statement that gives rows:
       rc = database_query(db, sql, SQL_VALUES(…), &rows, e);
       if (rc) return rc;
       while (!rc && rows_next(rows, e)) rc = read_one(rows, …, e);
       return rows_close(rows, rc, e);
   The same statement may be running more than once at a time. */
int database_query(struct database *db, const char *sql, const struct value *value, size_t n,
                   struct rows **ret_rows, struct err *e) MUST_CHECK;
/* Moves to the next row. False at the end and after an error, which rows_close then returns. */
bool rows_next(struct rows *rows, struct err *e);
/* Ends the statement. Returns rc when that is not 0, else how the statement itself ended. */
int rows_close(struct rows *rows, int rc, struct err *e) MUST_CHECK;
/* Columns of the present row, counted from 0. NULL reads as 0 or as the empty text. */
int64_t rows_int64(const struct rows *rows, int column);
double rows_double(const struct rows *rows, int column);
bool rows_is_null(const struct rows *rows, int column);
/* A copy in the arena, of a text or a blob. */
struct str rows_text(const struct rows *rows, struct arena *a, int column);

#endif
