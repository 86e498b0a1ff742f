#ifndef STORY_EDITION_REPLACE_H
#define STORY_EDITION_REPLACE_H

#include "story/edition.h"

/* Puts `text` (not empty, no white space at its ends) in the place of segment number `at`: the
   block's text and marks and the ranges of its other segments follow. A mark that went across the
   segment's ends goes on across them where the new text begins or ends with it too. The blocks and
   segments are new ones in the arena, so that copies of *edition made before stay as they were.
   E_INVALID when the result is no document (document_check); *edition is as before then. */
int edition_replace(struct arena *a, struct edition *edition, size_t at, const struct text *text,
                    struct err *e) MUST_CHECK;

/* A text and behind it another, each with its marks. With `whole`, marks that end at the seam and
   begin again behind it are one when a mark of `whole` goes across its byte `seam`. */
struct text edition_replace_concat(struct arena *a, const struct text *left,
                                   const struct text *right, const struct text *whole,
                                   uint32_t seam);

/* The text in another language than the edition's: all of it in a LANGUAGE mark, in which no mark
   says that language again. */
struct text edition_replace_foreign(struct arena *a, const struct text *text, struct str language);

#endif
