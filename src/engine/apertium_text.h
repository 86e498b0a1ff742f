#ifndef ENGINE_APERTIUM_TEXT_H
#define ENGINE_APERTIUM_TEXT_H
/* A segment made ready for Apertium: composed (NFC), without the characters that its stages choke
   on, and with what must not be translated (addresses, @names, #tags, endless words) replaced by a
   word no dictionary knows. Remembers where each byte came from. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* What stands for an address. Unknown to all analysers, and no acronym. */
#define APERTIUM_PLACEHOLDER "Xqzva"

struct apertium_keep {
    uint32_t start, end; /* where the placeholder stands in the prepared text */
    struct str text;     /* what it stands for, composed */
};

struct apertium_text {
    struct str text; /* a full stop that is not counted follows it */
    const uint32_t
        *origin; /* text.n + 2: source byte each byte came from; the end maps to the end */
    struct apertium_keep *keep; /* in order of place */
    size_t n_keeps;
};

/* Prepares valid UTF-8 of less than 4 GB. With `keep` false nothing is replaced. The result lives
   in the arena and may share memory with `source`. */
struct apertium_text apertium_text_prepare(struct arena *a, struct str source, bool keep);
/* Source bytes of the prepared bytes [start, end). */
void apertium_text_origin(const struct apertium_text *text, uint32_t start, uint32_t end,
                          uint32_t *ret_start, uint32_t *ret_end);

#endif
