#ifndef TRANSLATE_EDITION_KEEP_H
#define TRANSLATE_EDITION_KEEP_H
/* What of a translation goes on when its source has changed, or the engines have. */

#include "translate/edition_piece.h"

/* The present translation of each piece that has one: a person's words always, as outdated where
   their source text changed; a machine's where the source text is the same and `same_engine` says
   that engines would say the same again. A text that a person rejected stays away. Segments of
   `previous` (may be NULL) that a person kept and that have no place any more are listed by index.
 */
void edition_keep(struct arena *a, const struct edition *previous, const struct edition *source,
                  bool same_engine, struct edition_piece *piece, size_t **ret_dropped,
                  size_t *ret_n_dropped);

#endif
