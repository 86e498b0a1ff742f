#ifndef TRANSLATE_MARK_PROJECTION_H
#define TRANSLATE_MARK_PROJECTION_H
/* Puts the marks of a source text on the right words of its translation. Engines never see marks:
   they are placed afterwards by the alignment of words, so that no engine can lose or break one. */

#include "story/document.h"
#include "translate/link.h"

/* Every mark of the source stands once in *ret_target, well nested. Where the words of a mark are
   scattered in the target it goes to the longest run of them (gaps of up to two words belong to
   the run); words that the engine put in between two words of a mark belong to it; a mark whose
   words are all gone goes to the word aligned nearest to it.
   False when some mark has no place (two links on one word, a target without words): the
   translation must then be held. The target text must be clean (document.h). */
bool mark_project(struct arena *a, const struct text *source, struct str target,
                  struct link_list links, struct text *ret_target);

#endif
