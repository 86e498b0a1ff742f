#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/accept.h"
#include "http/byte_range.h"
#include "http/etag.h"
#include "http/http_date.h"
#include "http/secure_headers.h"

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static void languages_come_in_the_order_they_are_wanted(void **state) {
    (void)state;
    struct accept_list l;
    accept_parse(STR("fr;q=0.5, eu, es ; q=0.8,en;q=0.8,*;q=0, x y, ;q=1, de;q=2, it;q=0.1234"),
                 &l);
    static const char *const expected[] = {"eu", "es", "en", "fr", "*"};
    assert_int_equal(l.n_ranges, 5);
    for (size_t i = 0; i < 5; i++) assert_str(l.range[i].range, expected[i]);
    assert_int_equal(l.range[1].q, 800);
    assert_int_equal(l.range[4].q, 0);
}

static void a_flood_of_wishes_is_cut_short(void **state) {
    (void)state;
    static char text[30000];
    for (size_t i = 0; i + 3 < sizeof text; i += 3) {
        text[i] = 'a';
        text[i + 1] = 'b';
        text[i + 2] = ',';
    }
    struct accept_list l;
    accept_parse((struct str){text, sizeof text - 3}, &l);
    assert_int_equal(l.n_ranges, ACCEPT_MAX_RANGES);
}

static void the_most_specific_wish_about_a_type_counts(void **state) {
    (void)state;
    struct accept_list l;
    accept_parse(STR("text/*;q=0.3, text/html;q=0.7, */*;q=0.1, image/png;q=0"), &l);
    assert_int_equal(accept_type(&l, STR("text/html")), 700);
    assert_int_equal(accept_type(&l, STR("text/plain")), 300);
    assert_int_equal(accept_type(&l, STR("application/json")), 100);
    assert_int_equal(accept_type(&l, STR("image/png")), 0);
    accept_parse(STR(""), &l);
    assert_int_equal(accept_type(&l, STR("text/html")), 1000);
}

