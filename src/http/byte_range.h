#ifndef HTTP_BYTE_RANGE_H
#define HTTP_BYTE_RANGE_H
/* One range of bytes out of a file (RFC 9110, section 14). */

#include <stdint.h>

#include "base/str.h"

enum byte_range_kind {
    BYTE_RANGE_WHOLE, /* no range, several, or one we do not understand: send all */
    BYTE_RANGE_PART,
    BYTE_RANGE_NONE, /* nothing of it is in the file: 416 */
};

/* Reads a Range header for a file of `size` bytes; sets the two outputs for BYTE_RANGE_PART. */
enum byte_range_kind byte_range_parse(struct str header, uint64_t size, uint64_t *ret_start,
                                      uint64_t *ret_n);

#endif
