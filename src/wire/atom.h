#ifndef WIRE_ATOM_H
#define WIRE_ATOM_H

#include "wire/feed.h"

#define ATOM_TYPE "application/atom+xml; charset=utf-8"

/* Atom 1.0 (RFC 4287) with full text; each entry links to the same story in the other languages. */
void atom_write(struct arena *a, const struct feed *feed, struct buf *out);

#endif
