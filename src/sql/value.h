#ifndef SQL_VALUE_H
#define SQL_VALUE_H
/* What goes into a statement for $1, $2, …. Texts and blobs are not copied: they must live until
   the statement is done (database_run has returned, rows_close was called). */

#include <stdint.h>

#include "base/str.h"

enum value_kind { VALUE_NULL, VALUE_INT64, VALUE_DOUBLE, VALUE_TEXT, VALUE_BLOB };

struct value {
    enum value_kind kind;
    int64_t number; /* INT64 */
    double real;    /* DOUBLE */
    struct str s;   /* TEXT (UTF-8 without NUL) and BLOB */
};

struct value value_null(void);
struct value value_int64(int64_t number);
/* A reference to another row: 0 stands for none and becomes NULL. */
struct value value_id(int64_t id);
struct value value_double(double real);
/* Never NULL: the str without bytes is the empty text. */
struct value value_text(struct str s);
/* The empty str becomes NULL: for columns that are unique but may be missing. */
struct value value_text_or_null(struct str s);
struct value value_blob(struct str bytes);

/* The values of a statement as the two arguments that database_query and its sisters take:
   database_run(db, sql, SQL_VALUES(value_int64(7), value_text(name)), e). For none: NULL, 0. */
#define SQL_VALUES(...)                                                                            \
    (const struct value[]){__VA_ARGS__},                                                           \
        sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)

#endif
