#ifndef BASE_HASH_H
#define BASE_HASH_H
/* Hashes. hash_quick is for tables in memory and may change between versions; hash_text goes into
   the database and never changes. */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* FNV-1a, 64 bits. */
uint64_t hash_quick(struct str s);
/* The first 64 bits (little endian) of BLAKE2b-256 over the bytes. */
uint64_t hash_text(struct str s);
/* BLAKE2b-256 as 64 lower-case hexadecimal digits: names of pictures, stored tokens. */
struct str hash_hex(struct arena *a, struct str s);

#endif
