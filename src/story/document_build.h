#ifndef STORY_DOCUMENT_BUILD_H
#define STORY_DOCUMENT_BUILD_H
/* A document made step by step: text and marks as they come, in any disorder of white space, come
   out as document.h promises. For the parsers. */

#include "base/arena.h"
#include "base/err.h"
#include "story/document.h"
#include "story/text_clean.h"

/* A mark that is open, also across blocks. */
struct document_build_mark {
    struct mark mark;
    size_t index; /* in the current block's marks */
    bool ignored; /* it would say nothing new, or is too deep */
};

struct document_build {
    struct arena *a;
    struct str language; /* the document's own, canonical; may be empty */
    struct arena scratch;
    struct text_cleaner cleaner;
    struct buf raw; /* text of the current block */
    struct mark *mark;
    size_t n_marks, marks_capacity;
    struct document_build_mark *open;
    size_t n_open, open_capacity;
    size_t first;       /* of open[], behind those that are paused */
    size_t n_live;      /* of open[], those that are not ignored */
    struct block shape; /* kind, level and order of the current block */
    bool after_break;
    struct block *block;
    size_t n_blocks, blocks_capacity;
    enum err_code failed;
    struct err e;
};

void document_build_init(struct document_build *b, struct arena *a, struct str language);
/* Gives back what is not the arena's. */
void document_build_release(struct document_build *b);
/* What the text that follows is; ends the current block. */
void document_build_shape(struct document_build *b, enum block_kind kind, uint8_t level,
                          bool ordered);
/* Text, valid UTF-8; white space in it is only white space (but in CODE). */
void document_build_text(struct document_build *b, struct str text);
/* A line break; a second one in a row ends a PARAGRAPH or QUOTE. */
void document_build_break(struct document_build *b);
/* Whether the current block has anything but white space. */
bool document_build_has_text(const struct document_build *b);
/* Marks open and close like brackets; one that is not allowed where it stands, or of an address or
   language that cannot be, is left out with its end. */
void document_build_mark_open(struct document_build *b, enum mark_kind kind, struct str value,
                              struct str title);
void document_build_mark_close(struct document_build *b);
/* Ends the current block: it is there when there is text. True when it is. */
bool document_build_end(struct document_build *b);
/* A RULE or PICTURE. */
void document_build_add(struct document_build *b, struct block block);
/* The language of an open mark, or "" when the text is in the document's own. */
struct str document_build_language(const struct document_build *b);

/* What stands between pause and resume is in blocks of its own, without the marks open outside. */
struct document_build_pause {
    size_t first, n_live;
    struct block shape;
};
struct document_build_pause document_build_pause(struct document_build *b);
void document_build_resume(struct document_build *b, struct document_build_pause pause);
/* Text for an attribute or a name: one clean line in the arena. */
struct str document_build_line(struct document_build *b, struct str raw);
/* The document, or the first limit that was broken. */
int document_build_finish(struct document_build *b, struct document *ret_document,
                          struct err *e) MUST_CHECK;

#endif
