#ifndef STORE_EDITION_FILL_H
#define STORE_EDITION_FILL_H

#include "store/edition_row.h"

/* What a row says of its document: the stored form, headline, lead, and the picture that stands
   above the body. Texts live in the arena, or where the document's do. */
void edition_fill(struct arena *a, const struct document *d, const struct segment *segment,
                  size_t n_segments, struct edition_row *edition);

#endif
