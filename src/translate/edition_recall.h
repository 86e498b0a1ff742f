#ifndef TRANSLATE_EDITION_RECALL_H
#define TRANSLATE_EDITION_RECALL_H
/* What people wrote of the same sentences for other texts. */

#include "translate/edition_piece.h"
#include "translate/memory_recall.h"

/* The memory's words for each piece that no person of this story keeps, with origin memory; a
   machine's text of before gives way to them. The first entry whose marks can be made those of the
   piece and that was not rejected here is taken, and p->memory says which. Words of the memory that
   are not in it any more are open again, unless they are those that a person keeps elsewhere in
   this story. Nobody of this story has approved what comes from the memory. */
void edition_recall(struct arena *a, const struct memory_recall *recall,
                    struct edition_piece *piece, size_t n);

#endif
