#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/body_reader.h"
#include "http/head.h"

static const struct head_limits limits = {.max_head = 500, .max_target = 100, .max_headers = 5};

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static struct refusal parse(struct arena *a, const char *text, struct request *ret_req) {
    return head_parse(a, str_of(text), &limits, ret_req);
}

static void a_head_is_understood(void **state) {
    (void)state;
    struct arena a;
    struct request req;
    arena_init(&a);
    assert_int_equal(parse(&a,
                           "POST /eu/%C3%B1?a=b?c HTTP/1.1\r\nHost: h:80\r\nX-One:\t a b \r\n"
                           "Content-Length: 12\r\nx-two:\r\n\r\n",
                           &req)
                         .status,
                     0);
    assert_int_equal(req.method, METHOD_POST);
    assert_str(req.raw_path, "/eu/%C3%B1");
    assert_str(req.path, "/eu/ñ");
    assert_str(req.query, "a=b?c");
    assert_str(req.host, "h:80");
    assert_int_equal(req.n_headers, 4);
    assert_str(request_header(&req, STR("x-one")), "a b");
    assert_str(request_header(&req, STR("X-Two")), "");
    assert_null(request_header(&req, STR("X-Three")).p);
    assert_true(req.framing.keep_alive);
    assert_int_equal(req.framing.length, 12);
    arena_release(&a);
}

