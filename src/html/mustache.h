#ifndef HTML_MUSTACHE_H
#define HTML_MUSTACHE_H
/* Mustache templates, as the core modules of the public specification have them: interpolation,
   sections, inverted sections, partials, comments, set delimiters. No lambdas, no inheritance.

   A set of templates is compiled once, all its memory in the arena given; from then on it is
   read-only and any number of threads may render from it. {{x}} escapes text and prints struct
   html as it is; {{{x}}} and {{&x}} print text unescaped and can be forbidden. */

#include "base/buf.h"
#include "base/err.h"
#include "html/mustache_value.h"

struct mustache_source {
    struct str name; /* as in {{>name}} */
    struct str text; /* must live as long as the set */
};

enum mustache_flags {
    /* {{>x}} without a template x prints nothing (the specification's rule); without this flag it
       is a mistake found when compiling. */
    MUSTACHE_MISSING_IS_EMPTY = 1,
    /* Unescaped output of text is a mistake: only struct html may come out raw. */
    MUSTACHE_NO_RAW = 2,
};

enum {
    MUSTACHE_MAX_TEMPLATE = 1 << 20, /* bytes of one template */
    MUSTACHE_MAX_TEMPLATES = 1000,   /* in a set */
    MUSTACHE_MAX_DEPTH = 100,        /* open sections and partials, when rendering */
};

struct mustache_program;

struct mustache_set {
    struct mustache_program *program; /* sorted by name */
    size_t n;
};

/* E_INVALID: "template story, line 12: {{/lead}} closes {{#leads}} of line 9" and the like; E_LIMIT
   for the ceilings above. Names must differ. */
int mustache_compile(struct arena *a, const struct mustache_source *source, size_t n,
                     enum mustache_flags flags, struct mustache_set *ret_set,
                     struct err *e) MUST_CHECK;
/* Appends to `out`, whose ceiling is the page's (E_LIMIT when it is reached, or when partials or
   sections are deeper than MUSTACHE_MAX_DEPTH). E_NOTFOUND: no such template. What was appended
   before a failure stays: throw it away. */
int mustache_render(const struct mustache_set *set, struct str name,
                    const struct mustache_value *data, struct buf *out, struct err *e) MUST_CHECK;

#endif
