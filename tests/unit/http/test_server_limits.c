#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/resource.h>

#include "unit/http/client.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n\r\n"

void stage_handle(struct request *req, struct response *res) {
    struct stage *s = req->context;
    atomic_fetch_add(&s->handled, 1);
    if (str_eq(req->path, STR("/slow"))) gate_pass(&s->gate);
    response_body(res, STR("image/png"), arena_str(res->arena, req->path));
}

static struct server_config usual(void) {
    struct server_config config;
    server_defaults(&config);
    config.n_workers = 1;
    return config;
}

static void a_head_that_does_not_come_is_timed_out(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.head_ms = 30;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    struct reply r = client_ask(c, "GET / HTTP/1.1\r\nHost:");
    assert_int_equal(r.status, 408);
    assert_true(client_at_end(c));
    client_close(c);
    stage_close(&s);
}

static void drip_feeding_a_head_does_not_win_time(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.head_ms = 50;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    struct pollfd answered = {.fd = c->fd, .events = POLLIN};
    client_send(c, STR("GET / HTTP/1.1\r\nHost: h\r\n"));
    int sent = 0;
    for (; poll(&answered, 1, 5) == 0 && sent < 15000; sent++) client_send(c, STR("a"));
    assert_int_equal(client_reply(c).status, 408);
    assert_true(sent < 15000);
    client_close(c);
    stage_close(&s);
}

static void a_body_that_does_not_come_is_timed_out(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.body_ms = 30;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    struct reply r = client_ask(c, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nab");
    assert_int_equal(r.status, 408);
    assert_true(client_at_end(c));
    client_close(c);
    stage_await_connections(&s, 0);
    assert_int_equal(atomic_load(&s.handled), 0);
    stage_close(&s);
}

static void an_idle_connection_is_closed_without_a_word(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.idle_ms = 30;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    assert_true(client_at_end(c));
    client_close(c);
    stage_close(&s);
}

static void a_client_that_does_not_read_is_cut(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.write_ms = 50;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    for (int i = 0; i < 100; i++) client_send(c, STR(GET("/quick/large")));
    while (stage_stats(&s).quick == 0) sched_yield();
    stage_await_connections(&s, 0);
    assert_true(atomic_load(&s.released) > 0);
    client_close(c);
    stage_close(&s);
}

static void a_client_who_leaves_while_a_worker_works_breaks_nothing(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    client_send(c, STR(GET("/slow") GET("/slow")));
    gate_await(&s.gate, 1);
    /* Closing with a reset: the server hears of it at once. */
    struct linger reset = {.l_onoff = 1};
    setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    client_close(c);
    stage_await_connections(&s, 0);
    gate_open(&s.gate);
    c = client_open(s.port);
    assert_text(client_ask(c, GET("/after")).body, "/after");
    client_close(c);
    assert_int_equal(atomic_load(&s.handled), 2);
    stage_close(&s);
}

static void when_too_much_waits_the_client_is_told_to_come_again(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.max_queue = 1;
    stage_open(&s, &config);
    struct client *running = client_open(s.port), *waiting = client_open(s.port);
    struct client *c = client_open(s.port);
    client_send(running, STR(GET("/slow")));
    gate_await(&s.gate, 1);
    client_send(waiting, STR(GET("/slow")));
    while (stage_stats(&s).queued == 0) sched_yield();
    struct reply r = client_ask(c, GET("/c"));
    assert_int_equal(r.status, 503);
    assert_text(client_header(&r, "Retry-After"), "1");
    assert_int_equal(client_ask(c, GET("/quick")).status, 200);
    gate_open(&s.gate);
    assert_int_equal(client_reply(running).status, 200);
    assert_int_equal(client_reply(waiting).status, 200);
    assert_int_equal(client_ask(c, GET("/c")).status, 200);
    client_close(running);
    client_close(waiting);
    client_close(c);
    stage_close(&s);
}

static void a_port_in_use_says_which_and_what_to_do(void **state) {
    (void)state;
    for (size_t n_loops = 1; n_loops <= 2; n_loops++) {
        struct stage s;
        struct server_config config = usual();
        config.n_loops = n_loops;
        stage_open(&s, &config);
        config.port = s.port;
        struct server *second;
        struct err e;
        char port[16];
        snprintf(port, sizeof port, "%d", s.port);
        assert_int_equal(server_open(&config, &second, &e), E_CONFLICT);
        assert_non_null(strstr(e.text, "127.0.0.1"));
        assert_non_null(strstr(e.text, port));
        assert_non_null(strstr(e.hint, "another port"));
        stage_close(&s);
    }
}

static void an_address_of_elsewhere_is_refused(void **state) {
    (void)state;
    struct server_config config = usual();
    struct server *s;
    struct err e;
    config.handle = stage_handle;
    config.address = "192.0.2.1";
    assert_int_equal(server_open(&config, &s, &e), E_INVALID);
    assert_non_null(strstr(e.text, "192.0.2.1"));
    config.address = "no such name.";
    assert_int_equal(server_open(&config, &s, &e), E_INVALID);
}

static int refuse_worker(void *context, void **ret_worker, struct err *e) {
    (void)context;
    (void)ret_worker;
    return err_set(e, E_DB, "no database");
}

static void a_worker_that_cannot_start_stops_the_start(void **state) {
    (void)state;
    struct server_config config = usual();
    struct server *s;
    struct err e;
    config.address = "127.0.0.1";
    config.handle = stage_handle;
    config.worker_open = refuse_worker;
    assert_int_equal(server_open(&config, &s, &e), E_DB);
    assert_string_equal(e.text, "no database");
}

static void *stop_server(void *what) {
    struct stage *s = what;
    struct err e;
    return server_stop(s->server, CLIENT_PATIENCE_MS, &e) == 0 ? s : NULL;
}

static void stopping_lets_requests_end_and_takes_no_more(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *busy = client_open(s.port), *idle = client_open(s.port);
    assert_int_equal(client_ask(idle, GET("/quick")).status, 200);
    client_send(busy, STR(GET("/slow")));
    gate_await(&s.gate, 1);
    pthread_t stopper;
    pthread_create(&stopper, NULL, stop_server, &s);
    assert_true(client_at_end(idle));
    struct client late = {.fd = socket(AF_INET, SOCK_STREAM, 0)};
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)s.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(connect(late.fd, (struct sockaddr *)&to, sizeof to), -1);
    close(late.fd);
    gate_open(&s.gate);
    struct reply r = client_reply(busy);
    assert_int_equal(r.status, 200);
    assert_text(client_header(&r, "Connection"), "close");
    void *stopped;
    pthread_join(stopper, &stopped);
    assert_non_null(stopped);
    client_close(busy);
    client_close(idle);
}

