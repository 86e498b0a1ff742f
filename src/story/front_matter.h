#ifndef STORY_FRONT_MATTER_H
#define STORY_FRONT_MATTER_H
/* The lines at the top of a story's file:
       ---
       headline: The bridge: stone by stone
       caption: "said \"no\" twice"
       ---
   A key (letters, digits, "_", "-"), a colon, and the value: all of the rest of the line, further
   colons included; double quotes around it are taken off, with \" and \\ within. Lines that are
   empty or begin with # are skipped. That is all: no lists, no nested keys, no values over several
   lines. CRLF and a byte order mark are fine. */

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { FRONT_MATTER_MAX_FIELDS = 100, FRONT_MATTER_MAX_VALUE = 16384 };

struct front_matter_field {
    struct str key; /* lower case */
    struct str value;
    uint32_t line; /* of the file, from 1 */
};

struct front_matter {
    struct front_matter_field
        *field; /* in the order of the file, keys that nobody knows included */
    size_t n_fields;
    struct str body;    /* what stands below; points into the file */
    uint32_t body_line; /* the line of the file it begins on */
};

/* A file without "---" in its first line has no fields and is all body. E_INVALID, with the line,
   for a line that is no field, a key given twice, an end that is missing, bytes that are not UTF-8;
   E_LIMIT for the ceilings. */
int front_matter_parse(struct arena *a, struct str file, struct front_matter *ret_front,
                       struct err *e) MUST_CHECK;
/* The field of that key, or NULL. */
const struct front_matter_field *front_matter_find(const struct front_matter *front,
                                                   struct str key);

#endif
