#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
/* Two clocks and one way to write a time. Times are milliseconds in int64_t everywhere: since 1970
   in UTC for wall time, since an unknown start for monotonic time. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* For durations and deadlines; never goes back. */
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);
/* For what people read. */
int64_t clock_wall_ms(void);
/* RFC 3339, "2026-11-20T08:30:00Z" or with "+01:00", seconds and fraction optional; a plain
   "2026-11-20" is midnight UTC. False, *ret_ms untouched, when it is no such time (30 February
   included). */
bool clock_parse(struct str s, int64_t *ret_ms);
/* "2026-11-20T07:30:00Z" */
struct str clock_format(struct arena *a, int64_t wall_ms);

#endif
