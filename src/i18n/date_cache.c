#include "i18n/date_cache.h"

#include <string.h>

enum { QUARTER_MS = 15 * 60000 };

bool date_cache_reaches(int64_t wall_ms) {
    const int64_t year_1990 = 631152000000, year_9999 = 253370764800000;
    return wall_ms >= year_1990 && wall_ms < year_9999;
}

bool date_cache_offset(const struct date_cache *cache, int64_t wall_ms, int32_t *ret_offset_ms) {
    int64_t quarter = wall_ms / QUARTER_MS;
    size_t at = (size_t)quarter % DATE_CACHE_OFFSETS;
    if (cache->offset[at].quarter != quarter) return false;
    *ret_offset_ms = cache->offset[at].offset_ms;
    return true;
}

void date_cache_put_offset(struct date_cache *cache, int64_t wall_ms, int32_t offset_ms) {
    int64_t quarter = wall_ms / QUARTER_MS;
    size_t at = (size_t)quarter % DATE_CACHE_OFFSETS;
    cache->offset[at].quarter = quarter;
    cache->offset[at].offset_ms = offset_ms;
}

static uint64_t key_of(unsigned form, uint32_t number) {
    return (uint64_t)(form + 1) << 32 | number;
}

static size_t place_of(uint64_t key) {
    return (size_t)(key * 0x9E3779B97F4A7C15U >> 56) % DATE_CACHE_TEXTS;
}

bool date_cache_get(const struct date_cache *cache, struct arena *a, unsigned form, uint32_t number,
                    struct str *ret_text) {
    uint64_t key = key_of(form, number);
    size_t at = place_of(key);
    if (cache->text[at].key != key) return false;
    *ret_text = arena_str(a, (struct str){cache->text[at].text, cache->text[at].n});
    return true;
}

void date_cache_put(struct date_cache *cache, unsigned form, uint32_t number, struct str text) {
    uint64_t key = key_of(form, number);
    size_t at = place_of(key);
    if (text.n > DATE_CACHE_ROOM) return;
    cache->text[at].key = key;
    cache->text[at].n = text.n;
    if (text.n) memcpy(cache->text[at].text, text.p, text.n);
}
