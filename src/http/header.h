#ifndef HTTP_HEADER_H
#define HTTP_HEADER_H
/* A header field and what may stand in one (RFC 9110, section 5). */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct header {
    struct str name, value;
};

/* The first field of that name, or NULL; letters are compared without their case. */
const struct header *header_find(const struct header *header, size_t n_headers, struct str name);
/* A token: letters, digits and !#$%&'*+-.^_`|~, at least one. */
bool header_is_token(struct str s);
/* Text without control characters (so no line break, no NUL), the tabulator excepted. */
bool header_is_value(struct str s);
/* Spaces and tabulators cut from both ends. */
struct str header_trim(struct str s);
/* The next element of a comma-separated list, trimmed, commas within quotes kept; *rest moves
   behind it. False at the end. Empty elements are skipped. */
bool header_next(struct str *rest, struct str *ret_element);

#endif
