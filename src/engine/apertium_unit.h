#ifndef ENGINE_APERTIUM_UNIT_H
#define ENGINE_APERTIUM_UNIT_H
/* Between analyser and translator a segment is a list of lexical units. This is the place where
   analyses can be looked at or replaced: read the list, change it, write it. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "engine/apertium_text.h"

struct apertium_unit {
    struct str before;   /* the stream between the previous unit and this one */
    struct str surface;  /* as it stands in the stream, escaped */
    struct str analyses; /* behind the first slash: "etxe<n>+a<det><art><sg>", or "*Goialde" */
    uint32_t start, end; /* its bytes in the prepared text; equal when it is the added full stop */
    uint32_t keep;       /* 1 + number of the kept range it stands for, or 0 */
    uint32_t swap;       /* 1 + number of the stand-in it is (apertium_bind.h), or 0 */
};

struct apertium_units {
    struct apertium_unit *unit;
    size_t n_units;
    struct str after; /* the stream behind the last unit */
    uint32_t n_words; /* units that are words or numbers */
};

/* Reads the analyser's answer, without its frame, to the prepared text. The streams of the result
   point into `reply`. False when it is no such answer. */
bool apertium_unit_read(struct arena *a, struct str reply, const struct apertium_text *text,
                        struct apertium_units *ret_units);
/* Writes the stream for the translator: each unit, the first being number 1, is labelled with its
   number by a word-bound blank; characters that look like the marks of later stages go into
   blanks of their own. */
void apertium_unit_write(struct buf *b, const struct apertium_units *units);

#endif