static void what_was_sent_before_the_stop_is_answered(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *first = client_open(s.port);
    client_send(first, STR(GET("/quick/gate")));
    gate_await(&s.gate, 1);
    /* The loop is held up: these wait in the kernel, one of them not even accepted. */
    struct client *second = client_open(s.port), *silent = client_open(s.port);
    client_send(second, STR(GET("/quick")));
    pthread_t stopper;
    pthread_create(&stopper, NULL, stop_server, &s);
    for (int i = 0; i < 1000; i++) sched_yield();
    gate_open(&s.gate);
    assert_int_equal(client_reply(first).status, 200);
    assert_int_equal(client_reply(second).status, 200);
    assert_true(client_at_end(silent));
    void *stopped;
    pthread_join(stopper, &stopped);
    assert_non_null(stopped);
    client_close(first);
    client_close(second);
    client_close(silent);
}

static void stopping_does_not_wait_for_ever(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *busy = client_open(s.port), *half = client_open(s.port);
    client_send(busy, STR(GET("/slow")));
    client_send(half, STR("GET / HT"));
    gate_await(&s.gate, 1);
    struct err e;
    assert_int_equal(server_stop(s.server, 50, &e), E_BUSY);
    assert_true(client_at_end(busy));
    assert_true(client_at_end(half));
    stage_close(&s);
    client_close(busy);
    client_close(half);
}

