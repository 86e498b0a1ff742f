#ifndef MEDIA_PICTURE_H
#define MEDIA_PICTURE_H
/* What kind of picture some bytes are, and how large: read from the bytes alone, never from a name
   or a sender's word. Formats that can carry script (SVG) or that browsers cannot show are not
   pictures here. Sources: ITU-T T.81 (JPEG), RFC 2083 (PNG), GIF89a, RFC 9649 (WebP),
   ISO/IEC 14496-12 and -23008-12 (AVIF). */

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { PICTURE_MAX_BYTES = 32 << 20, PICTURE_MAX_SIDE = 30000, PICTURE_MAX_PIXELS = 100000000 };

struct picture {
    const char *type;      /* "image/jpeg"; static */
    const char *extension; /* ".jpg"; static */
    uint32_t width, height;
};

/* E_INVALID when the bytes are no such picture, E_LIMIT when it is too large in bytes or pixels;
   both say what is accepted. */
int picture_read(struct str bytes, struct picture *ret_picture, struct err *e) MUST_CHECK;

#endif
