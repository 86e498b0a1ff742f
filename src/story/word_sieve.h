#ifndef STORY_WORD_SIEVE_H
#define STORY_WORD_SIEVE_H
/* Which words a story has, in a few hundred bytes: enough to say that a term cannot be in it
   without reading the story. It is never wrong when it says no; of the stories without the term
   about one in eighty is not told. The stored form begins with its version. */

#include "base/arena.h"
#include "story/edition.h"

enum { WORD_SIEVE_MOST_KEYS = 12 };

/* What a story must have for a term to be in it. */
struct word_sieve_term {
    uint64_t key[WORD_SIEVE_MOST_KEYS];
    size_t n; /* 0: every story may have it */
};

/* The sieve of a story's segments, in the arena. */
struct str word_sieve_make(struct arena *a, const struct document *d, const struct segment *segment,
                           size_t n_segments);
/* For words that stand together, each of them whole but the last, which may have any ending. */
struct word_sieve_term word_sieve_term_of(struct str words);
/* Whether there may be such words; true for a sieve that is empty, or of an unknown version. */
bool word_sieve_may_have(struct str sieve, const struct word_sieve_term *term);

#endif
