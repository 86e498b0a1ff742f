#ifndef I18N_DATE_CACHE_H
#define I18N_DATE_CACHE_H
/* Dates that were written before: a list of stories has few days, and ICU takes some microseconds
   for each. Of one thread. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { DATE_CACHE_TEXTS = 256, DATE_CACHE_OFFSETS = 64, DATE_CACHE_ROOM = 72 };

/* Zeroed when new. */
struct date_cache {
    struct {
        uint64_t key; /* 0: free */
        size_t n;
        char text[DATE_CACHE_ROOM];
    } text[DATE_CACHE_TEXTS];
    struct {
        int64_t quarter; /* of an hour; 0: free */
        int32_t offset_ms;
    } offset[DATE_CACHE_OFFSETS];
};

/* Times from 1990 on are in the cache's reach: zones have changed their offsets at full quarters of
   an hour since. */
bool date_cache_reaches(int64_t wall_ms);
/* How far local time is ahead; false when it is not known yet: see date_cache_put_offset. */
bool date_cache_offset(const struct date_cache *cache, int64_t wall_ms, int32_t *ret_offset_ms);
void date_cache_put_offset(struct date_cache *cache, int64_t wall_ms, int32_t offset_ms);
/* The text under a number from 0 to 2^32 - 1 that stands for a day, a minute of the day, or the
   like, in one of 255 `forms`; a copy in the arena. False when there is none. */
bool date_cache_get(const struct date_cache *cache, struct arena *a, unsigned form, uint32_t number,
                    struct str *ret_text);
/* Longer texts than DATE_CACHE_ROOM are not kept. */
void date_cache_put(struct date_cache *cache, unsigned form, uint32_t number, struct str text);

#endif
