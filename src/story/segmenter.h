#ifndef STORY_SEGMENTER_H
#define STORY_SEGMENTER_H
/* Where the sentences of a text begin and end. ICU finds where one may end; rules of each language
   (segmenter_rules.c: abbreviations, ordinals, initials) say where it does. A struct segmenter
   holds an ICU iterator: opening is costly, one for each worker and language, not for two threads
   at once. */

#include "base/arena.h"
#include "base/err.h"
#include "story/document.h"

struct segmenter;

/* Bytes [start, end) of the text, start < end, no white space at the ends. */
struct segment_range {
    uint32_t start, end;
};

/* `language` is a canonical tag; one without rules of its own gets those that hold in most. */
int segmenter_open(struct str language, struct segmenter **ret, struct err *e) MUST_CHECK;
/* Takes NULL. */
void segmenter_close(struct segmenter *segmenter);
/* The sentences of a text that document_check accepts, in order, in the arena. Between them, before
   the first and after the last there is only white space. None ends inside a link, a code or an
   inline quotation; emphasis, strong and language marks may be cut. A line break ends a sentence
   unless the next line goes on in the middle of it (lower case, or a comma before), so that a
   range may hold a "\n". A text of white space has none. */
void segmenter_split(struct segmenter *segmenter, struct arena *a, const struct text *text,
                     struct segment_range **ret, size_t *ret_n);

#endif
