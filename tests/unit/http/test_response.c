#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "http/answer.h"
#include "http/compress.h"
#include "http/response.h"

static void assert_str(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

static struct str value_of(const struct response *res, const char *name) {
    const struct header *h = header_find(res->header, res->n_headers, str_of(name));
    return h ? h->value : (struct str){0};
}

static struct request request_with(struct header *h, const char *name, const char *value) {
    *h = (struct header){str_of(name), str_of(value)};
    return (struct request){.method = METHOD_GET, .header = h, .n_headers = 1};
}

static void a_redirect_escapes_its_target(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    arena_init(&a);
    response_init(&res, &a);
    response_redirect(&res, 302, STR("/eu/ñ a\r\nX: y"));
    assert_false(res.failed);
    assert_str(value_of(&res, "location"), "/eu/%C3%B1%20a%0D%0AX:%20y");
    response_redirect(&res, 302, STR(""));
    assert_true(res.failed);
    arena_release(&a);
}

static void headers_that_break_the_message_spoil_it(void **state) {
    (void)state;
    static const char *const bad[][2] = {
        {"X", "a\nb"}, {"X", "a\rb"},           {"X Y", "a"},    {"", "a"},
        {"X:", "a"},   {"Content-Length", "1"}, {"date", "now"}, {"Transfer-Encoding", "chunked"}};
    struct arena a;
    struct response res;
    struct request req = {.method = METHOD_GET};
    arena_init(&a);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        response_init(&res, &a);
        response_header(&res, str_of(bad[i][0]), str_of(bad[i][1]));
        assert_true(res.failed);
        struct answer answer = answer_of(&res, &req);
        assert_int_equal(answer.status, 500);
        assert_true(str_starts(answer.head, STR("HTTP/1.1 500 Internal Server Error\r\n")));
    }
    response_init(&res, &a);
    response_header(&res, STR("X"), (struct str){"a\0b", 3});
    assert_true(res.failed);
    arena_release(&a);
}

static void a_header_is_replaced_or_added(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    arena_init(&a);
    response_init(&res, &a);
    response_header(&res, STR("X"), STR("1"));
    response_header(&res, STR("x"), STR("2"));
    assert_int_equal(res.n_headers, 1);
    response_add_header(&res, STR("X"), STR("3"));
    assert_int_equal(res.n_headers, 2);
    response_vary(&res, STR("Accept"));
    response_vary(&res, STR("accept"));
    response_vary(&res, STR("Accept-Encoding"));
    assert_str(value_of(&res, "Vary"), "Accept, Accept-Encoding");
    arena_release(&a);
}

