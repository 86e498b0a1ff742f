#ifndef TRANSLATE_WORD_H
#define TRANSLATE_WORD_H
/* Words of a text, for placing marks: pieces between white space, without the punctuation around
   them. */

#include "base/arena.h"
#include "base/str.h"

struct word {
    uint32_t start, end;
};

/* All words in order, in the arena. The text must be valid UTF-8. */
struct word *word_list(struct arena *a, struct str text, size_t *ret_n);

#endif
