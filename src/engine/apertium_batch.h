#ifndef ENGINE_APERTIUM_BATCH_H
#define ENGINE_APERTIUM_BATCH_H
/* Sends segments through a set, each a request of its own (so that each is translated as if it
   stood alone), many on their way at once (so that all stages are busy). Each request has a number
   that must come back at both ends of each part's reply: an answer out of step is an error, never
   a translation. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "engine/apertium_set.h"
#include "engine/engine.h"
#include "engine/lexicon.h"

struct apertium_segment {
    struct str source;
    struct engine_output *output;
    const struct engine_binding *binding;
    size_t n_bindings;
    bool keep; /* replace what must not be translated; taken back when that goes wrong */
    bool bind; /* follow the bindings, and find names; taken back first when that goes wrong */
    bool done;
};

struct apertium_batch_options {
    int64_t base_ms;     /* the longest silence that is no failure… */
    int64_t per_word_us; /* …and what the words of the longest segment add to it */
    bool repair_case;
    struct str from, to;           /* languages */
    const struct lexicon *lexicon; /* may be NULL */
    size_t most_under_way;         /* segments, at least 1 */
};

enum { APERTIUM_BATCH_UNDER_WAY = 256 };

/* Translates segment[0..n) in order; texts and links go into `a`, outputs to where the segments
   say. On failure (the set is of no use any more: stop it) segments before *ret_done are done, and
   the culprit is one of those from there to *ret_sent. A segment whose kept or bound parts got
   lost is not `done` but has `bind` or `keep` taken back: send it again. */
MUST_CHECK int apertium_batch_run(struct apertium_set *set, struct arena *a,
                                  struct apertium_segment **segment, size_t n,
                                  const struct apertium_batch_options *options, size_t *ret_done,
                                  size_t *ret_sent, struct err *e);

#endif
