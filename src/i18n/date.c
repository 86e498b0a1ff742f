/* ICU knows the months and the zones; the patterns of the languages that zubi speaks are written
   here, since ICU's Basque ones carry "(e)" and "(a)" for endings that follow from the number, and
   since others are those of forms, not of newspapers. */
#include "i18n/date.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "i18n/date_cache.h"
#include "i18n/language.h"
#include "i18n/utf16.h"

enum form { FORM_DAY, FORM_TIME, FORM_SHORT, FORM_ISO, FORMS };

/* ICU patterns; `join` stands between the day and the time of day. */
static const struct style {
    const char *language, *locale;
    const char *pattern[FORM_ISO];
    const char *join;
} STYLE[] = {
    {"ca", "ca", {"d MMMM 'de' y", "H:mm", "dd/MM/y"}, ", "},
    {"en-US", "en-US", {"MMMM d, y", "h:mm a", "MMM d, y"}, ", "},
    {"en", "en-GB", {"d MMMM y", "HH:mm", "d MMM y"}, ", "},
    {"es", "es", {"d 'de' MMMM 'de' y", "H:mm", "dd/MM/y"}, ", "},
    {"eu", "eu", {"y@ MMMM'ren' d@", "HH:mm", "y/MM/dd"}, ", "},
    {"fr", "fr", {"d@ MMMM y", "H'h'mm", "dd/MM/y"}, " à "},
    {"gl", "gl", {"d 'de' MMMM 'de' y", "HH:mm", "dd/MM/y"}, ", "},
    {"pt", "pt", {"d 'de' MMMM 'de' y", "HH:mm", "dd/MM/y"}, ", "},
};

enum { N_STYLES = sizeof STYLE / sizeof STYLE[0], MAX_OTHERS = 32, ROOM = 160 };

/* The forms of one language, opened when first asked for. */
struct language_forms {
    char tag[LANGUAGE_MAX_TAG + 1];
    UDateFormat *form[FORMS];
};

struct date_formats {
    UChar timezone[64];
    UCalendar *calendar;
    struct language_forms styled[N_STYLES];
    struct language_forms other[MAX_OTHERS]; /* languages without a style, oldest replaced first */
    size_t n_others;
    UDateFormat *iso;
    struct date_cache cache;
};

static int unknown_zone(struct str timezone, struct err *e) {
    err_set(e, E_INVALID, "there is no time zone \"%.*s\"",
            (int)(timezone.n > 60 ? 60 : timezone.n), timezone.n ? timezone.p : "");
    return err_hint(e, "use a name such as Europe/Madrid or UTC");
}

int date_formats_open(struct str timezone, struct date_formats **ret, struct err *e) {
    struct date_formats *f = calloc(1, sizeof *f);
    if (!f) abort();
    enum { MAX_NAME = sizeof f->timezone / sizeof f->timezone[0] - 1 };
    bool known = timezone.n > 0 && timezone.n <= MAX_NAME && utf8_is_valid(timezone);
    UErrorCode status = U_ZERO_ERROR;
    if (known) {
        UChar canonical[100];
        UBool is_system = 0;
        u_charsToUChars(timezone.p, f->timezone, (int32_t)timezone.n);
        ucal_getCanonicalTimeZoneID(f->timezone, -1, canonical, 100, &is_system, &status);
        known = U_SUCCESS(status) && is_system;
    }
    if (!known) {
        free(f);
        return unknown_zone(timezone, e);
    }
    f->calendar = ucal_open(f->timezone, -1, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status)) {
        free(f);
        return err_set(e, E_IO, "cannot open a calendar: %s", u_errorName(status));
    }
    *ret = f;
    return 0;
}

static void close_forms(struct language_forms *forms) {
    for (size_t i = 0; i < FORMS; i++) udat_close(forms->form[i]);
    *forms = (struct language_forms){0};
}

void date_formats_close(struct date_formats *f) {
    if (!f) return;
    for (size_t i = 0; i < N_STYLES; i++) close_forms(&f->styled[i]);
    for (size_t i = 0; i < MAX_OTHERS; i++) close_forms(&f->other[i]);
    udat_close(f->iso);
    ucal_close(f->calendar);
    free(f);
}

static UDate in_range(int64_t wall_ms) {
    const int64_t first = -62135596800000, last = 253402214400000; /* 0001-01-01, 9999-12-31 */
    return (UDate)(wall_ms < first ? first : wall_ms > last ? last : wall_ms);
}

static UDateFormat *open_pattern(const struct date_formats *f, const char *locale,
                                 const char *pattern) {
    UChar wide[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide, ROOM, NULL, pattern, -1, &status);
    return udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, f->timezone, -1, wide, -1, &status);
}

