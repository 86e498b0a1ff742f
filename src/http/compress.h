#ifndef HTTP_COMPRESS_H
#define HTTP_COMPRESS_H
/* Text made small for the wire. Pure functions: the same bytes in give the same bytes out. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/accept.h"

/* Levels for answers made on the spot and for pages that are kept. */
enum { COMPRESS_QUICK, COMPRESS_SMALL };

/* The bytes in that coding, in the arena. False when they do not get smaller. */
bool compress_text(struct arena *a, struct str bytes, enum accept_coding coding, int effort,
                   struct str *ret_bytes);
/* Whether a Content-Type is of a kind that gets smaller: text, JSON, XML, SVG, scripts. */
bool compress_is_worth(struct str content_type);

#endif
