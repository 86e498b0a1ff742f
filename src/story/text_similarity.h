#ifndef STORY_TEXT_SIMILARITY_H
#define STORY_TEXT_SIMILARITY_H
/* How alike two sentences are, by the runs of three bytes they share: good enough to know a
   sentence again after an edit, in any language. */

#include "base/arena.h"
#include "base/str.h"

/* The runs of a text, sorted; of a text longer than TEXT_SIMILARITY_MAX bytes, of its start. */
struct text_shape {
    uint32_t *run;
    size_t n;
};

enum { TEXT_SIMILARITY_MAX = 4096 };

struct text_shape text_similarity_shape(struct arena *a, struct str s);
/* 0 (nothing in common) to 100 (the same runs): twice what is shared, of both. */
unsigned text_similarity_likeness(const struct text_shape *a, const struct text_shape *b);
/* How much of `part` is also in `whole`, 0 to 100. */
unsigned text_similarity_contained(const struct text_shape *part, const struct text_shape *whole);

/* Whether two texts differ at most in spelling: as many words (pieces between white space) in the
   same order, none of which differs by more than one letter, two in words of more than five
   letters, and no digit differs. Case and punctuation do not count as letters. A change of one
   letter can change what is said ("now", "not"): who wants such an edit to count as a revision
   approves it. */
bool text_similarity_is_spelling(struct str before, struct str after);

#endif
