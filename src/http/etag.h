#ifndef HTTP_ETAG_H
#define HTTP_ETAG_H
/* Entity tags: `"…"`, strong, over the final bytes. A page kept in several codings has one tag
   with the coding in it: "abc", "abc-gzip", "abc-br". */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/accept.h"

/* `"` + the 64-bit hash of the bytes in hexadecimal + `"`. */
struct str etag_of(struct arena *a, struct str bytes);
/* The tag of the same page in that coding; the tag itself for identity. */
struct str etag_coded(struct arena *a, struct str etag, enum accept_coding coding);
/* The same for bytes that were packed in a hurry, and will be packed better: "abc-q-br". */
struct str etag_quick(struct arena *a, struct str etag, enum accept_coding coding);
/* Whether an If-None-Match header names this tag (given without coding), in any coding, weak or
   strong; "*" names every one. *ret_seen is the tag as the client wrote it, or `etag` for "*". */
bool etag_matches(struct str if_none_match, struct str etag, struct str *ret_seen);

#endif
