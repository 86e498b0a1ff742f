#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>

#include "unit/http/client.h"

void stage_handle(struct request *req, struct response *res) {
    struct stage *s = req->context;
    struct err e;
    if (str_eq(req->path, STR("/slow"))) gate_pass(&s->gate);
    if (str_eq(req->path, STR("/file"))) {
        struct response_file file = {.fd = open(s->file, O_RDONLY | O_CLOEXEC),
                                     .type = STR("image/jpeg"),
                                     .etag = STR("\"f1\"")};
        if (response_file(res, req, &file, &e) != 0) response_plain_error(res, 500, STR("file"));
        return;
    }
    if (str_eq(req->path, STR("/bad-header")))
        response_header(res, STR("X-Name"), STR("a\r\nSet-Cookie: b=c"));
    struct str type = str_eq(req->path, STR("/text")) ? STR("text/plain") : STR("image/png");
    struct str text = str_eq(req->path, STR("/large")) || str_eq(req->path, STR("/text"))
                          ? stage_large()
                          : arena_printf(res->arena, "%.*s %.*s %.*s", (int)req->method_text.n,
                                         req->method_text.p, (int)req->path.n, req->path.p,
                                         (int)req->body.n, req->body.p);
    response_body(res, type, text);
    atomic_fetch_add(&s->handled, 1);
}

static int open_stage(void **state) {
    struct stage *s = calloc(1, sizeof *s);
    struct server_config config;
    server_defaults(&config);
    config.max_body = 1000;
    stage_open(s, &config);
    *state = s;
    return 0;
}

static int close_stage(void **state) {
    stage_close(*state);
    free(*state);
    return 0;
}

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n\r\n"

static void a_connection_serves_one_request_after_the_other(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    for (int i = 0; i < 3; i++) {
        struct reply r = client_ask(c, GET("/a%20b?x=1"));
        assert_int_equal(r.status, 200);
        assert_text(r.body, "GET /a b ");
        r = client_ask(c, GET("/quick"));
        assert_int_equal(r.status, 200);
        assert_text(r.body, "quick");
        assert_non_null(client_header(&r, "Date").p);
    }
    client_close(c);
    stage_await_connections(s, 0);
    assert_int_equal(atomic_load(&s->released), 3);
}

static void pipelined_requests_are_answered_in_their_order(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    client_send(c, STR(GET("/slow") GET("/quick") GET("/b") GET("/quick")));
    gate_await(&s->gate, 1);
    gate_open(&s->gate);
    assert_text(client_reply(c).body, "GET /slow ");
    assert_text(client_reply(c).body, "quick");
    assert_text(client_reply(c).body, "GET /b ");
    assert_text(client_reply(c).body, "quick");
    client_close(c);
}

static void a_thousand_pipelined_requests_are_all_answered(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    for (int i = 0; i < 1000; i++) client_send(c, STR(GET("/quick")));
    for (int i = 0; i < 1000; i++) assert_text(client_reply(c).body, "quick");
    client_close(c);
}

static void large_answers_wait_for_a_client_that_reads_late(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    for (int i = 0; i < 20; i++) client_send(c, STR(GET("/quick/large") GET("/large")));
    for (int i = 0; i < 40; i++) {
        struct reply r = client_reply(c);
        assert_int_equal(r.status, 200);
        assert_true(str_eq(r.body, stage_large()));
    }
    assert_text(client_ask(c, GET("/a")).body, "GET /a ");
    client_close(c);
}

