#ifndef BASE_STR_H
#define BASE_STR_H
/* Text as pointer and length. A str never owns its bytes: whoever made them says how long they
   live (an arena, a buffer, the program itself). Not terminated by NUL unless said so. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

/* A literal as a str, its length known when compiling. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

/* The bytes of a NUL-terminated string; NULL gives the empty str. */
struct str str_of(const char *c);
bool str_eq(struct str a, struct str b);
/* Equal when ASCII letters are compared without their case. */
bool str_eq_nocase(struct str a, struct str b);
/* Byte order, as memcmp: less than, equal to, greater than 0. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* From byte `from` (clamped to the length) to the end. */
struct str str_from(struct str s, size_t from);
/* Bytes [start, end), both clamped to the length; empty when end <= start. */
struct str str_slice(struct str s, size_t start, size_t end);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* Position of the first `c`, or s.n when there is none. */
size_t str_find(struct str s, char c);
/* Position of the first `needle`, or s.n when there is none. */
size_t str_search(struct str s, struct str needle);
/* Cuts off and returns what stands before the next `separator`; *rest moves behind it. At the end
 *rest is the str with p == NULL. Loop: while (rest.p) part = str_cut(&rest, ','); */
struct str str_cut(struct str *rest, char separator);
/* A whole decimal number within [min, max], digits only with an optional '-'. False, and
 *ret_value untouched, otherwise. */
bool str_to_int64(struct str s, int64_t min, int64_t max, int64_t *ret_value);
bool str_is_space(char c);

#endif
