#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/url.h"

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static void encoding_keeps_only_what_is_safe_everywhere(void **state) {
    (void)state;
    struct buf b;
    buf_init(&b, 1000);
    url_encode(&b, STR("a/b c?&=ñ-._~"));
    assert_str(buf_str(&b), "a%2Fb%20c%3F%26%3D%C3%B1-._~");
    buf_clear(&b);
    url_escape(&b, STR("/eu/é \"<b>\r\n%20?a=b#c"));
    assert_str(buf_str(&b), "/eu/%C3%A9%20%22%3Cb%3E%0D%0A%20?a=b#c");
    buf_release(&b);
}

static void decoding_takes_every_encoding_back(void **state) {
    (void)state;
    struct arena a;
    struct buf b;
    arena_init(&a);
    buf_init(&b, 10000);
    uint32_t seed = 7;
    for (int round = 0; round < 500; round++) {
        char bytes[64];
        struct str s = {bytes, 0}, back;
        for (seed = seed * 1664525 + 1013904223; s.n < (seed >> 8) % 64; s.n++)
            bytes[s.n] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
        buf_clear(&b);
        url_encode(&b, s);
        assert_true(url_decode(&a, buf_str(&b), true, &back));
        assert_true(str_eq(s, back));
    }
    buf_release(&b);
    arena_release(&a);
}

static void a_broken_encoding_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"%", "%4", "%4g", "%g4", "a%", "%%41", "%+1"};
    struct arena a;
    arena_init(&a);
    struct str s;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(url_decode(&a, str_of(bad[i]), false, &s));
    arena_release(&a);
}

static void a_path_leads_nowhere_but_down(void **state) {
    (void)state;
    static const char *const bad[] = {"",       "a",       "/..",     "/../a",   "/a/..",
                                      "/./a",   "/%2e",    "/%2E%2e", "/.%2e/a", "/a%2fb",
                                      "/a%2Fb", "/a%00",   "/a%0a",   "/a%7f",   "/a%5Cb",
                                      "/a\\b",  "/%c0%af", "/%ff",    "/a%",     "/%ed%a0%80"};
    static const char *const good[][2] = {{"/", "/"},
                                          {"/a/b/", "/a/b/"},
                                          {"/...", "/..."},
                                          {"/a..b", "/a..b"},
                                          {"/.well-known/x", "/.well-known/x"},
                                          {"/%C3%B1%20", "/ñ "},
                                          {"/%252e", "/%2e"},
                                          {"/a+b", "/a+b"}};
    struct arena a;
    arena_init(&a);
    struct str path;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (url_decode_path(&a, str_of(bad[i]), &path)) fail_msg("%s was taken", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(url_decode_path(&a, str_of(good[i][0]), &path));
        assert_str(path, good[i][1]);
    }
    arena_release(&a);
}

static void an_address_is_taken_apart(void **state) {
    (void)state;
    struct url u;
    struct err e;
    assert_int_equal(url_parse(STR("https://Example.org/a/b?c=d#e"), &u, &e), 0);
    assert_str(u.scheme, "https");
    assert_str(u.host, "Example.org");
    assert_int_equal(u.port, 443);
    assert_str(u.path, "/a/b");
    assert_str(u.query, "c=d");
    assert_int_equal(url_parse(STR("HTTP://[::1]:8080?x"), &u, &e), 0);
    assert_str(u.host, "[::1]");
    assert_int_equal(u.port, 8080);
    assert_str(u.path, "/");
    assert_int_equal(url_parse(STR("http://h"), &u, &e), 0);
    assert_null(u.query.p);
}

static void an_address_with_tricks_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "/a",
                                      "//a",
                                      "ftp://a",
                                      "javascript:alert(1)",
                                      "http://",
                                      "http:///a",
                                      "http://user@host/",
                                      "http://user:pw@host/",
                                      "http://a:b/",
                                      "http://a:99999/",
                                      "http://a:-1/",
                                      "http://a b/",
                                      "http://a/\r\n",
                                      "http://a/\"",
                                      "http://[::1/",
                                      "http://[x]/",
                                      "http://a\\b/",
                                      "http://ñ/"};
    struct url u;
    struct err e;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (url_parse(str_of(bad[i]), &u, &e) != E_INVALID) fail_msg("%s was taken", bad[i]);
}

static void only_a_path_of_this_site_is_local(void **state) {
    (void)state;
    assert_true(url_is_local(STR("/")));
    assert_true(url_is_local(STR("/a?b=//c")));
    static const char *const bad[] = {"", "a", "//evil", "/\\evil", "http://evil", "/a\r\nb"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(url_is_local(str_of(bad[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encoding_keeps_only_what_is_safe_everywhere),
        cmocka_unit_test(decoding_takes_every_encoding_back),
        cmocka_unit_test(a_broken_encoding_is_refused),
        cmocka_unit_test(a_path_leads_nowhere_but_down),
        cmocka_unit_test(an_address_is_taken_apart),
        cmocka_unit_test(an_address_with_tricks_is_refused),
        cmocka_unit_test(only_a_path_of_this_site_is_local),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