static void a_request_may_come_byte_by_byte(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct str text = STR("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "5\r\nhello\r\n6;x=y\r\n there\r\n0\r\nTrailer: t\r\n\r\n" GET("/quick"));
    for (size_t i = 0; i < text.n; i++) client_send(c, str_slice(text, i, i + 1));
    assert_text(client_reply(c).body, "POST /p hello there");
    assert_text(client_reply(c).body, "quick");
    client_close(c);
}

static void a_body_by_length_is_handed_over_whole(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct reply r = client_ask(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello");
    assert_text(r.body, "POST /p hello");
    r = client_ask(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    assert_text(r.body, "POST /p ");
    client_close(c);
}

static void head_gets_the_length_but_no_body(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    const char *paths[] = {"/quick", "/large"}, *lengths[] = {"5", "200000"};
    for (int i = 0; i < 2; i++) {
        char text[100];
        snprintf(text, sizeof text, "HEAD %s HTTP/1.1\r\nHost: h\r\n\r\n", paths[i]);
        client_send(c, str_of(text));
        struct reply r = client_reply_to(c, true);
        assert_int_equal(r.status, 200);
        assert_text(client_header(&r, "Content-Length"), lengths[i]);
        assert_text(client_ask(c, GET("/b")).body, "GET /b ");
    }
    client_close(c);
}

static void a_client_that_asks_first_is_told_to_go_on(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct reply r = client_ask(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n"
                                   "Expect: 100-continue\r\n\r\n");
    assert_int_equal(r.status, 100);
    assert_text(client_ask(c, "hello").body, "POST /p hello");
    r = client_ask(c, "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n"
                      "Expect: 100-continue\r\n\r\n");
    assert_int_equal(r.status, 413);
    assert_true(client_at_end(c));
    client_close(c);
}

static void the_old_protocol_closes_unless_asked_to_stay(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct reply r = client_ask(c, "GET /quick HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_text(client_header(&r, "Connection"), "keep-alive");
    r = client_ask(c, "GET /quick HTTP/1.0\r\n\r\n");
    assert_text(client_header(&r, "Connection"), "close");
    assert_true(client_at_end(c));
    client_close(c);
    c = client_open(s->port);
    r = client_ask(c, "GET /a HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n");
    assert_text(client_header(&r, "Connection"), "close");
    assert_true(client_at_end(c));
    client_close(c);
}

static void what_two_programs_could_read_differently_is_refused(void **state) {
    static const struct {
        int status;
        const char *text;
    } cases[] = {
        {400,
         "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3, 3\r\n\r\nabc"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 3\r\n\r\nabc"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        {501, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
              "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"},
        {400, "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n Host: h\r\n\r\n"},
        {400, "GET / HTTP/1.1\nHost: h\n\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nX\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\n: a\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\n\r\n"},
        {400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        {400, "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET / HTTP/1.1 \r\nHost: h\r\n\r\n"},
        {400, "GET /\r\n\r\n"},
        {400, "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET /%2e%2E/b HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET /a%2Fb HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET /a%00b HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET /a%ffb HTTP/1.1\r\nHost: h\r\n\r\n"},
        {400, "GET /a%4 HTTP/1.1\r\nHost: h\r\n\r\n"},
        {501, "BREW / HTTP/1.1\r\nHost: h\r\n\r\n"},
        {505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n"},
        {417, "GET / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n"},
        {400, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n"},
        {400,
         "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0000000000000005\r\n"},
        {413, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"},
        {413, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n"},
    };
    struct stage *s = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct client *c = client_open(s->port);
        client_send(c, str_of(cases[i].text));
        client_send(c, STR(GET("/smuggled")));
        struct reply r = client_reply(c);
        if (r.status != cases[i].status) fail_msg("%d for %s", r.status, cases[i].text);
        assert_text(client_header(&r, "Connection"), "close");
        assert_true(client_at_end(c));
        client_close(c);
    }
    assert_int_equal(atomic_load(&s->handled), 0);
}

static void a_byte_of_nothing_in_a_header_is_refused(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    client_send(c, STR("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n"));
    assert_int_equal(client_reply(c).status, 400);
    client_close(c);
}

static void too_large_a_head_is_refused(void **state) {
    struct stage *s = *state;
    static char long_text[20000];
    memset(long_text, 'a', sizeof long_text - 1);
    struct client *c = client_open(s->port);
    client_send(c, STR("GET /"));
    client_send(c, str_slice(str_of(long_text), 0, 9000));
    assert_int_equal(client_reply(c).status, 414);
    client_close(c);
    c = client_open(s->port);
    client_send(c, STR("GET / HTTP/1.1\r\nHost: h\r\nX: "));
    client_send(c, str_of(long_text));
    assert_int_equal(client_reply(c).status, 431);
    client_close(c);
    c = client_open(s->port);
    client_send(c, STR("GET / HTTP/1.1\r\nHost: h\r\n"));
    for (int i = 0; i < 100; i++) client_send(c, STR("A: b\r\n"));
    assert_int_equal(client_reply(c).status, 431);
    client_close(c);
}

static void a_route_may_take_more_than_the_server_does(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    client_send(c, STR("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n"));
    client_send(c, stage_large());
    struct reply r = client_reply(c);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.body.n, 200000 + strlen("POST /upload "));
    client_close(c);
}

static void a_header_with_a_line_break_spoils_the_answer(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct reply r = client_ask(c, GET("/bad-header"));
    assert_int_equal(r.status, 500);
    assert_null(client_header(&r, "Set-Cookie").p);
    assert_text(client_header(&r, "X-Content-Type-Options"), "nosniff");
    client_close(c);
}

static void text_is_compressed_for_those_who_take_it(void **state) {
    struct stage *s = *state;
    struct client *c = client_open(s->port);
    struct reply r =
        client_ask(c, "GET /text HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");
    assert_text(client_header(&r, "Content-Encoding"), "gzip");
    assert_text(client_header(&r, "Vary"), "Accept-Encoding");
    assert_true(r.body.n < 2000);
    r = client_ask(c, GET("/text"));
    assert_null(client_header(&r, "Content-Encoding").p);
    assert_text(client_header(&r, "Vary"), "Accept-Encoding");
    r = client_ask(c, "GET /large HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");
    assert_null(client_header(&r, "Content-Encoding").p);
    client_close(c);
}

static void a_file_is_sent_whole_or_in_a_part(void **state) {
    struct stage *s = *state;
    char path[] = "/tmp/zubi-test-XXXXXX";
    int fd = mkstemp(path);
    struct str large = stage_large();
    assert_int_equal(write(fd, "0123456789", 10), 10);
    assert_int_equal(write(fd, large.p, large.n), large.n);
    s->file = path;
    struct client *c = client_open(s->port);
    struct reply r = client_ask(c, GET("/file"));
    assert_int_equal(r.status, 200);
    assert_int_equal(r.body.n, large.n + 10);
    assert_text(str_slice(r.body, 0, 10), "0123456789");
    r = client_ask(c, "GET /file HTTP/1.1\r\nHost: h\r\nRange: bytes=2-5\r\n\r\n");
    assert_int_equal(r.status, 206);
    assert_text(r.body, "2345");
    assert_text(client_header(&r, "Content-Range"), "bytes 2-5/200010");
    r = client_ask(c, "GET /file HTTP/1.1\r\nHost: h\r\nRange: bytes=300000-\r\n\r\n");
    assert_int_equal(r.status, 416);
    assert_text(client_header(&r, "Content-Range"), "bytes */200010");
    r = client_ask(c, "GET /file HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"f1\"\r\n\r\n");
    assert_int_equal(r.status, 304);
    assert_text(client_ask(c, GET("/b")).body, "GET /b ");
    client_close(c);
    close(fd);
    unlink(path);
}

#define WITH_STAGE(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STAGE(a_connection_serves_one_request_after_the_other),
        WITH_STAGE(pipelined_requests_are_answered_in_their_order),
        WITH_STAGE(a_thousand_pipelined_requests_are_all_answered),
        WITH_STAGE(large_answers_wait_for_a_client_that_reads_late),
        WITH_STAGE(a_request_may_come_byte_by_byte),
        WITH_STAGE(a_body_by_length_is_handed_over_whole),
        WITH_STAGE(head_gets_the_length_but_no_body),
        WITH_STAGE(a_client_that_asks_first_is_told_to_go_on),
        WITH_STAGE(the_old_protocol_closes_unless_asked_to_stay),
        WITH_STAGE(what_two_programs_could_read_differently_is_refused),
        WITH_STAGE(a_byte_of_nothing_in_a_header_is_refused),
        WITH_STAGE(too_large_a_head_is_refused),
        WITH_STAGE(a_route_may_take_more_than_the_server_does),
        WITH_STAGE(a_header_with_a_line_break_spoils_the_answer),
        WITH_STAGE(text_is_compressed_for_those_who_take_it),
        WITH_STAGE(a_file_is_sent_whole_or_in_a_part),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
