#ifndef TRANSLATE_CHECK_SET_H
#define TRANSLATE_CHECK_SET_H
/* A set of hashes with a number beside each, in an arena. */

#include "base/arena.h"

struct check_set {
    uint64_t *hash; /* 0 is free */
    uint32_t *value;
    size_t capacity; /* a power of two */
};

/* Room for `n` at most. */
struct check_set check_set_make(struct arena *a, size_t n);
/* Adds the hash, or returns the value it already has; NULL when it is new. */
const uint32_t *check_set_add(struct check_set *set, uint64_t hash, uint32_t value);
const uint32_t *check_set_find(const struct check_set *set, uint64_t hash);

#endif
