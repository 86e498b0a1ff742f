#ifndef STORY_DOCUMENT_HTML_READER_H
#define STORY_DOCUMENT_HTML_READER_H
/* The walk over HTML's events that makes a document of them. For document_html_parse.c and
   story_field.c. */

#include "html/html5.h"
#include "story/document_build.h"

/* What the edge between two blocks is. */
enum html_edge {
    HTML_EDGE_BLOCK, /* the one ends, the next begins */
    HTML_EDGE_BREAK, /* a line break: all is one block */
    HTML_EDGE_SPACE, /* a space: the same within a table's row */
};

/* What elements inside inherit. */
struct html_context {
    enum html_edge edge;
    uint8_t depth;       /* of lists */
    bool ordered;        /* the innermost list */
    bool in_row;         /* of several cells */
    size_t picture;      /* the first img of the figure we are in: index of its OPEN, or 0 */
    size_t caption;      /* and of its figcaption's */
    bool without_credit; /* credits are read on their own */
};

struct html_frame {
    struct html_context context; /* to be restored */
    struct block shape;
    bool edge, shaped;
    uint8_t n_marks;
};

struct document_html_reader {
    struct document_build build;
    struct html5 html5;
    struct html_context context;
    bool row_has_text;
    bool whole; /* headline, lead and topic are known by their class */
    struct html_frame *frame;
    size_t n_frames, frames_capacity;
};

/* Reads events [from, to), which are balanced. */
void document_html_reader_walk(struct document_html_reader *r, size_t from, size_t to);
/* Whether the event's class attribute has this word. */
bool document_html_reader_has_class(const struct html5_event *event, struct str word);
/* The address that an img's src means as a PICTURE with what belongs to it, or nothing. */
void document_html_picture_read(struct document_html_reader *r, const struct html5_event *img);
/* Index of the figure's first element of that name that is not in a figure within it, or 0. */
size_t document_html_picture_find(const struct document_html_reader *r, size_t figure,
                                  struct str name);

#endif
