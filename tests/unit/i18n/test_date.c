#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "i18n/date.h"

static struct date_formats *open_in(const char *zone) {
    struct date_formats *f = NULL;
    struct err e;
    assert_int_equal(date_formats_open(str_of(zone), &f, &e), 0);
    return f;
}

static int64_t at(const char *time) {
    int64_t ms = 0;
    assert_true(clock_parse(str_of(time), &ms));
    return ms;
}

enum { LONG, DAY, SHORT };

struct dated {
    const char *time, *language, *expected;
    int form;
};

static void expect(const struct dated *cases, size_t n) {
    struct arena a;
    arena_init(&a);
    struct date_formats *f = open_in("Europe/Madrid");
    for (size_t i = 0; i < n; i++) {
        struct str language = str_of(cases[i].language);
        int64_t ms = at(cases[i].time);
        struct str text = cases[i].form == LONG  ? date_long(f, &a, language, ms)
                          : cases[i].form == DAY ? date_day(f, &a, language, ms)
                                                 : date_short(f, &a, language, ms);
        assert_string_equal(arena_cstr(&a, text), cases[i].expected);
    }
    date_formats_close(f);
    arena_release(&a);
}

static void dates_are_written_as_newspapers_write_them(void **state) {
    (void)state;
    const struct dated cases[] = {
        {"2026-11-20T07:30:00Z", "eu", "2026ko azaroaren 20a, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "es", "20 de noviembre de 2026, 8:30", LONG},
        {"2026-11-20T07:30:00Z", "en", "20 November 2026, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "en-US", "November 20, 2026, 8:30 AM", LONG},
        {"2026-11-20T07:30:00Z", "fr", "20 novembre 2026 à 8h30", LONG},
        {"2026-11-20T07:30:00Z", "ca", "20 de novembre de 2026, 8:30", LONG},
        {"2026-04-02T07:30:00Z", "ca-valencia", "2 d’abril de 2026, 9:30", LONG},
        {"2026-11-20T07:30:00Z", "gl", "20 de novembro de 2026, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "pt", "20 de novembro de 2026, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "pt-BR", "20 de novembro de 2026, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "de", "20. November 2026, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "xx", "2026-11-20, 08:30", LONG},
        {"2026-11-20T07:30:00Z", "not a tag", "2026-11-20, 08:30", LONG},
        {"2026-05-01T10:00:00Z", "fr", "1er mai 2026", DAY},
        {"2026-05-11T10:00:00Z", "fr", "11 mai 2026", DAY},
        {"2026-11-02T10:00:00Z", "eu", "2026/11/02", SHORT},
        {"2026-11-02T10:00:00Z", "es", "02/11/2026", SHORT},
        {"2026-11-02T10:00:00Z", "en", "2 Nov 2026", SHORT},
        {"2026-11-02T10:00:00Z", "fr", "02/11/2026", SHORT},
    };
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void basque_endings_follow_from_the_numbers(void **state) {
    (void)state;
    const struct dated cases[] = {
        {"2001-01-02T12:00:00Z", "eu", "2001eko urtarrilaren 2a", DAY},
        {"2000-02-03T12:00:00Z", "eu", "2000ko otsailaren 3a", DAY},
        {"1900-03-04T12:00:00Z", "eu", "1900eko martxoaren 4a", DAY},
        {"1995-04-05T12:00:00Z", "eu", "1995eko apirilaren 5a", DAY},
        {"2010-05-06T12:00:00Z", "eu", "2010eko maiatzaren 6a", DAY},
        {"2011-06-11T12:00:00Z", "eu", "2011ko ekainaren 11", DAY},
        {"2020-07-01T12:00:00Z", "eu", "2020ko uztailaren 1a", DAY},
        {"2021-08-21T12:00:00Z", "eu", "2021eko abuztuaren 21a", DAY},
        {"2024-08-31T12:00:00Z", "eu", "2024ko abuztuaren 31", DAY},
        {"2025-09-10T12:00:00Z", "eu", "2025eko irailaren 10a", DAY},
        {"2030-10-15T12:00:00Z", "eu", "2030eko urriaren 15a", DAY},
        {"2031-12-30T12:00:00Z", "eu", "2031ko abenduaren 30a", DAY},
    };
    expect(cases, sizeof cases / sizeof cases[0]);
}

static void machines_read_the_offset_of_that_day(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct date_formats *f = open_in("Europe/Madrid"), *utc = open_in("UTC");
    struct str winter = date_iso(f, &a, at("2026-11-20T07:30:00Z"));
    struct str summer = date_iso(f, &a, at("2026-07-20T23:30:05Z"));
    struct str plain = date_iso(utc, &a, at("2026-07-20T23:30:05Z"));
    assert_string_equal(winter.p, "2026-11-20T08:30:00+01:00");
    assert_string_equal(summer.p, "2026-07-21T01:30:05+02:00");
    assert_string_equal(plain.p, "2026-07-20T23:30:05+00:00");
    int64_t back = 0;
    assert_true(clock_parse(summer, &back));
    assert_int_equal(back, at("2026-07-20T23:30:05Z"));
    date_formats_close(f);
    date_formats_close(utc);
    date_formats_close(NULL);
    arena_release(&a);
}

static void times_beyond_the_calendar_do_not_break_a_page(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct date_formats *f = open_in("America/New_York");
    const int64_t cases[] = {INT64_MIN, -1, 0, INT64_MAX};
    for (size_t i = 0; i < 4; i++) {
        assert_true(date_long(f, &a, STR("eu"), cases[i]).n > 8);
        assert_true(date_long(f, &a, STR("fa"), cases[i]).n > 8);
        assert_int_equal(date_iso(f, &a, cases[i]).n, 25);
    }
    date_formats_close(f);
    arena_release(&a);
}

static void more_languages_than_are_kept_still_have_dates(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct date_formats *f = open_in("UTC");
    for (int round = 0; round < 2; round++) {
        for (char c = 'a'; c <= 'z'; c++) {
            for (char d = 'a'; d <= 'c'; d++) {
                char tag[3] = {c, d, 0};
                assert_true(date_long(f, &a, str_of(tag), 1795159800000).n > 8);
            }
        }
    }
    date_formats_close(f);
    arena_release(&a);
}

/* What was written once is kept: it must not be given out for another time. */
static void a_date_is_the_same_however_many_were_written_before(void **state) {
    (void)state;
    static const char *const zone[] = {"Europe/Madrid", "America/New_York", "Asia/Kathmandu",
                                       "Australia/Lord_Howe", "UTC"};
    static const char *const language[] = {"eu", "es", "en", "en-US", "fr"};
    const int64_t first = at("1989-12-25"), span = at("2040-01-01") - first;
    uint64_t random = 7;
    struct arena a;
    arena_init(&a);
    for (size_t z = 0; z < 5; z++) {
        struct date_formats *used = open_in(zone[z]);
        for (int i = 0; i < 300; i++) {
            random = random * 6364136223846793005U + 1442695040888963407U;
            int64_t ms = first + (int64_t)(random >> 11) % span;
            if (i % 3 == 0) ms = at("2026-03-29T00:59:00Z") + (int64_t)(random >> 40) % 7200000;
            struct date_formats *fresh = open_in(zone[z]);
            struct str l = str_of(language[(random >> 33) % 5]);
            assert_string_equal(date_long(used, &a, l, ms).p, date_long(fresh, &a, l, ms).p);
            assert_string_equal(date_short(used, &a, l, ms).p, date_short(fresh, &a, l, ms).p);
            struct str iso = date_iso(used, &a, ms);
            assert_int_equal(at(iso.p), ms - ms % 1000);
            struct str day = date_short(fresh, &a, STR("eu"), ms);
            assert_memory_equal(day.p, iso.p, 4);
            assert_memory_equal(day.p + 5, iso.p + 5, 2);
            assert_memory_equal(day.p + 8, iso.p + 8, 2);
            date_formats_close(fresh);
        }
        date_formats_close(used);
    }
    arena_release(&a);
}

static void a_time_zone_must_exist(void **state) {
    (void)state;
    const char *const zone[] = {
        "", "Mars/Olympus", "Europe/Madrid ", "\xff\xfe",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof zone / sizeof zone[0]; i++) {
        struct date_formats *f = NULL;
        struct err e;
        assert_int_equal(date_formats_open(str_of(zone[i]), &f, &e), E_INVALID);
        assert_null(f);
        assert_true(e.hint[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_written_as_newspapers_write_them),
        cmocka_unit_test(basque_endings_follow_from_the_numbers),
        cmocka_unit_test(machines_read_the_offset_of_that_day),
        cmocka_unit_test(times_beyond_the_calendar_do_not_break_a_page),
        cmocka_unit_test(more_languages_than_are_kept_still_have_dates),
        cmocka_unit_test(a_date_is_the_same_however_many_were_written_before),
        cmocka_unit_test(a_time_zone_must_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
