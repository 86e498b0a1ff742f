/* SQLite behind the driver seam: a file in WAL mode, so that readers never wait for a writer. */

#include "sql/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "sql/sqlite_fault.h"
#include "sql/sqlite_search.h"

enum {
    MAX_VALUES = 64, /* of one statement */
    MAX_VALUE_BYTES = 64 << 20,
    CACHE_BYTES = 4 << 20,    /* of pages, per connection */
    WAL_PAGES = 4000,         /* in the log when it is copied into the file: 16 MiB */
    WAL_KEPT_BYTES = 64 << 20 /* of the log after a checkpoint */
};

struct connection {
    struct driver_connection base;
    sqlite3 *db;
    char *path;
    int64_t busy_ms;
    int64_t busy_since_ms;
};

struct statement {
    struct driver_statement base;
    struct connection *connection;
    sqlite3_stmt *s;
    int n_values;
    int position[MAX_VALUES]; /* of $1, $2, … among SQLite's own numbers */
};

static const struct driver_word words[] = {
    /* AUTOINCREMENT: the id of a row that is gone is never given to another. */
    {STR("@identity@"), STR("INTEGER PRIMARY KEY AUTOINCREMENT")},
    {STR("@blob@"), STR("BLOB")},
    /* A table that is its own index, for small rows found by their primary key. */
    {STR("@clustered@"), STR("WITHOUT ROWID")},
    {STR("@skip_locked@"), STR("")},
    {STR("@search_table@"), STR("CREATE VIRTUAL TABLE search_text USING"
                                " fts5(headline, body, filing, tokenize = 'zubi',"
                                " columnsize = 0)")},
    {STR("@search_matches@"), STR("search_text MATCH")},
    {STR("@search_id@"), STR("rowid")},
    {STR("@search_tidy@"),
     STR("INSERT INTO search_text (search_text, rank) VALUES ('merge', 500)")},
};

static struct connection *connection_of(struct driver_connection *c) {
    return (struct connection *)c;
}

static struct statement *statement_of(struct driver_statement *s) {
    return (struct statement *)s;
}

static sqlite3_stmt *handle_of(const struct driver_statement *s) {
    return ((const struct statement *)s)->s;
}

static int fault(struct connection *c, int rc, const char *doing, struct err *e) {
    return sqlite_fault(c->db, rc, doing, c->base.location, e);
}

/* SQLite's own waiting sleeps up to 100 ms at a time; a writer here needs about one. */
static int wait_for_writer(void *connection, int tries) {
    struct connection *c = connection;
    int64_t now = clock_monotonic_ms();
    if (tries == 0) c->busy_since_ms = now;
    if (now - c->busy_since_ms >= c->busy_ms) return 0;
    long us = tries < 20 ? 100L * (tries + 1) : 5000;
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
    return 1;
}

/* What SQLite would take for something else than a file (":memory:", "file:…") becomes one. */
static char *file_path(struct str location) {
    bool absolute = str_starts(location, STR("/"));
    char *path = NULL;
    int n = asprintf(&path, "%s%.*s", absolute ? "" : "./", (int)location.n, location.p);
    return n < 0 ? NULL : path;
}

static int check_file(const char *path, bool create, struct err *e) {
    struct stat st;
    if (stat(path, &st) == 0) {
        if (S_ISREG(st.st_mode)) return 0;
        return err_set(e, E_INVALID, "%s is not a file", path);
    }
    int error = errno;
    if (error == EACCES) {
        err_set(e, E_DENIED, "cannot open %s: %s", path, strerror(error));
        return err_hint(e, "run zubi as the user the newsroom belongs to");
    }
    if (create && error == ENOENT) return 0;
    err_set(e, E_NOTFOUND, "there is no database at %s", path);
    return err_hint(e, "make a newsroom with: zubi init DIR, or name another with --data");
}

