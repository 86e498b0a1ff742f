#ifndef ENGINE_APERTIUM_ALIGN_H
#define ENGINE_APERTIUM_ALIGN_H
/* The finishing stages change a few letters of a text (de + el: del). This finds out where, so that
   places in the text before can be found in the text after. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* These bytes before became those bytes after; either may be none. */
struct apertium_change {
    uint32_t before_start, before_end, after_start, after_end;
};

/* All that changed, in order of place; everything else is equal. Linear in the length as long as
   changes are short; no change cuts a character in two when both texts are valid UTF-8. */
struct apertium_change *apertium_align_diff(struct arena *a, struct str before, struct str after,
                                            size_t *ret_n);

/* A walk through the changes: places asked for must not go backwards. */
struct apertium_walk {
    const struct apertium_change *change;
    size_t n, at;
    int64_t shift;
};

/* Where the bytes [start, end) of the text before are in the text after: with all of a change
   that they have a part in. */
void apertium_align_map(struct apertium_walk *walk, uint32_t start, uint32_t end,
                        uint32_t *ret_start, uint32_t *ret_end);

#endif
