#ifndef HTML_HTML5_H
#define HTML_HTML5_H
/* HTML as browsers read it, whatever is wrong with it, as a flat list of events. The tree is built
   by gumbo; before it sees a byte, the tags are tokenized and written anew with only the elements
   and attributes listed in html5_guard.c, so that neither its time nor its memory can grow faster
   than the input:
   - elements nested deeper than HTML5_MAX_DEPTH, and inline formatting deeper than
     HTML5_MAX_FORMATS, lose their tags and keep their text;
   - script, style, iframe, svg, math, select, template, textarea, comments and the like are
     dropped with what is in them; other unknown elements lose their tags and keep their text.
   Nothing is safe to print only because it came through here: story/document_html.h decides what
   an element may become. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum {
    HTML5_MAX_BYTES = 4 << 20,
    HTML5_MAX_DEPTH = 256,
    HTML5_MAX_FORMATS = 24,
    HTML5_MAX_ATTRIBUTE = 8192, /* bytes; a longer one is left out */
    HTML5_MAX_WORK = 300000,    /* elements, those that the parser has to repeat included */
};

enum html5_event_kind { HTML5_TEXT, HTML5_OPEN, HTML5_CLOSE };

struct html5_attribute {
    struct str name; /* lower case */
    struct str value;
};

struct html5_event {
    enum html5_event_kind kind;
    struct str name; /* OPEN, CLOSE: the element, lower case */
    struct str text; /* TEXT, references resolved */
    struct html5_attribute *attribute;
    size_t n_attributes;
    size_t close; /* OPEN: index of its CLOSE; elements that are always empty have one too */
};

struct html5 {
    struct html5_event *event;
    size_t n;
};

/* The events of a page or a piece of one (there is always one html with head and body), in the
   arena. `html` is valid UTF-8 without NUL. E_LIMIT for the first and the last of the ceilings. */
int html5_parse(struct arena *a, struct str html, struct html5 *ret_html5,
                struct err *e) MUST_CHECK;
/* The value of an OPEN event's attribute; p is NULL when it has none of that name. */
struct str html5_attribute(const struct html5_event *event, struct str name);

#endif
