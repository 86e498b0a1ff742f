#ifndef STORY_DOCUMENT_HTML_ELEMENT_H
#define STORY_DOCUMENT_HTML_ELEMENT_H
/* What HTML's elements and addresses mean for a document. For document_html_parse.c. */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "story/document.h"

enum html_action {
    HTML_INLINE, /* nothing but its text */
    HTML_BLOCK,  /* a container: what is in it stands apart */
    HTML_SHAPE,  /* the same, and decides of what kind the blocks in it are */
    HTML_LIST,
    HTML_ITEM,
    HTML_ROW,
    HTML_CELL,
    HTML_RULE,
    HTML_BREAK,
    HTML_IMAGE,
    HTML_FIGURE,
    HTML_CAPTION,
    HTML_MARK,
    HTML_RAISED,  /* sup */
    HTML_LOWERED, /* sub */
    HTML_SKIP,    /* dropped with what is in it */
};

struct html_element {
    char name[12];
    uint8_t action;
    uint8_t kind;  /* SHAPE: enum block_kind; MARK: enum mark_kind */
    uint8_t level; /* SHAPE; LIST: 1 when ordered */
};

/* Never NULL: what nobody knows is INLINE. */
const struct html_element *document_html_element_find(struct str name);
/* An href as a link may have it, mended where it is plain what was meant: white space around it is
   dropped, in it is %20, "//host" is https. It may still not be allowed. */
struct str document_html_element_address(struct arena *a, struct str href);
/* The name in the media table, or the address or file, that a src means; empty when no picture can
   be there ("data:" and other schemes). */
struct str document_html_element_picture(struct str src);
/* Digits and signs as the Unicode characters above or below the line; p is NULL when there is any
   other character. */
struct str document_html_element_script(struct arena *a, struct str text, bool raised);

#endif
