#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/resource.h>

#include "http/event_stream.h"
#include "unit/http/client.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n\r\n"

/* /events/N?after=M is a stream of channel N, all else an answer. */
void stage_handle(struct request *req, struct response *res) {
    struct stage *s = req->context;
    atomic_fetch_add(&s->handled, 1);
    if (!str_starts(req->path, STR("/events/"))) {
        response_body(res, STR("text/plain"), STR("page"));
        return;
    }
    int64_t channel = 0, after = 0;
    (void)str_to_int64(str_from(req->path, 8), 1, 1000, &channel);
    if (req->query.p) (void)str_to_int64(str_from(req->query, 6), 0, 1 << 30, &after);
    response_events(res, (uint64_t)channel, after, STR("retry: 3000\n\n"));
}

static struct server_config usual(void) {
    struct server_config config;
    server_defaults(&config);
    config.n_workers = 1;
    config.n_loops = 2;
    return config;
}

static void publish(struct stage *s, uint64_t channel, int64_t id, const char *data) {
    struct err e;
    struct server_event event = {
        .channel = channel, .id = id, .name = "story", .data = str_of(data)};
    assert_int_equal(server_publish(s->server, &event, &e), 0);
}

/* Reads until the text has come, and takes everything up to its end. */
static void expect(struct client *c, const char *text) {
    struct str wanted = str_of(text);
    size_t at;
    while ((at = str_search((struct str){c->in, c->n}, wanted)) == c->n)
        if (!client_fill(c))
            fail_msg("the stream ended before \"%s\": %.*s", text, (int)c->n, c->in);
    client_drop(c, at + wanted.n);
}

static struct client *stream(struct stage *s, const char *request) {
    struct client *c = client_open(s->port);
    client_send(c, str_of(request));
    expect(c, "\r\n\r\nretry: 3000\n\n");
    return c;
}

