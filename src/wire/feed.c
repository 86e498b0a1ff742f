#include "wire/feed.h"

#include <time.h>

static struct tm calendar(int64_t wall_ms) {
    const int64_t last = 253402300799; /* the year 9999 */
    int64_t seconds = wall_ms / 1000 - (wall_ms % 1000 < 0);
    time_t t = seconds < 0 ? 0 : seconds > last ? last : seconds;
    struct tm tm;
    gmtime_r(&t, &tm);
    return tm;
}

/* "https://example.eus:8443/x" to "example.eus". */
static struct str host_of(struct str url) {
    size_t scheme = str_search(url, STR("://"));
    struct str host = str_from(url, scheme < url.n ? scheme + 3 : 0);
    host = str_slice(host, 0, str_find(host, '/'));
    if (str_starts(host, STR("["))) return str_slice(host, 1, str_find(host, ']'));
    return str_slice(host, 0, str_find(host, ':'));
}

struct str feed_tag(struct arena *a, struct str base_url, int64_t since_ms, struct str what) {
    struct str host = host_of(base_url);
    struct tm tm = calendar(since_ms);
    return arena_printf(a, "tag:%.*s,%d:%.*s", (int)host.n, host.p, tm.tm_year + 1900, (int)what.n,
                        what.p);
}

int64_t feed_updated_ms(const struct feed *feed) {
    int64_t newest = 0;
    for (size_t i = 0; i < feed->n_items; i++)
        if (feed->item[i].updated_ms > newest) newest = feed->item[i].updated_ms;
    return newest;
}

struct str feed_date(struct arena *a, int64_t wall_ms) {
    static const char day[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char month[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm tm = calendar(wall_ms);
    return arena_printf(a, "%s, %02d %s %04d %02d:%02d:%02d +0000", day[tm.tm_wday], tm.tm_mday,
                        month[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}
