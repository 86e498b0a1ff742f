#ifndef HTTP_BODY_READER_H
#define HTTP_BODY_READER_H
/* The body of a request, taken as it comes: by its length or in chunks (RFC 9112, section 7).
   Trailer fields are read, checked for their size, and dropped. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "http/head.h"

enum body_part {
    BODY_DATA,      /* `left` bytes are to come */
    BODY_SIZE,      /* the line with a chunk's size */
    BODY_EXTENSION, /* what may follow the size */
    BODY_SIZE_FEED, /* the LF of that line */
    BODY_CHUNK_CR,  /* the line break behind a chunk */
    BODY_CHUNK_FEED,
    BODY_TRAILER, /* a line of the trailer */
    BODY_TRAILER_FEED,
    BODY_DONE,
};

struct body_reader {
    enum body_part part;
    bool chunked;
    uint64_t left;  /* of the length, or of the chunk */
    uint64_t taken; /* bytes of the body so far */
    uint64_t max;
    size_t digits; /* of a chunk's size */
    size_t line;   /* bytes of the current line */
    size_t extra;  /* bytes of extensions and trailers in all, bounded */
};

/* For a request whose framing has a body; `max` is the most bytes it may have. */
void body_reader_start(struct body_reader *r, const struct framing *framing, uint64_t max);
/* Moves the body's bytes from `in` to `out`, which has room for them; *ret_used is how much of `in`
   was the body's. Done when r->part == BODY_DONE. 413 above the maximum, 400 when the chunks are
   not well formed. The outcome does not depend on how the bytes were cut. */
struct refusal body_reader_take(struct body_reader *r, struct str in, struct buf *out,
                                size_t *ret_used);

#endif