static UDateFormat *open_icu(const struct date_formats *f, const char *tag, enum form form) {
    if (!language_has_data(str_of(tag))) {
        return open_pattern(f, "en", form == FORM_TIME ? "HH:mm" : "y-MM-dd");
    }
    UDateFormatStyle day = form == FORM_DAY ? UDAT_LONG : UDAT_SHORT;
    UErrorCode status = U_ZERO_ERROR;
    if (form == FORM_TIME) {
        return udat_open(UDAT_SHORT, UDAT_NONE, tag, f->timezone, -1, NULL, 0, &status);
    }
    return udat_open(UDAT_NONE, day, tag, f->timezone, -1, NULL, 0, &status);
}

static struct str run(struct arena *a, const UDateFormat *format, UDate when) {
    UChar text[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    if (!format) return (struct str){"", 0};
    int32_t n = udat_format(format, when, text, ROOM, NULL, &status);
    return U_SUCCESS(status) && n < ROOM ? utf16_to(a, text, n) : (struct str){"", 0};
}

/* How far local time is ahead of UTC; false where ICU must say. */
static bool find_offset(struct date_formats *f, int64_t wall_ms, int32_t *ret_offset_ms) {
    UErrorCode status = U_ZERO_ERROR;
    if (!date_cache_reaches(wall_ms)) return false;
    if (date_cache_offset(&f->cache, wall_ms, ret_offset_ms)) return true;
    ucal_setMillis(f->calendar, (UDate)wall_ms, &status);
    int32_t offset_ms = ucal_get(f->calendar, UCAL_ZONE_OFFSET, &status) +
                        ucal_get(f->calendar, UCAL_DST_OFFSET, &status);
    if (U_FAILURE(status)) return false;
    date_cache_put_offset(&f->cache, wall_ms, offset_ms);
    *ret_offset_ms = offset_ms;
    return true;
}

/* The same as ICU's, a hundred times as often on a page as anything else here. */
static struct str quick_iso(struct arena *a, int64_t wall_ms, int32_t offset_ms) {
    struct str local = clock_format(a, wall_ms + offset_ms);
    int32_t minutes = (offset_ms < 0 ? -offset_ms : offset_ms) / 60000;
    return arena_printf(a, "%.*s%c%02d:%02d", (int)local.n - 1, local.p, offset_ms < 0 ? '-' : '+',
                        minutes / 60, minutes % 60);
}

struct str date_iso(struct date_formats *f, struct arena *a, int64_t wall_ms) {
    int32_t offset_ms;
    if (find_offset(f, wall_ms, &offset_ms)) return quick_iso(a, wall_ms, offset_ms);
    if (!f->iso) f->iso = open_pattern(f, "en", "yyyy-MM-dd'T'HH:mm:ssxxx");
    return run(a, f->iso, in_range(wall_ms));
}

static const struct style *style_of(struct str language) {
    for (size_t i = 0; i < N_STYLES; i++) {
        if (language_is(language, str_of(STYLE[i].language))) return &STYLE[i];
    }
    return NULL;
}

static struct language_forms *forms_of(struct date_formats *f, struct str language) {
    for (size_t i = 0; i < MAX_OTHERS; i++) {
        if (str_eq(str_of(f->other[i].tag), language)) return &f->other[i];
    }
    struct language_forms *forms = &f->other[f->n_others++ % MAX_OTHERS];
    close_forms(forms);
    memcpy(forms->tag, language.p, language.n);
    return forms;
}

/* The ending that joins "ko" to a year in Basque: "eko" where its last number word ends in a
   consonant: bat, bost, hamar, hamabost, ehun. */
static struct str basque_year_ending(int32_t year) {
    int32_t last = year % 100;
    bool hundreds = last == 0 && year % 1000 != 0;
    int32_t word = last % 20;
    bool consonant = hundreds || word == 1 || word == 5 || word == 10 || word == 15;
    return consonant ? STR("eko") : STR("ko");
}

/* The article of a day; "hamaika" has one of its own, so that 11 and 31 take none. */
static struct str basque_day_ending(int32_t day) {
    return day % 20 == 11 ? STR("") : STR("a");
}

/* What each '@' of a language's pattern stands for: it follows from the number before it. */
static struct str ending(const struct date_formats *f, const struct style *style, UDate when,
                         bool is_first) {
    UErrorCode status = U_ZERO_ERROR;
    ucal_setMillis(f->calendar, when, &status);
    int32_t year = ucal_get(f->calendar, UCAL_YEAR, &status);
    int32_t day = ucal_get(f->calendar, UCAL_DATE, &status);
    if (U_FAILURE(status)) return STR("");
    if (!strcmp(style->language, "fr")) return day == 1 ? STR("er") : STR("");
    return is_first ? basque_year_ending(year) : basque_day_ending(day);
}

static struct str with_endings(const struct date_formats *f, struct arena *a,
                               const struct style *style, UDate when, struct str text) {
    size_t at = str_find(text, '@');
    for (bool is_first = true; at < text.n; is_first = false, at = str_find(text, '@')) {
        struct str end = ending(f, style, when, is_first), rest = str_from(text, at + 1);
        text = arena_printf(a, "%.*s%.*s%.*s", (int)at, text.p, (int)end.n, end.p, (int)rest.n,
                            rest.p);
    }
    return text;
}

static struct str in_style(struct date_formats *f, struct arena *a, const struct style *style,
                           enum form form, UDate when) {
    UDateFormat **format = &f->styled[style - STYLE].form[form];
    if (!*format) *format = open_pattern(f, style->locale, style->pattern[form]);
    return with_endings(f, a, style, when, run(a, *format, when));
}

/* A day's text is the same all day, a time's the same on all days. */
static struct str in_kept_style(struct date_formats *f, struct arena *a, const struct style *style,
                                enum form form, int64_t wall_ms) {
    enum { MINUTE_MS = 60000, MINUTES_A_DAY = 24 * 60 };
    int32_t offset_ms;
    struct str text;
    if (!find_offset(f, wall_ms, &offset_ms)) return in_style(f, a, style, form, in_range(wall_ms));
    int64_t minute = (wall_ms + offset_ms) / MINUTE_MS;
    uint32_t number =
        (uint32_t)(form == FORM_TIME ? minute % MINUTES_A_DAY : minute / MINUTES_A_DAY);
    unsigned which = (unsigned)(style - STYLE) * FORMS + form;
    if (date_cache_get(&f->cache, a, which, number, &text)) return text;
    text = in_style(f, a, style, form, in_range(wall_ms));
    date_cache_put(&f->cache, which, number, text);
    return text;
}

static struct str in_form(struct date_formats *f, struct arena *a, struct str language,
                          enum form form, int64_t wall_ms) {
    UDate when = in_range(wall_ms);
    const struct style *style = style_of(language);
    struct str text;
    if (style) {
        text = in_kept_style(f, a, style, form, wall_ms);
    } else {
        struct str tag = language_is_canonical(language) ? language : STR("und");
        struct language_forms *forms = forms_of(f, tag);
        if (!forms->form[form]) forms->form[form] = open_icu(f, forms->tag, form);
        text = run(a, forms->form[form], when);
    }
    return text.n ? text : str_slice(date_iso(f, a, wall_ms), 0, form == FORM_TIME ? 0 : 10);
}

struct str date_day(struct date_formats *f, struct arena *a, struct str language, int64_t wall_ms) {
    return in_form(f, a, language, FORM_DAY, wall_ms);
}

struct str date_short(struct date_formats *f, struct arena *a, struct str language,
                      int64_t wall_ms) {
    return in_form(f, a, language, FORM_SHORT, wall_ms);
}

struct str date_long(struct date_formats *f, struct arena *a, struct str language,
                     int64_t wall_ms) {
    const struct style *style = style_of(language);
    struct str day = in_form(f, a, language, FORM_DAY, wall_ms);
    struct str time = in_form(f, a, language, FORM_TIME, wall_ms);
    return arena_printf(a, "%.*s%s%.*s", (int)day.n, day.p, style ? style->join : ", ", (int)time.n,
                        time.p);
}

bool date_day_start(struct date_formats *f, struct str day, int later, int64_t *ret_ms) {
    int64_t y, m, d;
    UErrorCode status = U_ZERO_ERROR;
    if (day.n != 10 || day.p[4] != '-' || day.p[7] != '-' ||
        !str_to_int64(str_slice(day, 0, 4), 1, 9999, &y) ||
        !str_to_int64(str_slice(day, 5, 7), 1, 12, &m) ||
        !str_to_int64(str_slice(day, 8, 10), 1, 31, &d))
        return false;
    ucal_clear(f->calendar);
    ucal_setDate(f->calendar, (int32_t)y, (int32_t)m - 1, (int32_t)d, &status);
    ucal_add(f->calendar, UCAL_DATE, later, &status);
    UDate start = ucal_getMillis(f->calendar, &status);
    if (U_FAILURE(status)) return false;
    *ret_ms = (int64_t)start;
    return true;
}
