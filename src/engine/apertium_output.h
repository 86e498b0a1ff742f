#ifndef ENGINE_APERTIUM_OUTPUT_H
#define ENGINE_APERTIUM_OUTPUT_H
/* Puts together what is handed out for a segment: the finished text, its links to the source, what
   was kept back in its place, and the capitals of a sentence. */

#include <stdbool.h>

#include "base/arena.h"
#include "engine/apertium_bind.h"
#include "engine/apertium_target.h"
#include "engine/apertium_text.h"
#include "engine/apertium_unit.h"
#include "engine/engine.h"

struct apertium_output_parts {
    struct str source;                    /* as it came in */
    const struct apertium_text *text;     /* as it was sent */
    const struct apertium_units *units;   /* as it was analysed; streams are not used */
    const struct apertium_target *target; /* as it was translated */
    const struct apertium_swaps *swaps;   /* the stand-ins among the units */
    struct str finished;                  /* plain text after the finishing stages, valid UTF-8 */
};

/* False, *ret_output untouched, when something kept is not in the finished text, or a stand-in
   could not be taken out of it again. With
   `repair_case` a sentence starts with a capital if its source does, and a second word loses one
   that an unknown first word pushed onto it. */
bool apertium_output_make(struct arena *a, const struct apertium_output_parts *parts,
                          bool repair_case, struct engine_output *ret_output);

#endif
