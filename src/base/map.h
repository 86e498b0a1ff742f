#ifndef BASE_MAP_H
#define BASE_MAP_H
/* Text to pointer, in an arena. Keys are not copied: they must live as long as the map. Entries
   can be replaced, not removed. */

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    struct str key;
    void *value;
};

struct map {
    struct map_entry *entry; /* open addressing; key.p == NULL is free */
    size_t n, capacity;
};

/* The value of `key`, or NULL. A zeroed map is an empty one. */
void *map_get(const struct map *m, struct str key);
void map_put(struct map *m, struct arena *a, struct str key, void *value);

#endif
