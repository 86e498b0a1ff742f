#ifndef TRANSLATE_ALIGNER_H
#define TRANSLATE_ALIGNER_H
/* Which words of a translation belong to which of its source, for engines that do not say. */

#include "translate/link.h"

/* Words that are alike in both languages (names, numbers, cognates: "administración",
   "administration") are linked first, the more alike and the nearer to the same place in the
   sentence the sooner; words between two linked ones are linked by their place between them. At
   most one link a word. Both texts are valid UTF-8; links live in the arena. */
struct link_list aligner_link(struct arena *a, struct str source, struct str target);

#endif
