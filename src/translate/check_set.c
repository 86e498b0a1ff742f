#include "translate/check_set.h"

struct check_set check_set_make(struct arena *a, size_t n) {
    struct check_set set = {.capacity = 8};
    while (set.capacity < n * 2) set.capacity *= 2;
    set.hash = arena_array(a, set.capacity, sizeof *set.hash);
    set.value = arena_array(a, set.capacity, sizeof *set.value);
    return set;
}

/* Where it is, or would be. */
static size_t slot_of(const struct check_set *set, uint64_t hash) {
    size_t slot = (hash * 0x9E3779B97F4A7C15U >> 32) & (set->capacity - 1);
    while (set->hash[slot] && set->hash[slot] != hash) slot = (slot + 1) & (set->capacity - 1);
    return slot;
}

const uint32_t *check_set_add(struct check_set *set, uint64_t hash, uint32_t value) {
    hash += hash == 0;
    size_t slot = slot_of(set, hash);
    if (set->hash[slot]) return &set->value[slot];
    set->hash[slot] = hash;
    set->value[slot] = value;
    return NULL;
}

const uint32_t *check_set_find(const struct check_set *set, uint64_t hash) {
    hash += hash == 0;
    size_t slot = slot_of(set, hash);
    return set->hash[slot] ? &set->value[slot] : NULL;
}
