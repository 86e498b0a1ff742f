#ifndef ENGINE_APERTIUM_TARGET_H
#define ENGINE_APERTIUM_TARGET_H
/* What the translator answers: text in which each stretch carries the numbers of the lexical units
   it came from, and marks where a word is missing in a dictionary. Here it is taken apart into the
   plain text, the stretches, and the stream for the stages that finish the spelling. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct apertium_stretch {
    uint32_t start, end; /* bytes of the plain text, without white space around */
    uint32_t id, n_ids;  /* its units are target.id[id], id + 1, … */
    bool unknown;        /* there was a mark in it */
};

struct apertium_target {
    struct str plain;
    struct apertium_stretch *stretch; /* in order of place, not overlapping */
    size_t n_stretches;
    uint32_t *id; /* numbers of units, the first is 1, none above n_units */
    size_t n_ids;
};

/* Reads an answer without its frame, which must come from units numbered up to n_units, and adds
   the stream for the finishing stages to `finish`. The result lives in the arena. False when the
   answer makes no sense. */
bool apertium_target_read(struct arena *a, struct str reply, size_t n_units, struct buf *finish,
                          struct apertium_target *ret_target);

#endif
