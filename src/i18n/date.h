#ifndef I18N_DATE_H
#define I18N_DATE_H
/* Dates as the newspapers of each language print them, in one time zone. What is costly to make is
   kept in a struct that the caller owns, one a thread: it is not for two threads at once. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct date_formats;

/* `timezone` is a name such as "Europe/Madrid" or "UTC"; one that does not exist is E_INVALID. */
int date_formats_open(struct str timezone, struct date_formats **ret, struct err *e) MUST_CHECK;
/* Takes NULL. */
void date_formats_close(struct date_formats *formats);

/* Times are milliseconds since 1970 in UTC; those outside of the years 1 to 9999 are brought to the
   nearest end. `language` is a canonical tag; one without forms of its own gets ISO dates. */

/* "2026ko azaroaren 20a, 08:30", "20 de noviembre de 2026, 8:30", "20 novembre 2026 à 8h30" */
struct str date_long(struct date_formats *formats, struct arena *a, struct str language,
                     int64_t wall_ms);
/* The day alone: "2026ko azaroaren 20a" */
struct str date_day(struct date_formats *formats, struct arena *a, struct str language,
                    int64_t wall_ms);
/* The day in little room: "2026/11/20", "20/11/2026", "20 Nov 2026" */
struct str date_short(struct date_formats *formats, struct arena *a, struct str language,
                      int64_t wall_ms);
/* For <time datetime>: "2026-11-20T08:30:00+01:00" */
struct str date_iso(struct date_formats *formats, struct arena *a, int64_t wall_ms);

/* When the day "2026-11-20" begins in the time zone, or the one `later` days after it. False, and
 *ret_ms untouched, when it is no such day. */
bool date_day_start(struct date_formats *formats, struct str day, int later, int64_t *ret_ms);

#endif
