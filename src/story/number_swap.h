#ifndef STORY_NUMBER_SWAP_H
#define STORY_NUMBER_SWAP_H
/* A translation of one sentence turned into that of another which differs from it in numbers
   alone: "3-1 irabazi du" and "2-1 irabazi du". The words around a number may want to follow it ("1
   gol", "2 goles"), so that what comes out is something to offer to people, no more. */

#include "story/document.h"

/* `source` and `target` with the numbers of `words`, in the arena. False when sentence and words
   differ in more than numbers or in none, or when it is not plain which number of the translation
   is which of the sentence: each that changed must stand in it in the same digits, and as often. */
bool number_swap(struct arena *a, const struct text *source, const struct text *target,
                 struct str words, struct text *ret_source, struct text *ret_target);

#endif
