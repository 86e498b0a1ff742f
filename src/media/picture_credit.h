#ifndef MEDIA_PICTURE_CREDIT_H
#define MEDIA_PICTURE_CREDIT_H
/* Who is to be credited for a picture, out of all that cameras and agencies write into one.
   Sources: IPTC IIM 4.2 (records in a Photoshop block), IPTC Photo Metadata Standard 2023 (the same
   in XMP). */

#include "base/arena.h"
#include "base/str.h"

/* A small XMP packet with creator, credit line, source and copyright notice, from the picture's IIM
   block and its XMP packet (each may be empty); "" when neither names anybody. Each is at most 500
   bytes; what is no UTF-8 is read as Latin-1, and control characters are left out. */
struct str picture_credit_xmp(struct arena *a, struct str iim, struct str xmp);

#endif
