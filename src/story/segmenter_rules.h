#ifndef STORY_SEGMENTER_RULES_H
#define STORY_SEGMENTER_RULES_H
/* What a dot means, language by language: plain lists, to be added to without reading any code.
   Abbreviations stand without their last dot. A space in one may be missing or be a no-break
   space in a text; one written in lower case is also known with its first letter as a capital. */

#include <stdbool.h>

#include "base/str.h"

struct segmenter_rules {
    const char *language;
    bool ordinal_dot;           /* "45." is an ordinal, unless a starter follows */
    const char *const *joined;  /* never end a sentence: titles, "adib." */
    const char *const *counted; /* abbreviations only before a number: "art. 5", "s. XIX" */
    const char *const *inner;   /* end a sentence only when a starter follows: "EE. UU." */
    const char *const *starter; /* words that begin sentences and are part of no name */
    const char *const *speech;  /* after a name they say who spoke: «Zer?» Mikelek galdetu du */
};

/* Of the longest prefix of the tag; those without a language where there is none. Never NULL. */
const struct segmenter_rules *segmenter_rules_for(struct str language);

#endif
