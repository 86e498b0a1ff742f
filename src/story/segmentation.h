#ifndef STORY_SEGMENTATION_H
#define STORY_SEGMENTATION_H

#include "story/edition.h"
#include "story/segmenter.h"

/* The segments of a source document, in order, in the arena: each sentence of its blocks; a
   headline and a topic whole; of a credit only what stands before the first colon, since the rest
   are names ("Photo: Ane Etxeberria"). Origin person, state current. */
void segmentation_make(struct segmenter *segmenter, struct arena *a, const struct document *d,
                       struct segment **ret_segment, size_t *ret_n);

#endif
