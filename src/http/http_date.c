#include "http/http_date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char days[] = "SunMonTueWedThuFriSat";
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

void http_date_format(int64_t wall_ms, char ret_text[HTTP_DATE_SIZE]) {
    const int64_t first = -62167219200, last = 253402300799; /* years 0 and 9999 */
    int64_t seconds = wall_ms / 1000 - (wall_ms % 1000 < 0);
    time_t t = (time_t)(seconds < first ? first : seconds > last ? last : seconds);
    struct tm tm;
    gmtime_r(&t, &tm);
    char text[80];
    snprintf(text, sizeof text, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", days + 3 * tm.tm_wday,
             tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
             tm.tm_sec);
    memcpy(ret_text, text, HTTP_DATE_SIZE - 1);
    ret_text[HTTP_DATE_SIZE - 1] = 0;
}

static bool number(struct str s, size_t start, size_t n, int max, int *ret) {
    int64_t value;
    struct str digits = str_slice(s, start, start + n);
    if (digits.n != n || digits.p[0] == '-' || !str_to_int64(digits, 0, max, &value)) return false;
    *ret = (int)value;
    return true;
}

bool http_date_parse(struct str s, int64_t *ret_wall_ms) {
    struct tm tm = {0};
    int year;
    if (s.n != HTTP_DATE_SIZE - 1 || !number(s, 5, 2, 31, &tm.tm_mday) ||
        !number(s, 12, 4, 9999, &year) || !number(s, 17, 2, 23, &tm.tm_hour) ||
        !number(s, 20, 2, 59, &tm.tm_min) || !number(s, 23, 2, 60, &tm.tm_sec))
        return false;
    while (tm.tm_mon < 12 && memcmp(months + 3 * tm.tm_mon, s.p + 8, 3) != 0) tm.tm_mon++;
    if (tm.tm_mon == 12) return false;
    tm.tm_year = year - 1900;
    int64_t ms = (int64_t)timegm(&tm) * 1000;
    /* Writing it again finds every other fault: punctuation, weekday, 31 April. */
    char again[HTTP_DATE_SIZE];
    http_date_format(ms, again);
    if (memcmp(again, s.p, HTTP_DATE_SIZE - 1) != 0) return false;
    *ret_wall_ms = ms;
    return true;
}
