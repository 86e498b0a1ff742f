#ifndef INTERCHANGE_CODED_TEXT_H
#define INTERCHANGE_CODED_TEXT_H
/* A text with numbered inline codes, as the exchange formats have it: a code of a translation is
   the one of the same id in its source. What a code stands for (an address, say) is never read from
   a file: it is looked up by its id in the text that the newsroom has. */

#include "base/buf.h"
#include "story/edition.h"

enum coded_kind {
    CODED_SPAN,  /* around words */
    CODED_POINT, /* in place of something: one "\n" or U+FFFC of the text is its stand-in */
    CODED_NOTE,  /* an annotation of a translator's tool: says nothing of the text */
};

struct coded_mark {
    struct str id;
    enum coded_kind kind;
    bool is_protected;   /* NOTE: its words are not to be translated */
    uint32_t start, end; /* bytes of the text; a span may be empty */
    struct mark mark;    /* of a text of ours: what it stands for; its range does not matter */
    const void *node, *end_node; /* where it was read: the reader's elements */
};

struct coded_text {
    struct str s;
    struct coded_mark *code; /* in the order in which they open */
    size_t n;
};

/* Codes for a text of ours: "1", "2", … for its marks, "b1", … for its line breaks. */
struct coded_text coded_text_make(struct arena *a, const struct text *t);
/* The same for its translation: each mark has the id of the source's mark that it is; marks that
   the source has not (words in another language) are "t1", … */
struct coded_text coded_text_like(struct arena *a, const struct text *t,
                                  const struct coded_text *source);
/* Back to a text, clean as documents want it. `known` are texts whose codes may be used, the source
   first: each of its codes must be there once, but for line breaks and words in another language,
   which may go. E_INVALID says which code is lost, unknown, doubled, around nothing or wrongly
   nested. */
int coded_text_resolve(struct arena *a, const struct coded_text *t, const struct coded_text *known,
                       size_t n_known, struct text *ret_text, struct err *e) MUST_CHECK;
/* Whether a translation may do without it. */
bool coded_text_may_lose(const struct coded_mark *code);
/* What it stands for, for people: "<a href=…>", "</a>", "<br>". */
struct str coded_text_shown(struct arena *a, const struct coded_mark *code, bool is_end);

/* A text with its codes as they come in a file. Codes close by id, in any order. */
struct coded_build {
    struct arena *a;
    struct buf text;
    struct coded_mark *code;
    size_t n, capacity;
    bool failed; /* more than CODED_MOST codes, or more text than a document has */
};

enum { CODED_MOST = 2000 };

void coded_build_start(struct coded_build *b, struct arena *a);
/* Line breaks and tabs of the file are white space. */
void coded_build_text(struct coded_build *b, struct str text);
void coded_build_open(struct coded_build *b, enum coded_kind kind, struct str id, const void *node);
/* False when no such code is open. */
bool coded_build_close(struct coded_build *b, struct str id, const void *node);
/* Stands where a "\n" is in the text, or anything else. */
void coded_build_point(struct coded_build *b, struct str id, bool is_break, const void *node);
/* E_INVALID for a code without its end, E_LIMIT. Gives the buffer back in any case. */
int coded_build_end(struct coded_build *b, struct coded_text *ret_text, struct err *e) MUST_CHECK;

/* For writers: the codes that open, close or stand, and the words between them, one after the
   other. Codes must be well nested. */
enum coded_step { CODED_WORDS, CODED_OPENS, CODED_CLOSES, CODED_STANDS, CODED_ENDS };
struct coded_walk {
    const struct coded_text *t;
    size_t next; /* code */
    uint32_t at; /* byte */
    const struct coded_mark *open[DOCUMENT_MAX_NESTING + 1];
    size_t n_open;
    struct str words;              /* of the step WORDS */
    const struct coded_mark *code; /* of the others */
};
enum coded_step coded_walk_step(struct coded_walk *w);

#endif
