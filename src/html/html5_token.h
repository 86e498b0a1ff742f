#ifndef HTML_HTML5_TOKEN_H
#define HTML_HTML5_TOKEN_H
/* HTML cut into tags and text, by the tokenization rules of the HTML standard. For html5_guard.c.
 */

#include <stdbool.h>

#include "base/str.h"

enum html5_token_kind {
    HTML5_TOKEN_TEXT, /* references not resolved; may have "<" that opens nothing */
    HTML5_TOKEN_RAW,  /* what stands in script, style, title and the like */
    HTML5_TOKEN_START,
    HTML5_TOKEN_END,
    HTML5_TOKEN_NOTHING, /* comments, doctypes, processing instructions */
};

struct html5_token {
    enum html5_token_kind kind;
    struct str name;       /* START, END: as written */
    struct str text;       /* TEXT, RAW */
    struct str attributes; /* START: for html5_token_attribute */
    bool self_closing;
};

struct html5_tokenizer {
    struct str html;
    size_t at;
    struct str raw; /* the element whose raw text comes next; p is NULL when none does */
};

/* False at the end. All strings point into the input. */
bool html5_token_next(struct html5_tokenizer *t, struct html5_token *ret_token);
/* The next attribute; *rest moves behind it. Values without references resolved. */
bool html5_token_attribute(struct str *rest, struct str *ret_name, struct str *ret_value);

#endif
