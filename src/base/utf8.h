#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Position of the first byte that is not valid UTF-8, or s.n when all of it is. NUL is valid here.
 */
size_t utf8_invalid_at(struct str s);
bool utf8_is_valid(struct str s);
/* The rune that starts at *at, and *at moves behind it. The text must be valid and *at < s.n. */
uint32_t utf8_next(struct str s, size_t *at);
/* The rune that ends at *at (> 0), and *at moves to its first byte. The text must be valid. */
uint32_t utf8_previous(struct str s, size_t *at);
/* Writes at most 4 bytes, returns how many. A rune that cannot be becomes U+FFFD. */
size_t utf8_encode(uint32_t rune, char *ret_bytes);
/* Number of runes. */
size_t utf8_length(struct str s);
/* The longest piece from the start with at most `max_bytes` bytes and no half character. */
struct str utf8_cut(struct str s, size_t max_bytes);

#endif