static void an_absolute_address_brings_its_own_host(void **state) {
    (void)state;
    struct arena a;
    struct request req;
    arena_init(&a);
    assert_int_equal(parse(&a, "GET http://a.b:1/x?y HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 0);
    assert_str(req.host, "a.b:1");
    assert_str(req.path, "/x");
    assert_int_equal(parse(&a, "GET http://a?y HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 0);
    assert_str(req.path, "/");
    assert_str(req.query, "y");
    assert_int_equal(parse(&a, "GET http://u@a/ HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 400);
    assert_int_equal(parse(&a, "GET http:///x HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 400);
    assert_int_equal(parse(&a, "OPTIONS * HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 0);
    assert_int_equal(parse(&a, "GET * HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 400);
    assert_int_equal(parse(&a, "CONNECT a:443 HTTP/1.1\r\nHost: c\r\n\r\n", &req).status, 501);
    arena_release(&a);
}

static void connection_words_are_obeyed(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool stays;
    } cases[] = {
        {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", true},
        {"GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade, CLOSE\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: h\r\nConnection: x\r\nConnection: close\r\n\r\n", false},
        {"GET / HTTP/1.1\r\nHost: h\r\nConnection: closed\r\n\r\n", true},
        {"GET / HTTP/1.0\r\n\r\n", false},
        {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
        {"GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", false},
    };
    struct arena a;
    struct request req;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(parse(&a, cases[i].text, &req).status, 0);
        assert_int_equal(req.framing.keep_alive, cases[i].stays);
    }
    arena_release(&a);
}

/* Finds the end of a head, the bytes coming in pieces of random sizes. */
static int scan_in_pieces(struct str in, uint32_t *seed, size_t *ret_end) {
    struct head_scan scan = {0};
    size_t have = 0;
    *ret_end = 0;
    for (;;) {
        struct refusal r = head_scan(&scan, str_slice(in, 0, have), &limits, ret_end);
        if (r.status || *ret_end) return r.status;
        if (have == in.n) return 0;
        *seed = *seed * 1664525 + 1013904223;
        have += 1 + (*seed >> 20) % 9;
        if (have > in.n) have = in.n;
    }
}

static void the_outcome_does_not_depend_on_how_bytes_are_cut(void **state) {
    (void)state;
    static const char *const words[] = {"GET / HTTP/1.1",
                                        "\r\n",
                                        "\r\n",
                                        "\r\n",
                                        "\n",
                                        "\r",
                                        "a: b",
                                        "Host: h",
                                        " ",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    uint32_t seed = 3;
    for (int round = 0; round < 20000; round++) {
        char text[1200];
        size_t n = 0;
        for (int i = 0; i < 25; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *word = words[(seed >> 16) % (sizeof words / sizeof words[0])];
            memcpy(text + n, word, strlen(word));
            n += strlen(word);
        }
        size_t end, whole_end = 0;
        struct head_scan scan = {0};
        int whole = head_scan(&scan, (struct str){text, n}, &limits, &whole_end).status;
        int status = scan_in_pieces((struct str){text, n}, &seed, &end);
        assert_int_equal(status, whole);
        if (!whole) assert_int_equal(end, whole_end);
    }
}

static void limits_are_exact(void **state) {
    (void)state;
    char text[600];
    struct head_scan scan = {0};
    size_t end;
    memset(text, 'a', sizeof text);
    memcpy(text, "GET / HTTP/1.1\r\nX: ", 19);
    memcpy(text + 496, "\r\n\r\n", 4);
    assert_int_equal(head_scan(&scan, (struct str){text, 500}, &limits, &end).status, 0);
    assert_int_equal(end, 500);
    memset(text + 496, 'a', 4);
    memcpy(text + 497, "\r\n\r\n", 4);
    scan = (struct head_scan){0};
    assert_int_equal(head_scan(&scan, (struct str){text, 501}, &limits, &end).status, 431);
    scan = (struct head_scan){0};
    assert_int_equal(head_scan(&scan, (struct str){text, 499}, &limits, &end).status, 0);
    assert_int_equal(end, 0);
    memset(text, 'a', sizeof text);
    scan = (struct head_scan){0};
    assert_int_equal(head_scan(&scan, (struct str){text, 119}, &limits, &end).status, 0);
    assert_int_equal(head_scan(&scan, (struct str){text, 120}, &limits, &end).status, 414);
}

static int read_body(struct str in, const struct framing *f, uint64_t max, size_t piece,
                     struct buf *out, size_t *ret_used) {
    struct body_reader r;
    body_reader_start(&r, f, max);
    size_t at = 0;
    while (at < in.n && r.part != BODY_DONE) {
        size_t n;
        struct refusal refusal = body_reader_take(&r, str_slice(in, at, at + piece), out, &n);
        at += n;
        if (refusal.status) return refusal.status;
    }
    *ret_used = at;
    return r.part == BODY_DONE ? 0 : -1;
}

static void a_body_is_read_in_any_pieces(void **state) {
    (void)state;
    static const struct {
        int status;
        const char *text, *body;
    } cases[] = {
        {0, "0\r\n\r\n", ""},
        {0, "3\r\nabc\r\n0\r\n\r\n", "abc"},
        {0, "3;x=\"y\"\r\nabc\r\nA\r\n0123456789\r\n00\r\nA: b\r\nC: d\r\n\r\n", "abc0123456789"},
        {-1, "3\r\nabc\r\n0\r\n", "abc"},
        {-1, "3\r\nab", "ab"},
        {400, "3\r\nabcd\r\n", "abc"},
        {400, "\r\n", ""},
        {400, "g\r\n", ""},
        {400, "3\n", ""},
        {400, "3 ;x\r\n", ""},
        {400, "3\r\r\n", ""},
        {400, "3;x\ny\r\n", ""},
        {400, "0\r\nA: b\nC: d\r\n\r\n", ""},
        {413, "15\r\n", ""},
        {413, "3\r\nabc\r\n12\r\n", "abc"},
    };
    struct framing chunked = {.chunked = true};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t piece = 1; piece < 40; piece++) {
            struct buf out;
            buf_init(&out, 20);
            size_t used = 0;
            struct str in = str_of(cases[i].text);
            int status = read_body(in, &chunked, 20, piece, &out, &used);
            if (status != cases[i].status) fail_msg("%d for %s", status, cases[i].text);
            assert_str(buf_str(&out), cases[i].body);
            if (status == 0) assert_int_equal(used, in.n);
            buf_release(&out);
        }
}

static void what_follows_a_body_is_not_touched(void **state) {
    (void)state;
    struct framing by_length = {.has_length = true, .length = 3}, chunked = {.chunked = true};
    struct buf out;
    buf_init(&out, 20);
    size_t used;
    assert_int_equal(read_body(STR("abcGET /"), &by_length, 20, 100, &out, &used), 0);
    assert_int_equal(used, 3);
    assert_int_equal(read_body(STR("1\r\nd\r\n0\r\n\r\nGET /"), &chunked, 20, 100, &out, &used), 0);
    assert_int_equal(used, 11);
    assert_str(buf_str(&out), "abcd");
    buf_release(&out);
}

static void endless_trailers_are_refused(void **state) {
    (void)state;
    static char text[20000];
    memset(text, 'a', sizeof text);
    memcpy(text, "0\r\n", 3);
    struct framing chunked = {.chunked = true};
    struct buf out;
    buf_init(&out, 20);
    size_t used;
    assert_int_equal(read_body((struct str){text, sizeof text}, &chunked, 20, 100, &out, &used),
                     431);
    memset(text, ';', sizeof text);
    text[0] = '1';
    assert_int_equal(read_body((struct str){text, sizeof text}, &chunked, 20, 100, &out, &used),
                     431);
    buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_is_understood),
        cmocka_unit_test(an_absolute_address_brings_its_own_host),
        cmocka_unit_test(connection_words_are_obeyed),
        cmocka_unit_test(the_outcome_does_not_depend_on_how_bytes_are_cut),
        cmocka_unit_test(limits_are_exact),
        cmocka_unit_test(a_body_is_read_in_any_pieces),
        cmocka_unit_test(what_follows_a_body_is_not_touched),
        cmocka_unit_test(endless_trailers_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
