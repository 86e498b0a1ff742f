#ifndef CLI_TERM_CSV_H
#define CLI_TERM_CSV_H
/* The glossary as a table: CSV (RFC 4180), a line for each term. The columns language, term,
   section, kind, keep, case and note are followed by up to three for each language: "es",
   "es plural", "es gender". */

#include "base/buf.h"
#include "store/term_store.h"

enum { TERM_CSV_MAX_BYTES = 32 << 20, TERM_CSV_MAX_COLUMNS = 200 };

/* Reads a table; texts live in the arena. Only "term" must be among the columns, `language` is that
   of terms that do not say theirs. E_INVALID names line and column. */
int term_csv_read(struct arena *a, struct str csv, struct str language, struct term **ret_term,
                  size_t *ret_n, struct err *e) MUST_CHECK;
/* Adds the table of these terms to the buffer. */
void term_csv_write(struct arena *a, const struct term *term, size_t n, struct buf *b);

#endif