/* Made here and not by SQLite, so that others on the machine cannot read what is embargoed; the
   log beside it inherits these rights. */
static int make_file(const char *path, struct err *e) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd >= 0) {
        close(fd);
        return 0;
    }
    int error = errno;
    err_set(e, error == EACCES || error == EROFS ? E_DENIED : E_IO, "cannot make %s: %s", path,
            strerror(error));
    return err_hint(e, "its folder must exist and be writable");
}

static int pragma(struct connection *c, const char *sql, struct err *e) {
    int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
    return rc ? fault(c, rc, "open", e) : 0;
}

static int use_wal(struct connection *c, struct err *e) {
    sqlite3_stmt *s;
    int rc = sqlite3_prepare_v2(c->db, "PRAGMA journal_mode = WAL", -1, &s, NULL);
    if (rc) return fault(c, rc, "open", e);
    bool wal = false;
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) wal = strcmp((const char *)sqlite3_column_text(s, 0), "wal") == 0;
    rc = sqlite3_finalize(s);
    if (rc) return fault(c, rc, "open", e);
    if (wal) return 0;
    err_set(e, E_DB, "cannot open %s: its disk does not allow a write-ahead log", c->path);
    return err_hint(e, "keep the newsroom on a local disk");
}

static int set_up(struct connection *c, const struct database_options *o, struct err *e) {
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    sqlite3_limit(c->db, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
    sqlite3_limit(c->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_handler(c->db, wait_for_writer, c);
    char text[400];
    snprintf(text, sizeof text,
             "PRAGMA synchronous = %s; PRAGMA cache_size = -%lld; PRAGMA journal_size_limit = %d;"
             "PRAGMA wal_autocheckpoint = %d; PRAGMA cell_size_check = ON;"
             "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0",
             o->durability == DATABASE_ACKNOWLEDGED ? "FULL" : "NORMAL",
             (long long)(o->cache_bytes ? o->cache_bytes : CACHE_BYTES) / 1024, WAL_KEPT_BYTES,
             WAL_PAGES);
    /* SQLite opens a file it may not write for reading; a newsroom cannot do with that. */
    int rc = sqlite_search_register(c->db);
    if (rc) return fault(c, rc, "open", e);
    rc = sqlite3_db_readonly(c->db, "main") ? fault(c, SQLITE_READONLY, "open", e) : 0;
    if (!rc) rc = use_wal(c, e);
    if (!rc) rc = pragma(c, text, e);
    if (rc || !o->max_bytes) return rc;
    snprintf(text, sizeof text, "PRAGMA max_page_count = %lld",
             (long long)(o->max_bytes / 4096 > 0 ? o->max_bytes / 4096 : 1));
    return pragma(c, text, e);
}

static void close_sqlite(struct driver_connection *base) {
    struct connection *c = connection_of(base);
    sqlite3_close(c->db);
    free(c->path);
    free(c);
}

static int open_sqlite(struct str location, const struct database_options *o,
                       struct driver_connection **ret_connection, struct err *e) {
    if (location.n == 0 || location.n > 4000 || memchr(location.p, 0, location.n))
        return err_set(e, E_INVALID, "a database needs a path");
    struct connection *c = calloc(1, sizeof *c);
    char *path = file_path(location);
    if (!c || !path) {
        free(c);
        free(path);
        return err_set(e, E_LIMIT, "out of memory");
    }
    *c = (struct connection){.base = {&driver_sqlite, str_of(path)},
                             .path = path,
                             .busy_ms = o->busy_ms ? o->busy_ms : 10000};
    int rc = check_file(path, o->create, e);
    if (!rc && o->create) rc = make_file(path, e);
    if (!rc) {
        int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
        int opened = sqlite3_open_v2(path, &c->db, flags, NULL);
        rc = opened ? fault(c, opened, "open", e) : set_up(c, o, e);
    }
    if (rc) {
        close_sqlite(&c->base);
        return rc;
    }
    *ret_connection = &c->base;
    return 0;
}

static int run_now(struct driver_connection *base, const char *sql, const char *doing,
                   struct err *e) {
    struct connection *c = connection_of(base);
    int rc = sqlite3_exec(c->db, sql, NULL, NULL, NULL);
    return rc ? fault(c, rc, doing, e) : 0;
}

/* A file that was moved or deleted takes writes that nobody will ever find. */
static int check_in_place(struct connection *c, struct err *e) {
    int moved = 0;
    sqlite3_file_control(c->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved ? fault(c, SQLITE_READONLY_DBMOVED, "write to", e) : 0;
}

/* IMMEDIATE: a transaction that read first and writes later could not wait, only fail. */
static int begin(struct driver_connection *base, struct err *e) {
    int rc = check_in_place(connection_of(base), e);
    return rc ? rc : run_now(base, "BEGIN IMMEDIATE", "write to", e);
}

/* The first statement that reads decides what all of them see. */
static int begin_reading(struct driver_connection *base, struct err *e) {
    return run_now(base, "BEGIN DEFERRED", "read", e);
}

static int commit(struct driver_connection *base, struct err *e) {
    return run_now(base, "COMMIT", "write to", e);
}

static void rollback(struct driver_connection *base) {
    struct connection *c = connection_of(base);
    if (!sqlite3_get_autocommit(c->db)) sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
}

static int script(struct driver_connection *base, const char *sql, struct err *e) {
    return run_now(base, sql, "change", e);
}

static int64_t changed(const struct driver_connection *base) {
    return sqlite3_changes64(((const struct connection *)base)->db);
}

/* SQLite numbers $1, $2 by where they first stand; here they mean what they say. */
static int number_values(struct statement *s, struct err *e) {
    s->n_values = sqlite3_bind_parameter_count(s->s);
    if (s->n_values > MAX_VALUES)
        return err_set(e, E_LIMIT, "a statement with more than %d values", MAX_VALUES);
    for (int i = 0; i < s->n_values; i++) {
        char name[16];
        snprintf(name, sizeof name, "$%d", i + 1);
        s->position[i] = sqlite3_bind_parameter_index(s->s, name);
        if (!s->position[i]) return err_set(e, E_INVALID, "a statement without %s", name);
    }
    return 0;
}

static void drop(struct driver_statement *base) {
    if (!base) return;
    sqlite3_finalize(handle_of(base));
    free(base);
}

static int prepare(struct driver_connection *base, struct str sql,
                   struct driver_statement **ret_statement, struct err *e) {
    struct connection *c = connection_of(base);
    struct statement *s = calloc(1, sizeof *s);
    if (!s) return err_set(e, E_LIMIT, "out of memory");
    s->base.driver = &driver_sqlite;
    s->connection = c;
    int failed =
        sqlite3_prepare_v3(c->db, sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, &s->s, NULL);
    int rc = failed ? fault(c, failed, "ask", e) : 0;
    if (!rc && !s->s) rc = err_set(e, E_INVALID, "an empty statement");
    if (!rc) rc = number_values(s, e);
    if (rc) {
        drop(&s->base);
        return rc;
    }
    *ret_statement = &s->base;
    return 0;
}

static int bind(sqlite3_stmt *s, int position, const struct value *v) {
    switch (v->kind) {
    case VALUE_NULL: return sqlite3_bind_null(s, position);
    case VALUE_INT64: return sqlite3_bind_int64(s, position, v->number);
    case VALUE_DOUBLE: return sqlite3_bind_double(s, position, v->real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(s, position, v->s.p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BLOB: return sqlite3_bind_blob64(s, position, v->s.p, v->s.n, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static int start(struct driver_statement *base, const struct value *value, size_t n,
                 struct err *e) {
    struct statement *s = statement_of(base);
    if (n != (size_t)s->n_values)
        return err_set(e, E_INVALID, "a statement takes %d values and was given %zu", s->n_values,
                       n);
    for (size_t i = 0; i < n; i++) {
        int rc = bind(s->s, s->position[i], &value[i]);
        if (rc) return fault(s->connection, rc, "write to", e);
    }
    return 0;
}

static const char *doing(sqlite3_stmt *s) {
    return sqlite3_stmt_readonly(s) ? "read" : "write to";
}

static int step(struct driver_statement *base, bool *ret_row, struct err *e) {
    struct statement *s = statement_of(base);
    int rc = sqlite3_step(s->s);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return fault(s->connection, rc, doing(s->s), e);
    *ret_row = rc == SQLITE_ROW;
    return 0;
}

static int finish(struct driver_statement *base, struct err *e) {
    struct statement *s = statement_of(base);
    int rc = SQLITE_OK;
    if (sqlite3_stmt_busy(s->s) && !sqlite3_stmt_readonly(s->s)) do
            rc = sqlite3_step(s->s);
        while (rc == SQLITE_ROW);
    if (rc == SQLITE_DONE) rc = SQLITE_OK;
    int failed = rc ? fault(s->connection, rc, doing(s->s), e) : 0;
    sqlite3_reset(s->s);
    sqlite3_clear_bindings(s->s);
    return failed;
}

static bool is_null(const struct driver_statement *s, int column) {
    return sqlite3_column_type(handle_of(s), column) == SQLITE_NULL;
}

static int64_t column_int64(const struct driver_statement *s, int column) {
    return sqlite3_column_int64(handle_of(s), column);
}

static double column_real(const struct driver_statement *s, int column) {
    return sqlite3_column_double(handle_of(s), column);
}

static struct str column_text(const struct driver_statement *s, int column) {
    const char *p = sqlite3_column_blob(handle_of(s), column);
    return (struct str){p ? p : "", p ? (size_t)sqlite3_column_bytes(handle_of(s), column) : 0};
}

/* FTS5's own language. Forms are letters and digits, so nothing in them can end a string. */
static void write_terms(struct buf *out, const struct search_words_query *query, bool without) {
    bool first = true;
    for (size_t i = 0; i < query->n_terms; i++) {
        if (query->term[i].without != without) continue;
        buf_printf(out, "%s\"%.*s\"",
                   first     ? ""
                   : without ? " OR "
                             : " AND ",
                   (int)query->term[i].words.n, query->term[i].words.p);
        first = false;
    }
}

static struct str search_match(struct arena *a, const struct search_words_query *query) {
    struct buf out;
    bool without = false;
    buf_init(&out, MAX_VALUE_BYTES);
    for (size_t i = 0; i < query->n_terms; i++) without |= query->term[i].without;
    buf_add(&out, query->headline_only ? STR("(headline : (") : STR("({headline body} : ("));
    write_terms(&out, query, false);
    buf_add(&out, STR("))"));
    if (query->filing.n)
        buf_printf(&out, " AND filing : \"%.*s\"", (int)query->filing.n, query->filing.p);
    if (without) {
        buf_add(&out, STR(" NOT ({headline body} : ("));
        write_terms(&out, query, true);
        buf_add(&out, STR("))"));
    }
    struct str text = buf_keep(&out, a);
    buf_release(&out);
    return text;
}

const struct driver driver_sqlite = {
    .scheme = {"sqlite", 6},
    .word = words,
    .search_match = search_match,
    .n_words = sizeof words / sizeof *words,
    .has_table = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1",
    .open = open_sqlite,
    .close = close_sqlite,
    .begin = begin,
    .begin_reading = begin_reading,
    .commit = commit,
    .rollback = rollback,
    .script = script,
    .changed = changed,
    .prepare = prepare,
    .start = start,
    .step = step,
    .finish = finish,
    .drop = drop,
    .is_null = is_null,
    .int64 = column_int64,
    .real = column_real,
    .text = column_text,
};
