#ifndef INTERCHANGE_XLIFF_FILL_H
#define INTERCHANGE_XLIFF_FILL_H
/* Anybody's XLIFF given the translations it lacks: all else of the file stays as it is. */

#include "interchange/xliff.h"

/* Whether a translation of this unit is wanted: it has none yet, may have one, and is one segment.
 */
bool xliff_fill_wants(const struct xliff_unit *u);
/* The unit's source as a text that engines can be given: each code is a mark of its own, what
   stands for itself, and what is protected, a MARK_CODE. False when there are no words, or too many
   codes within each other to tell them apart. *ret_text is without the white space around. */
bool xliff_fill_source(struct arena *a, const struct xliff_unit *u, struct text *ret_text);
/* Puts the translation of that text into the tree as the unit's target, its codes copies of the
   source's, marked as a machine's. False, and the tree as before, when the codes are not all
   there. */
bool xliff_fill_target(struct arena *a, const struct xliff *x, const struct xliff_unit *u,
                       const struct text *text, struct str target_language);

#endif
