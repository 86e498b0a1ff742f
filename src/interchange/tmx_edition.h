#ifndef INTERCHANGE_TMX_EDITION_H
#define INTERCHANGE_TMX_EDITION_H

#include "base/buf.h"
#include "interchange/tmx.h"

/* A translated edition as TMX: an entry for each segment that has a translation of its present
   source text. What nobody wrote or approved is marked as a machine's. */
void tmx_edition_write(struct arena *a, const struct edition *edition, const struct edition *source,
                       struct buf *out);

#endif
