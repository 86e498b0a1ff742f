#ifndef HTTP_FORM_H
#define HTTP_FORM_H
/* What a form or the query of an address says: names and values, in their order. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { FORM_MAX_FIELDS = 2000 };

struct form_field {
    struct str name, value; /* decoded, valid UTF-8, no NUL; values keep their line breaks */
};

struct form {
    struct form_field *field; /* in the arena */
    size_t n_fields;
};

/* Reads application/x-www-form-urlencoded text, a query included; its size has been limited by
   whoever received it. E_INVALID: wrong percent-encoding, not UTF-8, a NUL; E_LIMIT: more than
   FORM_MAX_FIELDS fields. */
int form_parse(struct arena *a, struct str text, struct form *ret_form, struct err *e) MUST_CHECK;
/* The first value of that name; p is NULL when there is none. */
struct str form_get(const struct form *form, struct str name);
/* The same, but the empty text when there is none. */
struct str form_text(const struct form *form, struct str name);
/* Whether the media type of a Content-Type is that of such a form. */
bool form_is_type(struct str content_type);

#endif
