#include "base/clock.h"

#include <time.h>

static int64_t read_us(clockid_t id) {
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_monotonic_us(void) {
    return read_us(CLOCK_MONOTONIC);
}

int64_t clock_monotonic_ms(void) {
    return read_us(CLOCK_MONOTONIC) / 1000;
}

int64_t clock_wall_ms(void) {
    return read_us(CLOCK_REALTIME) / 1000;
}

/* Takes `digits` digits from the front as a number in [min, max]. */
static bool number(struct str *s, size_t digits, int64_t min, int64_t max, int64_t *ret) {
    if (s->n < digits || s->p[0] == '-' || !str_to_int64(str_slice(*s, 0, digits), min, max, ret))
        return false;
    *s = str_from(*s, digits);
    return true;
}

static bool skip(struct str *s, char c) {
    if (s->n == 0 || s->p[0] != c) return false;
    *s = str_from(*s, 1);
    return true;
}

static bool is_leap(int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970-01-01 in the Gregorian calendar. Source: Howard Hinnant, "chrono-Compatible
   Low-Level Date Algorithms", days_from_civil. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static bool parse_date(struct str *s, int64_t *ret_days) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t year, month, day;
    if (!number(s, 4, 1, 9999, &year) || !skip(s, '-') || !number(s, 2, 1, 12, &month) ||
        !skip(s, '-') || !number(s, 2, 1, 31, &day))
        return false;
    if (day > length[month - 1] + (month == 2 && is_leap(year))) return false;
    *ret_days = days_of(year, month, day);
    return true;
}

static bool parse_seconds(struct str *s, int64_t *ret_ms) {
    int64_t seconds, unit = 100;
    if (!number(s, 2, 0, 60, &seconds)) return false;
    *ret_ms = seconds * 1000;
    if (!skip(s, '.')) return true;
    size_t digits = 0;
    for (; digits < s->n && s->p[digits] >= '0' && s->p[digits] <= '9'; digits++, unit /= 10)
        *ret_ms += unit * (s->p[digits] - '0');
    *s = str_from(*s, digits);
    return digits > 0;
}

static bool parse_offset(struct str *s, int64_t *ret_minutes) {
    *ret_minutes = 0;
    if (skip(s, 'Z') || skip(s, 'z')) return true;
    int64_t hours, minutes, sign = s->n && s->p[0] == '-' ? -1 : 1;
    if (!skip(s, '+') && !skip(s, '-')) return false;
    if (!number(s, 2, 0, 23, &hours)) return false;
    skip(s, ':');
    if (!number(s, 2, 0, 59, &minutes)) return false;
    *ret_minutes = sign * (hours * 60 + minutes);
    return true;
}

bool clock_parse(struct str s, int64_t *ret_ms) {
    int64_t days, hour, minute, seconds_ms = 0, offset;
    if (!parse_date(&s, &days)) return false;
    if (s.n == 0) {
        *ret_ms = days * 86400000;
        return true;
    }
    if (!skip(&s, 'T') && !skip(&s, 't') && !skip(&s, ' ')) return false;
    if (!number(&s, 2, 0, 23, &hour) || !skip(&s, ':') || !number(&s, 2, 0, 59, &minute))
        return false;
    if (skip(&s, ':') && !parse_seconds(&s, &seconds_ms)) return false;
    if (!parse_offset(&s, &offset) || s.n) return false;
    *ret_ms = ((days * 24 + hour) * 60 + minute - offset) * 60000 + seconds_ms;
    return true;
}

struct str clock_format(struct arena *a, int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000 - (wall_ms % 1000 < 0));
    struct tm t;
    gmtime_r(&seconds, &t);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.tm_year + 1900, t.tm_mon + 1,
                        t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
}
