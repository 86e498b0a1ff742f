#ifndef TRANSLATE_CHECK_FOLD_H
#define TRANSLATE_CHECK_FOLD_H
/* Forms of words that make different spellings equal. */

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { CHECK_FOLD_MAX = 4 }; /* bytes that one character becomes at most */

/* The small letter without accents, as UTF-8; 0 bytes for a combining mark. Returns how many. */
size_t check_fold_rune(uint32_t rune, char ret_bytes[CHECK_FOLD_MAX]);
/* How a folded name sounds, roughly: "zelenskyy", "zelenski" and "selenski" are one, as are "kieu"
   and "quieu". Writes at most folded.n bytes, returns how many. */
size_t check_fold_sound(struct str folded, char *ret_bytes);

#endif