static void await_streams(const struct stage *s, uint64_t n) {
    for (int i = 0; stage_stats(s).streams != n; i++) {
        assert_true(i < CLIENT_PATIENCE_MS);
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

static void a_stream_gets_what_is_published_on_its_channel_and_to_all(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *one = stream(&s, GET("/events/1")), *two = stream(&s, GET("/events/2"));
    await_streams(&s, 2);
    publish(&s, 1, 5, "first");
    publish(&s, 2, 6, "second");
    publish(&s, 0, 7, "all");
    expect(one, "id: 5\nevent: story\ndata: first\n\nid: 7\nevent: story\ndata: all\n\n");
    expect(two, "id: 6\nevent: story\ndata: second\n\nid: 7\nevent: story\ndata: all\n\n");
    assert_int_equal(one->n + two->n, 0);
    client_close(one);
    client_close(two);
    await_streams(&s, 0);
    stage_await_connections(&s, 0);
    stage_close(&s);
}

static void the_head_says_what_it_is_and_ends_with_the_connection(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    client_send(c, STR("GET /events/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    struct reply r = client_reply_to(c, true);
    assert_int_equal(r.status, 200);
    assert_text(client_header(&r, "Content-Type"), "text/event-stream; charset=utf-8");
    assert_text(client_header(&r, "Connection"), "close");
    assert_text(client_header(&r, "Cache-Control"), "no-store");
    assert_null(client_header(&r, "Content-Length").p);
    assert_null(client_header(&r, "Content-Encoding").p);
    expect(c, "retry: 3000\n\n");
    publish(&s, 1, 1, "old client");
    expect(c, "data: old client\n\n");
    client_close(c);
    stage_close(&s);
}

static void asked_for_the_head_alone_it_opens_no_stream(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    client_send(c, STR("HEAD /events/1 HTTP/1.1\r\nHost: h\r\n\r\n"));
    assert_int_equal(client_reply_to(c, true).status, 200);
    assert_true(client_at_end(c));
    assert_int_equal(stage_stats(&s).streams, 0);
    client_close(c);
    stage_close(&s);
}

static void requests_before_a_stream_are_answered_and_those_behind_it_dropped(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *c = client_open(s.port);
    client_send(c, STR(GET("/quick") GET("/page") GET("/events/3") GET("/page") GET("/quick")));
    assert_text(client_reply(c).body, "quick");
    assert_text(client_reply(c).body, "page");
    expect(c, "\r\n\r\nretry: 3000\n\n");
    client_send(c, STR(GET("/page")));
    publish(&s, 3, 1, "still a stream");
    expect(c, "data: still a stream\n\n");
    assert_int_equal(c->n, 0);
    assert_int_equal(atomic_load(&s.handled), 2);
    client_close(c);
    stage_close(&s);
}

static void a_stream_holds_no_worker_and_says_that_it_lives(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.ping_ms = 20;
    config.idle_ms = 10;
    stage_open(&s, &config);
    struct client *c = stream(&s, GET("/events/1")), *other = client_open(s.port);
    assert_text(client_ask(other, GET("/page")).body, "page");
    expect(c, ":\n\n:\n\n:\n\n");
    client_close(other);
    client_close(c);
    stage_close(&s);
}

static void who_comes_back_gets_what_was_missed_once(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *watch = stream(&s, GET("/events/1"));
    publish(&s, 1, 10, "ten");
    publish(&s, 2, 11, "of others");
    publish(&s, 1, 12, "twelve");
    expect(watch, "data: twelve\n\n");
    struct client *c = stream(&s, GET("/events/1?after=10"));
    expect(c, "id: 12\nevent: story\ndata: twelve\n\n");
    publish(&s, 1, 12, "not again");
    publish(&s, 1, 13, "thirteen");
    expect(c, "data: not again\n\nid: 13\nevent: story\ndata: thirteen\n\n");
    struct client *knows = stream(&s, GET("/events/1?after=13"));
    struct err e;
    struct server_event due = {
        .channel = 1, .id = 13, .again = true, .name = "story", .data = STR("a date has come")};
    publish(&s, 1, 13, "seen in a state");
    assert_int_equal(server_publish(s.server, &due, &e), 0);
    expect(knows, "data: a date has come\n\n");
    assert_int_equal(knows->n, 0);
    client_close(knows);
    client_close(c);
    client_close(watch);
    stage_close(&s);
}

static void who_was_away_too_long_is_told_to_look_again(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *watch = stream(&s, GET("/events/1"));
    for (int id = 1; id <= 2000; id++) publish(&s, 9, id, "of others");
    publish(&s, 1, 2001, "last");
    expect(watch, "data: last\n\n");
    struct client *c = stream(&s, GET("/events/1?after=1"));
    expect(c, "event: reload\n");
    struct client *busy = stream(&s, GET("/events/9?after=1999"));
    expect(busy, "id: 2000\n");
    struct client *much = stream(&s, GET("/events/9?after=1900"));
    expect(much, "event: reload\n");
    client_close(much);
    client_close(busy);
    client_close(c);
    client_close(watch);
    stage_close(&s);
}

static void an_event_has_its_longest(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct err e;
    char data[EVENT_STREAM_MAX + 1];
    memset(data, 'x', sizeof data);
    struct server_event event = {.id = 1, .name = "story", .data = {data, sizeof data}};
    assert_int_equal(server_publish(s.server, &event, &e), E_LIMIT);
    stage_close(&s);
}

static void a_reader_who_does_not_read_is_cut_and_others_are_told(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *slow = client_open(s.port), *good;
    setsockopt(slow->fd, SOL_SOCKET, SO_RCVBUF, &(int){4096}, sizeof(int));
    client_send(slow, STR(GET("/events/1")));
    await_streams(&s, 1);
    good = stream(&s, GET("/events/1"));
    char data[401] = {0}, end[32];
    memset(data, 'x', sizeof data - 1);
    int64_t id = 0;
    while (stage_stats(&s).streams == 2) {
        assert_true(id < 20000);
        publish(&s, 1, ++id, data);
        snprintf(end, sizeof end, "id: %d\n", (int)id);
        expect(good, end);
    }
    stage_await_connections(&s, 1);
    publish(&s, 1, ++id, "the good one");
    expect(good, "data: the good one\n\n");
    client_close(slow);
    client_close(good);
    stage_close(&s);
}

static void streams_end_at_once_when_the_server_stops(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    stage_open(&s, &config);
    struct client *c = stream(&s, GET("/events/1"));
    await_streams(&s, 1);
    stage_close(&s);
    assert_true(client_at_end(c));
    client_close(c);
}

static void more_streams_than_allowed_are_refused_and_pages_are_not(void **state) {
    (void)state;
    struct stage s;
    struct server_config config = usual();
    config.max_streams = 1;
    stage_open(&s, &config);
    struct client *one = stream(&s, GET("/events/1")), *two = client_open(s.port);
    await_streams(&s, 1);
    struct reply r = client_ask(two, GET("/events/1"));
    assert_int_equal(r.status, 503);
    assert_text(client_header(&r, "Retry-After"), "1");
    assert_text(client_ask(two, GET("/page")).body, "page");
    client_close(one);
    await_streams(&s, 0);
    client_send(two, STR(GET("/events/1")));
    expect(two, "retry: 3000\n\n");
    client_close(two);
    stage_close(&s);
}

enum { MANY = 3000 };

/* The address sanitizer keeps what is freed. */
#ifdef __SANITIZE_ADDRESS__
enum { WATCHED = true };
#else
enum { WATCHED = false };
#endif

static int64_t resident_kb(void) {
    long pages = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    assert_non_null(f);
    assert_int_equal(fscanf(f, "%ld %ld", &pages, &resident), 2);
    fclose(f);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int plain_stream(int port, const char *request) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(send(fd, request, strlen(request), MSG_NOSIGNAL), strlen(request));
    return fd;
}

/* Reads what there is; true once the text was in it. */
static bool plain_has(int fd, const char *text) {
    char in[4096];
    size_t n = 0;
    while (n < sizeof in) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, CLIENT_PATIENCE_MS) != 1) return false;
        ssize_t got = recv(fd, in + n, sizeof in - n, 0);
        if (got <= 0) return false;
        n += (size_t)got;
        if (str_search((struct str){in, n}, str_of(text)) < n) return true;
    }
    return false;
}

static void thousands_of_idle_streams_cost_little_and_are_all_told(void **state) {
    (void)state;
    struct rlimit most;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &most), 0);
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_NOFILE, &most);
    if (most.rlim_cur < 2 * MANY + 100) skip();
    struct stage s;
    struct server_config config = usual();
    config.max_connections_per_address = 0;
    stage_open(&s, &config);
    static int fd[MANY];
    for (int i = 0; i < 100; i++) fd[i] = plain_stream(s.port, GET("/events/7"));
    await_streams(&s, 100);
    int64_t before = resident_kb(), each;
    for (int i = 100; i < MANY; i++)
        fd[i] = plain_stream(s.port, i % 2 ? GET("/events/7") : GET("/events/8"));
    await_streams(&s, MANY);
    each = (resident_kb() - before) * 1024 / (MANY - 100);
    if (!WATCHED) assert_in_range(each, 0, 2048);
    publish(&s, 7, 1, "seven");
    publish(&s, 0, 2, "all");
    for (int i = 0; i < MANY; i++) {
        assert_true(plain_has(fd[i], "data: all\n\n"));
        close(fd[i]);
    }
    await_streams(&s, 0);
    stage_await_connections(&s, 0);
    stage_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_gets_what_is_published_on_its_channel_and_to_all),
        cmocka_unit_test(the_head_says_what_it_is_and_ends_with_the_connection),
        cmocka_unit_test(asked_for_the_head_alone_it_opens_no_stream),
        cmocka_unit_test(requests_before_a_stream_are_answered_and_those_behind_it_dropped),
        cmocka_unit_test(a_stream_holds_no_worker_and_says_that_it_lives),
        cmocka_unit_test(who_comes_back_gets_what_was_missed_once),
        cmocka_unit_test(who_was_away_too_long_is_told_to_look_again),
        cmocka_unit_test(an_event_has_its_longest),
        cmocka_unit_test(a_reader_who_does_not_read_is_cut_and_others_are_told),
        cmocka_unit_test(streams_end_at_once_when_the_server_stops),
        cmocka_unit_test(more_streams_than_allowed_are_refused_and_pages_are_not),
        cmocka_unit_test(thousands_of_idle_streams_cost_little_and_are_all_told),
    };
    return cmocka_run_group_tests_name("event_stream", tests, NULL, NULL);
}