static void the_best_coding_is_chosen(void **state) {
    (void)state;
    static const struct {
        const char *header;
        enum accept_coding coding;
    } cases[] = {
        {"", ACCEPT_IDENTITY},
        {"gzip", ACCEPT_GZIP},
        {"gzip, deflate, br", ACCEPT_BROTLI},
        {"br;q=0.1, gzip", ACCEPT_GZIP},
        {"br;q=0, gzip;q=0", ACCEPT_IDENTITY},
        {"*", ACCEPT_BROTLI},
        {"*;q=0", ACCEPT_IDENTITY},
        {"gzip;q=0, *", ACCEPT_BROTLI},
        {"identity, gzip;q=0.5", ACCEPT_IDENTITY},
        {"deflate, zstd", ACCEPT_IDENTITY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (accept_coding(str_of(cases[i].header)) != cases[i].coding)
            fail_msg("wrong for \"%s\"", cases[i].header);
}

static void a_range_is_cut_out_of_a_file(void **state) {
    (void)state;
    static const struct {
        const char *header;
        uint64_t size;
        enum byte_range_kind kind;
        uint64_t start, n;
    } cases[] = {
        {"bytes=0-0", 10, BYTE_RANGE_PART, 0, 1},
        {"bytes=2-5", 10, BYTE_RANGE_PART, 2, 4},
        {"bytes=2-", 10, BYTE_RANGE_PART, 2, 8},
        {"bytes=-3", 10, BYTE_RANGE_PART, 7, 3},
        {"bytes=-30", 10, BYTE_RANGE_PART, 0, 10},
        {"bytes=2-99999999999999999999999", 10, BYTE_RANGE_PART, 2, 8},
        {"bytes=10-", 10, BYTE_RANGE_NONE, 0, 0},
        {"bytes=99999999999999999999999-", 10, BYTE_RANGE_NONE, 0, 0},
        {"bytes=-0", 10, BYTE_RANGE_NONE, 0, 0},
        {"bytes=0-", 0, BYTE_RANGE_NONE, 0, 0},
        {"bytes=-1", 0, BYTE_RANGE_NONE, 0, 0},
        {"bytes=5-2", 10, BYTE_RANGE_WHOLE, 0, 0},
        {"bytes=0-1,3-4", 10, BYTE_RANGE_WHOLE, 0, 0},
        {"bytes=-", 10, BYTE_RANGE_WHOLE, 0, 0},
        {"bytes=a-b", 10, BYTE_RANGE_WHOLE, 0, 0},
        {"lines=1-2", 10, BYTE_RANGE_WHOLE, 0, 0},
        {"", 10, BYTE_RANGE_WHOLE, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t start = 0, n = 0;
        enum byte_range_kind kind =
            byte_range_parse(str_of(cases[i].header), cases[i].size, &start, &n);
        if (kind != cases[i].kind || start != cases[i].start || n != cases[i].n)
            fail_msg("wrong for \"%s\"", cases[i].header);
    }
}

static void a_tag_is_known_in_every_coding(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    struct str etag = STR("\"abc\""), seen;
    assert_str(etag_coded(&a, etag, ACCEPT_BROTLI), "\"abc-br\"");
    assert_str(etag_coded(&a, etag, ACCEPT_IDENTITY), "\"abc\"");
    assert_str(etag_quick(&a, etag, ACCEPT_GZIP), "\"abc-q-gzip\"");
    assert_true(etag_matches(STR("\"abc-q-br\""), etag, &seen));
    static const char *const same[] = {"\"abc\"", "W/\"abc\"", "\"x\", \"abc-gzip\"", "\"abc-br\"",
                                       "\"a,b\",\"abc\""};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        assert_true(etag_matches(str_of(same[i]), etag, &seen));
    assert_true(etag_matches(STR("\"x\", \"abc-gzip\""), etag, &seen));
    assert_str(seen, "\"abc-gzip\"");
    assert_true(etag_matches(STR("*"), etag, &seen));
    assert_str(seen, "\"abc\"");
    assert_false(etag_matches(STR("abc, \"ab\", \"abc-zz\", \""), etag, &seen));
    assert_false(etag_matches(STR(""), etag, &seen));
    assert_true(str_eq(etag_of(&a, STR("x")), etag_of(&a, STR("x"))));
    assert_false(str_eq(etag_of(&a, STR("x")), etag_of(&a, STR("y"))));
    arena_release(&a);
}

static void a_date_goes_there_and_back(void **state) {
    (void)state;
    char text[HTTP_DATE_SIZE];
    int64_t ms;
    http_date_format(784111777000, text);
    assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 GMT");
    for (int64_t t = -2000000000; t < 4000000000; t += 86399123) {
        http_date_format(t * 1000, text);
        assert_true(http_date_parse(str_of(text), &ms));
        assert_int_equal(ms, t * 1000);
    }
    static const char *const bad[] = {"",
                                      "Mon, 06 Nov 1994 08:49:37 GMT",
                                      "Sun, 06 Nov 1994 08:49:37 UTC",
                                      "Sunday, 06-Nov-94 08:49:37 GMT",
                                      "Sun, 31 Feb 1994 08:49:37 GMT",
                                      "Sun, 06 Xxx 1994 08:49:37 GMT"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(http_date_parse(str_of(bad[i]), &ms));
    http_date_format(INT64_MAX, text);
    assert_string_equal(text, "Fri, 31 Dec 9999 23:59:59 GMT");
}

static enum secure_origin origin(enum method method, const char *site, const char *from) {
    struct header h[2] = {{STR("x"), STR("y")}, {STR("x"), STR("y")}};
    if (site) h[0] = (struct header){STR("Sec-Fetch-Site"), str_of(site)};
    if (from) h[1] = (struct header){STR("Origin"), str_of(from)};
    struct request req = {
        .method = method, .header = h, .n_headers = 2, .host = STR("news.example:8080")};
    return secure_headers_origin(&req);
}

static void only_our_own_pages_may_change_things(void **state) {
    (void)state;
    assert_int_equal(origin(METHOD_GET, "cross-site", NULL), SECURE_ORIGIN_OWN);
    assert_int_equal(origin(METHOD_POST, "same-origin", NULL), SECURE_ORIGIN_OWN);
    assert_int_equal(origin(METHOD_POST, "none", NULL), SECURE_ORIGIN_OWN);
    assert_int_equal(origin(METHOD_POST, "same-site", NULL), SECURE_ORIGIN_FOREIGN);
    assert_int_equal(origin(METHOD_POST, "cross-site", "http://news.example:8080"),
                     SECURE_ORIGIN_FOREIGN);
    assert_int_equal(origin(METHOD_POST, NULL, "http://news.example:8080"), SECURE_ORIGIN_OWN);
    assert_int_equal(origin(METHOD_DELETE, NULL, "https://NEWS.example:8080"), SECURE_ORIGIN_OWN);
    assert_int_equal(origin(METHOD_POST, NULL, "http://news.example"), SECURE_ORIGIN_FOREIGN);
    assert_int_equal(origin(METHOD_POST, NULL, "http://evil.example:8080"), SECURE_ORIGIN_FOREIGN);
    assert_int_equal(origin(METHOD_POST, NULL, "null"), SECURE_ORIGIN_FOREIGN);
    assert_int_equal(origin(METHOD_POST, NULL, NULL), SECURE_ORIGIN_UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_come_in_the_order_they_are_wanted),
        cmocka_unit_test(a_flood_of_wishes_is_cut_short),
        cmocka_unit_test(the_most_specific_wish_about_a_type_counts),
        cmocka_unit_test(the_best_coding_is_chosen),
        cmocka_unit_test(a_range_is_cut_out_of_a_file),
        cmocka_unit_test(a_tag_is_known_in_every_coding),
        cmocka_unit_test(a_date_goes_there_and_back),
        cmocka_unit_test(only_our_own_pages_may_change_things),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
