#ifndef ENGINE_APERTIUM_STREAM_H
#define ENGINE_APERTIUM_STREAM_H
/* The format that Apertium's stages speak: text with backslash escapes, [blanks] that are passed
   on untouched, [[word-bound blanks]] that stick to the next word, and ^lexical units$. */

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

enum apertium_token_kind {
    APERTIUM_END,
    APERTIUM_TEXT,   /* no special character in it */
    APERTIUM_ESCAPE, /* a backslash and the character it stands for */
    APERTIUM_BLANK,  /* [...] */
    APERTIUM_BOUND,  /* [[...]] */
    APERTIUM_UNIT,   /* ^...$ */
    APERTIUM_BAD,    /* from here on the stream makes no sense */
};

struct apertium_token {
    enum apertium_token_kind kind;
    struct str raw;  /* all of it, as it stands in the stream */
    struct str body; /* without its delimiters or its backslash; escapes inside stay */
};

/* Cuts the next token off *rest. At the end, and at a BAD token, *rest stays as it is. */
struct apertium_token apertium_stream_next(struct str *rest);
/* Splits the body of a unit at its first slash that is not escaped. Without one, all of it is
   surface and *ret_analyses is empty. */
void apertium_stream_split(struct str body, struct str *ret_surface, struct str *ret_analyses);

/* Text as the stages take it: special characters escaped, a tilde in a blank. */
void apertium_stream_escape(struct buf *b, struct str text);
/* The opposite: false when the stream makes no sense, or holds anything but text, escapes and
   tildes in blanks. */
bool apertium_stream_unescape(struct buf *b, struct str stream);

/* Whether a reply stands in its own frame "[qN]…[qN]"; what is between goes to *ret_body. */
bool apertium_stream_unframe(struct str reply, struct str frame, struct str *ret_body);

#endif