static void a_page_the_client_has_is_not_sent_again(void **state) {
    (void)state;
    static const struct {
        const char *name, *value;
        bool unchanged;
    } cases[] = {
        {"If-None-Match", "\"v1\"", true},
        {"If-None-Match", "W/\"v1-br\"", true},
        {"If-None-Match", "\"v2\"", false},
        {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", true},
        {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT", false},
        {"If-Modified-Since", "yesterday", false},
        {"X", "y", false},
    };
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct header h;
        struct request req = request_with(&h, cases[i].name, cases[i].value);
        struct response res;
        response_init(&res, &a);
        response_body(&res, STR("text/html"), STR("page"));
        bool same = response_unchanged(&res, &req, STR("\"v1\""), 784111777123);
        assert_int_equal(same, cases[i].unchanged);
        assert_int_equal(res.status, same ? 304 : 200);
        assert_str(value_of(&res, "Last-Modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
        struct answer answer = answer_of(&res, &req);
        assert_int_equal(answer.body.n, same ? 0 : 4);
        assert_int_equal(str_search(answer.head, STR("Content-Length")) < answer.head.n, !same);
    }
    arena_release(&a);
}

static void every_answer_carries_the_guards_once(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    struct request req = {.method = METHOD_GET};
    arena_init(&a);
    response_init(&res, &a);
    response_header(&res, STR("Cross-Origin-Resource-Policy"), STR("cross-origin"));
    struct str head = answer_of(&res, &req).head;
    assert_true(str_search(head, STR("frame-ancestors 'none'\r\n")) < head.n);
    assert_true(str_search(head, STR("nosniff")) < head.n);
    size_t at = str_search(head, STR("Cross-Origin-Resource-Policy: cross-origin\r\n"));
    assert_true(at < head.n);
    struct str rest = str_from(head, at + 10);
    assert_true(str_search(rest, STR("Cross-Origin-Resource-Policy")) == rest.n);
    arena_release(&a);
}

typedef int brotli_decode(size_t n, const uint8_t *in, size_t *ret_n, uint8_t *out);

static void compressed_text_comes_back_whole(void **state) {
    (void)state;
    /* Only this test needs the decoder, so it is no part of the build. */
    void *library = dlopen("libbrotlidec.so.1", RTLD_NOW);
    if (!library) skip(); /* no decoder here */
    brotli_decode *decode;
    *(void **)&decode = dlsym(library, "BrotliDecoderDecompress");
    struct arena a;
    arena_init(&a);
    struct str text = STR("");
    for (int i = 0; i < 300; i++) text = arena_printf(&a, "%.*s%d kaixo ", (int)text.n, text.p, i);
    for (int effort = COMPRESS_QUICK; effort <= COMPRESS_SMALL; effort++) {
        struct str small;
        unsigned char out[10000];
        assert_true(compress_text(&a, text, ACCEPT_GZIP, effort, &small));
        z_stream z = {.next_in = (unsigned char *)(uintptr_t)small.p,
                      .avail_in = (unsigned)small.n,
                      .next_out = out,
                      .avail_out = sizeof out};
        assert_int_equal(inflateInit2(&z, 31), Z_OK);
        assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
        assert_true(str_eq(text, (struct str){(char *)out, z.total_out}));
        inflateEnd(&z);
        size_t n = sizeof out;
        assert_true(compress_text(&a, text, ACCEPT_BROTLI, effort, &small));
        assert_int_equal(decode(small.n, (const uint8_t *)small.p, &n, out), 1);
        assert_true(str_eq(text, (struct str){(char *)out, n}));
    }
    arena_release(&a);
    dlclose(library);
}

static void what_does_not_get_smaller_is_left_alone(void **state) {
    (void)state;
    struct arena a;
    arena_init(&a);
    char noise[2000];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
    struct str small = STR("untouched");
    assert_false(
        compress_text(&a, (struct str){noise, sizeof noise}, ACCEPT_GZIP, COMPRESS_SMALL, &small));
    assert_false(compress_text(&a, STR("abc"), ACCEPT_BROTLI, COMPRESS_SMALL, &small));
    assert_false(compress_text(&a, STR(""), ACCEPT_GZIP, COMPRESS_SMALL, &small));
    assert_str(small, "untouched");
    assert_true(compress_is_worth(STR("text/html; charset=utf-8")));
    assert_true(compress_is_worth(STR("application/feed+json")));
    assert_true(compress_is_worth(STR("image/svg+xml")));
    assert_false(compress_is_worth(STR("image/jpeg")));
    assert_false(compress_is_worth(STR("")));
    arena_release(&a);
}

static void a_compressed_page_has_a_tag_of_its_own(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    struct header h;
    struct request req = request_with(&h, "Accept-Encoding", "gzip");
    static char text[5000];
    memset(text, 'a', sizeof text);
    arena_init(&a);
    response_init(&res, &a);
    response_body(&res, STR("text/html"), (struct str){text, sizeof text});
    response_header(&res, STR("ETag"), STR("\"v1\""));
    struct answer answer = answer_of(&res, &req);
    assert_str(value_of(&res, "ETag"), "\"v1-gzip\"");
    assert_true(answer.body.n < 200);
    arena_release(&a);
}

static void count_release(void *n) {
    ++*(int *)n;
}

static void a_shared_body_is_let_go_exactly_once(void **state) {
    (void)state;
    struct arena a;
    struct response res;
    int released = 0;
    arena_init(&a);
    response_init(&res, &a);
    response_shared_body(&res, STR("text/html"), STR("a"), count_release, &released);
    response_body(&res, STR("text/html"), STR("b"));
    assert_int_equal(released, 1);
    response_shared_body(&res, STR("text/html"), STR("a"), count_release, &released);
    response_release(&res);
    response_release(&res);
    response_release(NULL);
    assert_int_equal(released, 2);
    arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_redirect_escapes_its_target),
        cmocka_unit_test(headers_that_break_the_message_spoil_it),
        cmocka_unit_test(a_header_is_replaced_or_added),
        cmocka_unit_test(a_page_the_client_has_is_not_sent_again),
        cmocka_unit_test(every_answer_carries_the_guards_once),
        cmocka_unit_test(compressed_text_comes_back_whole),
        cmocka_unit_test(what_does_not_get_smaller_is_left_alone),
        cmocka_unit_test(a_compressed_page_has_a_tag_of_its_own),
        cmocka_unit_test(a_shared_body_is_let_go_exactly_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
