#include "base/map.h"

#include "base/hash.h"

static struct map_entry *slot(struct map_entry *entry, size_t capacity, struct str key) {
    size_t i = hash_quick(key) & (capacity - 1);
    while (entry[i].key.p && !str_eq(entry[i].key, key)) i = (i + 1) & (capacity - 1);
    return &entry[i];
}

void *map_get(const struct map *m, struct str key) {
    if (m->n == 0) return NULL;
    struct map_entry *e = slot(m->entry, m->capacity, key);
    return e->key.p ? e->value : NULL;
}

static void grow(struct map *m, struct arena *a) {
    size_t capacity = m->capacity ? m->capacity * 2 : 16;
    struct map_entry *entry = arena_array(a, capacity, sizeof *entry);
    for (size_t i = 0; i < m->capacity; i++)
        if (m->entry[i].key.p) *slot(entry, capacity, m->entry[i].key) = m->entry[i];
    m->entry = entry;
    m->capacity = capacity;
}

void map_put(struct map *m, struct arena *a, struct str key, void *value) {
    if ((m->n + 1) * 4 > m->capacity * 3) grow(m, a);
    struct map_entry *e = slot(m->entry, m->capacity, key);
    if (!e->key.p) m->n++;
    *e = (struct map_entry){key.p ? key : STR(""), value};
}