static void too_many_connections_are_turned_away_politely(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.max_connections_per_address = 3;
    stage_open(&s, &config);
    struct client *c[4];
    for (int i = 0; i < 3; i++) {
        c[i] = client_open(s.port);
        assert_int_equal(client_ask(c[i], GET("/quick")).status, 200);
    }
    c[3] = client_open(s.port);
    struct reply r = client_reply(c[3]);
    assert_int_equal(r.status, 503);
    assert_text(client_header(&r, "Connection"), "close");
    client_close(c[3]);
    client_close(c[0]);
    stage_await_connections(&s, 2);
    c[0] = client_open(s.port);
    assert_int_equal(client_ask(c[0], GET("/quick")).status, 200);
    assert_int_equal(stage_stats(&s).refused, 1);
    for (int i = 0; i < 3; i++) client_close(c[i]);
    stage_close(&s);
}

static void bodies_together_stay_within_their_memory(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.max_body_memory = 100000;
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    client_send(c, STR("POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n"));
    client_send(c, stage_large());
    assert_int_equal(client_reply(c).status, 503);
    client_close(c);
    c = client_open(s.port);
    assert_int_equal(
        client_ask(c, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab").status, 200);
    client_close(c);
    stage_close(&s);
}

static void a_thousand_idle_connections_disturb_nobody(void **state) {
    (void)state;
    enum { N = 1000 };
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    if (files.rlim_max < 2 * N + 100) skip();
    setrlimit(RLIMIT_NOFILE, &files);
    struct stage s;
    struct server_config config = usual();
    config.max_connections_per_address = 0;
    config.n_loops = 2;
    stage_open(&s, &config);
    static int fd[N];
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)s.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < N; i++) {
        fd[i] = socket(AF_INET, SOCK_STREAM, 0);
        assert_int_equal(connect(fd[i], (struct sockaddr *)&to, sizeof to), 0);
    }
    stage_await_connections(&s, N);
    struct client *c = client_open(s.port);
    assert_int_equal(client_ask(c, GET("/quick")).status, 200);
    assert_int_equal(client_ask(c, GET("/a")).status, 200);
    for (int i = 0; i < N; i++) close(fd[i]);
    stage_await_connections(&s, 1);
    client_close(c);
    stage_close(&s);
}

static void *read_much(void *what) {
    struct stage *s = what;
    struct client *c = client_open(s->port);
    bool right = true;
    for (int i = 0; i < 200 && right; i++) {
        char text[100], path[40];
        snprintf(path, sizeof path, "/%d", i);
        snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: h\r\n\r\n", path);
        right = str_eq(client_ask(c, text).body, str_of(path)) &&
                str_eq(client_ask(c, GET("/quick")).body, STR("quick"));
    }
    client_close(c);
    return right ? s : NULL;
}

static void many_clients_at_once_each_get_their_own_answers(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.n_loops = 2;
    config.n_workers = 3;
    stage_open(&s, &config);
    pthread_t reader[8];
    for (int i = 0; i < 8; i++) pthread_create(&reader[i], NULL, read_much, &s);
    for (int i = 0; i < 8; i++) {
        void *right;
        pthread_join(reader[i], &right);
        assert_non_null(right);
    }
    assert_int_equal(stage_stats(&s).requests, 8 * 200 * 2);
    stage_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_that_does_not_come_is_timed_out),
        cmocka_unit_test(drip_feeding_a_head_does_not_win_time),
        cmocka_unit_test(a_body_that_does_not_come_is_timed_out),
        cmocka_unit_test(an_idle_connection_is_closed_without_a_word),
        cmocka_unit_test(a_client_that_does_not_read_is_cut),
        cmocka_unit_test(a_client_who_leaves_while_a_worker_works_breaks_nothing),
        cmocka_unit_test(when_too_much_waits_the_client_is_told_to_come_again),
        cmocka_unit_test(a_port_in_use_says_which_and_what_to_do),
        cmocka_unit_test(an_address_of_elsewhere_is_refused),
        cmocka_unit_test(a_worker_that_cannot_start_stops_the_start),
        cmocka_unit_test(stopping_lets_requests_end_and_takes_no_more),
        cmocka_unit_test(what_was_sent_before_the_stop_is_answered),
        cmocka_unit_test(stopping_does_not_wait_for_ever),
        cmocka_unit_test(too_many_connections_are_turned_away_politely),
        cmocka_unit_test(bodies_together_stay_within_their_memory),
        cmocka_unit_test(a_thousand_idle_connections_disturb_nobody),
        cmocka_unit_test(many_clients_at_once_each_get_their_own_answers),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
