#ifndef TRANSLATE_EDITION_ASSEMBLE_H
#define TRANSLATE_EDITION_ASSEMBLE_H

#include "translate/edition_piece.h"

/* The document and the segments of target, from one piece for each segment of the source, all of
   which have their target text: blocks as in the source, and between the pieces what stands
   between the source's segments. A mark that the segmentation cut in two becomes one again. */
void edition_assemble(struct arena *a, const struct edition *source,
                      const struct edition_piece *piece, struct edition *target);

#endif
