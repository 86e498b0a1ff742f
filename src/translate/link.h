#ifndef TRANSLATE_LINK_H
#define TRANSLATE_LINK_H
/* Work on word alignments: which bytes of the target came from which bytes of the source. */

#include "engine/engine.h"

struct link_list {
    struct engine_link *link; /* sorted by target start, then source start */
    size_t n;
};

/* The alignment of source → pivot → target from those of its two halves. */
struct link_list link_compose(struct arena *a, struct link_list first, struct link_list second);
/* Sorts in place, as every list must be. */
void link_sort(struct link_list list);

#endif
