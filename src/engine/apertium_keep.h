#ifndef ENGINE_APERTIUM_KEEP_H
#define ENGINE_APERTIUM_KEEP_H
/* Finds what a translator must leave as it is: web and e-mail addresses, @names, #tags, and words
   so long that they are none (an analyser takes quadratic time on them). */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The first such range at or after byte `from`, which must be 0 or the end of a range found
   before. The text must be valid UTF-8. */
bool apertium_keep_find(struct str text, size_t from, size_t *ret_start, size_t *ret_end);

#endif
