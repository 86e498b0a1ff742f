#ifndef STORY_MEMORY_SHAPE_H
#define STORY_MEMORY_SHAPE_H
/* How the memory finds sentences: by a key of the very words, and by bands for those that are
   almost the same. All of it goes into the database, so it never changes; marks do not count. */

#include "base/arena.h"
#include "base/str.h"

enum {
    MEMORY_SHAPE_BANDS = 8,
    MEMORY_SHAPE_MAX_BYTES = 4096, /* longer sentences are not kept in the memory */
};

/* Of a sentence in one direction: no two directions share a key but by chance (2^-64), which the
   row itself then tells. */
int64_t memory_shape_key(struct str from, struct str to, struct str words);
/* Of the words of a translation. */
int64_t memory_shape_target(struct str words);

/* Bands of a sentence: minimum hashes of its words and pairs of neighbours, two to a band, without
   case and with every number the same. Two sentences that share the part j of these have a band in
   common with the probability 1 - (1 - j²)^8: 0.99 when one word of fifteen is another, 0.95 of
   five. Sentences that differ in digits alone have all. */
struct memory_shape {
    int64_t band[MEMORY_SHAPE_BANDS];
};
struct memory_shape memory_shape_of(struct arena *a, struct str from, struct str to,
                                    struct str words);

#endif
