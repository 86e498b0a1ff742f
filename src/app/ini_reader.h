#ifndef APP_INI_READER_H
#define APP_INI_READER_H
/* Lines of `key = value` under `[section]`. Lines that begin with # or ; are comments; behind a
   value there are none, so that a value may have any characters. White space around keys and values
   does not count, unless the value is in double quotes. Own code, because Debian's libinih cuts
   lines at 199 bytes and takes what follows " ;" for a comment. */

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct ini_reader {
    struct str rest, section;
    size_t line; /* of the last one read, from 1 */
};

struct ini_entry {
    struct str section, key, value; /* within the text */
};

/* The text must live as long as what is read from it. A byte order mark is skipped. */
void ini_reader_init(struct ini_reader *r, struct str text);
/* The next entry; at the end one with an empty key. E_INVALID for a line that is nothing of the
   above (r->line says which). */
int ini_reader_next(struct ini_reader *r, struct ini_entry *ret_entry, struct err *e) MUST_CHECK;

#endif
