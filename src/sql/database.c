#include "sql/database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "sql/driver.h"

enum { MAX_KEPT = 128, MAX_SQL = 1 << 20 };

/* A prepared statement and, while it is open, its rows. */
struct rows {
    struct database *db;
    struct str sql; /* as the caller wrote it */
    struct driver_statement *statement;
    uint64_t last_used;
    int rc;
    bool open, done;
    bool kept; /* one of db->kept; otherwise made for one use */
};

struct database {
    const struct driver *driver;
    struct driver_connection *connection;
    struct rows kept[MAX_KEPT];
    size_t n_kept;
    uint64_t uses;
    int64_t changed;
    bool in_transaction;
    bool broken; /* a statement of this transaction has failed */
};

static const struct driver *const drivers[] = {&driver_sqlite};

static void *owned(void *p) {
    if (p) return p;
    fputs("zubi: out of memory in the database\n", stderr);
    abort();
}

static const struct driver *find_driver(struct str scheme) {
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (str_eq(drivers[i]->scheme, scheme)) return drivers[i];
    return NULL;
}

int database_open(struct str url, const struct database_options *options,
                  struct database **ret_database, struct err *e) {
    size_t colon = str_find(url, ':');
    const struct driver *driver = find_driver(str_slice(url, 0, colon));
    if (!driver || colon == url.n) {
        err_set(e, E_INVALID, "\"%.*s\" names no database that this zubi knows", (int)url.n, url.p);
        return err_hint(e, "write it as sqlite:PATH");
    }
    struct driver_connection *connection;
    int rc = driver->open(str_from(url, colon + 1), options, &connection, e);
    if (rc) return rc;
    struct database *db = owned(calloc(1, sizeof *db));
    db->driver = driver;
    db->connection = connection;
    *ret_database = db;
    return 0;
}

static void drop_statement(struct rows *rows) {
    rows->db->driver->drop(rows->statement);
    free((char *)rows->sql.p);
}

void database_close(struct database *db) {
    if (!db) return;
    database_rollback(db);
    for (size_t i = 0; i < db->n_kept; i++) drop_statement(&db->kept[i]);
    db->driver->close(db->connection);
    free(db);
}

struct str database_location(const struct database *db) {
    return db->connection->location;
}

bool database_in_transaction(const struct database *db) {
    return db->in_transaction;
}

int64_t database_changed(const struct database *db) {
    return db->changed;
}

static int begin(struct database *db, int (*driver_begin)(struct driver_connection *, struct err *),
                 struct err *e) {
    if (db->in_transaction) return err_set(e, E_INVALID, "a transaction within a transaction");
    int rc = driver_begin(db->connection, e);
    if (rc) return rc;
    db->in_transaction = true;
    db->broken = false;
    return 0;
}

int database_begin(struct database *db, struct err *e) {
    return begin(db, db->driver->begin, e);
}

int database_begin_reading(struct database *db, struct err *e) {
    return begin(db, db->driver->begin_reading, e);
}

static int refuse_broken(struct err *e) {
    return err_set(e, E_INVALID, "the transaction has failed before and can only be rolled back");
}

int database_commit(struct database *db, struct err *e) {
    if (!db->in_transaction) return err_set(e, E_INVALID, "a commit without a transaction");
    int rc = db->broken ? refuse_broken(e) : db->driver->commit(db->connection, e);
    if (rc) {
        database_rollback(db);
        return rc;
    }
    db->in_transaction = false;
    return 0;
}

void database_rollback(struct database *db) {
    if (!db->in_transaction) return;
    db->driver->rollback(db->connection);
    db->in_transaction = false;
    db->broken = false;
}

int database_end(struct database *db, int rc, struct err *e) {
    if (rc == 0) return database_commit(db, e);
    database_rollback(db);
    return rc;
}

/* Every failure within a transaction passes here: what the databases do then differs (one goes on,
   one refuses), so that the stricter rule is made everybody's. */
static int broke(struct database *db, int rc) {
    if (rc && db->in_transaction) db->broken = true;
    return rc;
}

/* Replaces the driver's words. A word that the driver does not have is left for it to refuse. */
static void add_expanded(struct buf *out, const struct driver *driver, struct str sql) {
    while (sql.n) {
        size_t at = str_find(sql, '@');
        buf_add(out, str_slice(sql, 0, at));
        sql = str_from(sql, at);
        struct str with = str_slice(sql, 0, 1);
        size_t skip = with.n;
        for (size_t i = 0; i < driver->n_words; i++) {
            if (!str_starts(sql, driver->word[i].word)) continue;
            with = driver->word[i].sql;
            skip = driver->word[i].word.n;
        }
        buf_add(out, with);
        sql = str_from(sql, skip);
    }
    buf_add_char(out, 0);
}

static int expand(struct database *db, struct str sql, struct buf *out, struct err *e) {
    buf_init(out, MAX_SQL);
    add_expanded(out, db->driver, sql);
    if (!buf_failed(out)) return 0;
    buf_release(out);
    return err_set(e, E_LIMIT, "a statement of more than %d bytes", MAX_SQL);
}

int database_script(struct database *db, struct str sql, struct err *e) {
    struct buf text;
    int rc = expand(db, sql, &text, e);
    if (rc) return rc;
    rc = db->driver->script(db->connection, text.p, e);
    buf_release(&text);
    return broke(db, rc);
}

