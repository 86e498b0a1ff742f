#ifndef TRANSLATE_MEMORY_FIT_H
#define TRANSLATE_MEMORY_FIT_H
/* The translation of a sentence with the marks of another one of the same words, or nearly the
   same. */

#include "story/document.h"

/* `target`, a translation of `source`, as the translation of `wanted`. With the same words: as it
   is where the marks are the same too; with its own marks renamed where they stand on the same
   words; else with those of `wanted` put on its words by the alignment of words. With other words:
   as it is where both have the same marks, else by the alignment. Its words never change. False
   when a mark has no place, or when what is not to be translated (CODE) would be on other words:
   then the translation is not to be used. */
bool memory_fit(struct arena *a, const struct text *source, const struct text *target,
                const struct text *wanted, struct text *ret_text);

#endif
