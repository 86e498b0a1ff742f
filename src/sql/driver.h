#ifndef SQL_DRIVER_H
#define SQL_DRIVER_H
/* What a database must do to be one of zubi's. Only database.c calls these; it keeps statements,
   transactions and their rules, so that a driver only has to translate. */

#include "sql/database.h"
#include "sql/search_words.h"

struct driver;

/* Each driver's own structs begin with one of these. */
struct driver_connection {
    const struct driver *driver;
    struct str location; /* for messages; the driver's memory */
};
struct driver_statement {
    const struct driver *driver;
};

/* What stands in portable SQL for something that differs. */
struct driver_word {
    struct str word; /* "@identity@" */
    struct str sql;
};

struct driver {
    struct str scheme; /* what urls begin with, without the colon */
    const struct driver_word *word;
    size_t n_words;
    /* See search_words_match. */
    struct str (*search_match)(struct arena *a, const struct search_words_query *query);
    const char *has_table; /* a statement: $1 is a name, one row with 0 or 1 */

    /* `location` is the url behind the scheme. */
    int (*open)(struct str location, const struct database_options *options,
                struct driver_connection **ret_connection, struct err *e);
    void (*close)(struct driver_connection *connection);
    int (*begin)(struct driver_connection *connection, struct err *e);
    int (*begin_reading)(struct driver_connection *connection, struct err *e);
    int (*commit)(struct driver_connection *connection, struct err *e);
    void (*rollback)(struct driver_connection *connection);
    int (*script)(struct driver_connection *connection, const char *sql, struct err *e);
    int64_t (*changed)(const struct driver_connection *connection);

    int (*prepare)(struct driver_connection *connection, struct str sql,
                   struct driver_statement **ret_statement, struct err *e);
    /* Gives the values; the statement runs with the first step. */
    int (*start)(struct driver_statement *statement, const struct value *value, size_t n,
                 struct err *e);
    int (*step)(struct driver_statement *statement, bool *ret_row, struct err *e);
    /* Ends it, wherever it is: a statement that writes has then written everything. It can be
       started again afterwards. */
    int (*finish)(struct driver_statement *statement, struct err *e);
    void (*drop)(struct driver_statement *statement);

    bool (*is_null)(const struct driver_statement *statement, int column);
    int64_t (*int64)(const struct driver_statement *statement, int column);
    double (*real)(const struct driver_statement *statement, int column);
    /* Valid until the next step. */
    struct str (*text)(const struct driver_statement *statement, int column);
};

/* SQLite, in a file. */
extern const struct driver driver_sqlite;

#endif