static int prepare(struct database *db, struct str sql, struct rows *rows, struct err *e) {
    struct buf text;
    int rc = expand(db, sql, &text, e);
    if (rc) return rc;
    struct driver_statement *statement;
    rc = db->driver->prepare(db->connection, str_slice(buf_str(&text), 0, text.n - 1), &statement,
                             e);
    buf_release(&text);
    if (rc) return rc;
    char *copy = owned(malloc(sql.n + 1));
    memcpy(copy, sql.p, sql.n);
    *rows = (struct rows){.db = db, .sql = {copy, sql.n}, .statement = statement};
    return 0;
}

/* Where a new statement is kept: a free place, or that of the one longest not used; NULL when all
   are running. */
static struct rows *free_place(struct database *db) {
    if (db->n_kept < MAX_KEPT) return &db->kept[db->n_kept];
    struct rows *oldest = NULL;
    for (size_t i = 0; i < db->n_kept; i++) {
        struct rows *r = &db->kept[i];
        if (!r->open && (!oldest || r->last_used < oldest->last_used)) oldest = r;
    }
    return oldest;
}

static int keep(struct database *db, struct str sql, struct rows *place, struct err *e) {
    struct rows fresh;
    int rc = prepare(db, sql, &fresh, e);
    if (rc) return rc;
    fresh.kept = true;
    if (place == &db->kept[db->n_kept])
        db->n_kept++;
    else
        drop_statement(place);
    *place = fresh;
    return 0;
}

static int find_statement(struct database *db, struct str sql, struct rows **ret_rows,
                          struct err *e) {
    bool running = false;
    for (size_t i = 0; i < db->n_kept; i++) {
        struct rows *r = &db->kept[i];
        if (!str_eq(r->sql, sql)) continue;
        if (!r->open) {
            *ret_rows = r;
            return 0;
        }
        running = true;
    }
    struct rows *place = running ? NULL : free_place(db);
    bool once = !place;
    if (once) place = owned(calloc(1, sizeof *place));
    int rc = once ? prepare(db, sql, place, e) : keep(db, sql, place, e);
    if (rc) {
        if (once) free(place);
        return rc;
    }
    *ret_rows = place;
    return 0;
}

static void let_go(struct rows *rows) {
    rows->open = false;
    if (rows->kept) return;
    drop_statement(rows);
    free(rows);
}

int database_query(struct database *db, const char *sql, const struct value *value, size_t n,
                   struct rows **ret_rows, struct err *e) {
    if (db->broken) return refuse_broken(e);
    struct rows *rows;
    int rc = find_statement(db, str_of(sql), &rows, e);
    if (rc) return broke(db, rc);
    rows->open = true;
    rows->done = false;
    rows->rc = 0;
    rows->last_used = ++db->uses;
    rc = db->driver->start(rows->statement, value, n, e);
    if (rc) {
        let_go(rows);
        return broke(db, rc);
    }
    *ret_rows = rows;
    return 0;
}

bool rows_next(struct rows *rows, struct err *e) {
    if (rows->done) return false;
    bool row = false;
    rows->rc = rows->db->driver->step(rows->statement, &row, e);
    rows->done = rows->rc || !row;
    return !rows->done;
}

int rows_close(struct rows *rows, int rc, struct err *e) {
    struct database *db = rows->db;
    struct err ignored;
    bool failed = rc || rows->rc;
    int ended = db->driver->finish(rows->statement, failed ? &ignored : e);
    if (!rows->rc) rows->rc = ended;
    broke(db, rows->rc);
    if (!rows->rc) db->changed = db->driver->changed(db->connection);
    if (!rc) rc = rows->rc;
    let_go(rows);
    return rc;
}

int64_t rows_int64(const struct rows *rows, int column) {
    return rows->db->driver->int64(rows->statement, column);
}

double rows_double(const struct rows *rows, int column) {
    return rows->db->driver->real(rows->statement, column);
}

bool rows_is_null(const struct rows *rows, int column) {
    return rows->db->driver->is_null(rows->statement, column);
}

struct str rows_bytes(const struct rows *rows, int column) {
    return rows->db->driver->text(rows->statement, column);
}

struct str rows_text(const struct rows *rows, struct arena *a, int column) {
    return arena_str(a, rows->db->driver->text(rows->statement, column));
}

int database_run(struct database *db, const char *sql, const struct value *value, size_t n,
                 struct err *e) {
    struct rows *rows;
    int rc = database_query(db, sql, value, n, &rows, e);
    if (rc) return rc;
    while (rows_next(rows, e)) continue;
    return rows_close(rows, 0, e);
}

int database_int64(struct database *db, const char *sql, const struct value *value, size_t n,
                   int64_t *ret_number, struct err *e) {
    struct rows *rows;
    int rc = database_query(db, sql, value, n, &rows, e);
    if (rc) return rc;
    bool found = rows_next(rows, e);
    int64_t number = found ? rows_int64(rows, 0) : 0;
    rc = rows_close(rows, 0, e);
    if (rc) return rc;
    if (!found) return err_set(e, E_NOTFOUND, "there is no such row");
    *ret_number = number;
    return 0;
}

int database_has_table(struct database *db, struct str name, bool *ret_has, struct err *e) {
    int64_t count = 0;
    int rc = database_int64(db, db->driver->has_table, SQL_VALUES(value_text(name)), &count, e);
    if (rc) return rc;
    *ret_has = count > 0;
    return 0;
}

struct str search_words_match(struct database *db, struct arena *a,
                              const struct search_words_query *query) {
    return db->driver->search_match(a, query);
}
