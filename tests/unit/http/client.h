#ifndef UNIT_HTTP_CLIENT_H
#define UNIT_HTTP_CLIENT_H
/* A plain HTTP client for tests of the server, and a server to test with. Include after cmocka. */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "http/server.h"

enum { CLIENT_PATIENCE_MS = 20000 };

struct client {
    int fd;
    size_t n; /* bytes in `in` */
    char in[1 << 20];
};

struct reply {
    int status;
    struct str head, body; /* valid until the next reply of this client */
};

static inline struct client *client_open(int port) {
    struct client *c = malloc(sizeof *c);
    assert_non_null(c);
    c->n = 0;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(connect(c->fd, (struct sockaddr *)&to, sizeof to), 0);
    return c;
}

static inline void client_close(struct client *c) {
    close(c->fd);
    free(c);
}

static inline void client_send(struct client *c, struct str bytes) {
    while (bytes.n > 0) {
        ssize_t n = send(c->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n < 0) return; /* the server has had enough, which the test will see */
        bytes = str_from(bytes, (size_t)n);
    }
}

/* More bytes into `in`; false at the end of the connection. */
static inline bool client_fill(struct client *c) {
    struct pollfd p = {.fd = c->fd, .events = POLLIN};
    assert_int_equal(poll(&p, 1, CLIENT_PATIENCE_MS), 1);
    assert_true(c->n < sizeof c->in);
    ssize_t n = recv(c->fd, c->in + c->n, sizeof c->in - c->n, 0);
    if (n > 0) c->n += (size_t)n;
    return n > 0;
}

static inline struct str client_header(const struct reply *r, const char *name) {
    struct str rest = r->head;
    while (rest.p) {
        struct str line = str_cut(&rest, '\n');
        size_t colon = str_find(line, ':');
        if (colon < line.n && str_eq_nocase(str_slice(line, 0, colon), str_of(name)))
            return str_trim(str_from(line, colon + 1));
    }
    return (struct str){0};
}

static inline void client_drop(struct client *c, size_t n) {
    memmove(c->in, c->in + n, c->n - n);
    c->n -= n;
}

/* The next response; status 0 when the connection ended instead. What it pointed to before is
   gone. `no_body` for an answer to HEAD. */
static inline struct reply client_reply_to(struct client *c, bool no_body) {
    static _Thread_local char kept[1 << 20];
    struct reply r = {0};
    size_t end;
    while ((end = str_search((struct str){c->in, c->n}, STR("\r\n\r\n"))) == c->n)
        if (!client_fill(c)) return r;
    memcpy(kept, c->in, end + 2);
    r.head = (struct str){kept, end + 2};
    r.status = atoi(kept + 9);
    client_drop(c, end + 4);
    int64_t length = 0;
    struct str text = client_header(&r, "Content-Length");
    if (text.p) assert_true(str_to_int64(text, 0, 1 << 19, &length));
    if (no_body || r.status == 304 || r.status == 100) length = 0;
    while (c->n < (size_t)length)
        if (!client_fill(c)) return (struct reply){0};
    memcpy(kept + end + 4, c->in, (size_t)length);
    r.body = (struct str){kept + end + 4, (size_t)length};
    client_drop(c, (size_t)length);
    return r;
}

static inline struct reply client_reply(struct client *c) {
    return client_reply_to(c, false);
}

static inline struct reply client_ask(struct client *c, const char *text) {
    client_send(c, str_of(text));
    return client_reply(c);
}

/* True when the server has closed and said nothing more. */
static inline bool client_at_end(struct client *c) {
    return c->n == 0 && !client_fill(c);
}

static inline void assert_text(struct str s, const char *expected) {
    if (!str_eq(s, str_of(expected)))
        fail_msg("expected \"%s\", got \"%.*s\"", expected, (int)s.n, s.p ? s.p : "");
}

/* A gate at which handlers wait until the test opens it. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool open;
    int waiting;
};

static inline void gate_pass(struct gate *g) {
    pthread_mutex_lock(&g->lock);
    g->waiting++;
    pthread_cond_broadcast(&g->changed);
    while (!g->open) pthread_cond_wait(&g->changed, &g->lock);
    g->waiting--;
    pthread_mutex_unlock(&g->lock);
}

static inline void gate_await(struct gate *g, int n) {
    pthread_mutex_lock(&g->lock);
    while (g->waiting < n) pthread_cond_wait(&g->changed, &g->lock);
    pthread_mutex_unlock(&g->lock);
}

static inline void gate_open(struct gate *g) {
    pthread_mutex_lock(&g->lock);
    g->open = true;
    pthread_cond_broadcast(&g->changed);
    pthread_mutex_unlock(&g->lock);
}

/* What the test server's requests know of the test: request.context. */
struct stage {
    struct gate gate;
    struct server *server;
    int port;
    atomic_int released; /* quick answers that have been let go */
    atomic_int handled;
    const char *file; /* what /file serves */
};

static inline void stage_release(void *stage) {
    atomic_fetch_add(&((struct stage *)stage)->released, 1);
}

/* 200 KB: more than a socket takes at once. */
static inline struct str stage_large(void) {
    static char large[200000];
    if (!large[0]) memset(large, 'L', sizeof large);
    return (struct str){large, sizeof large};
}

static inline bool stage_quick(void *context, struct request *req, struct answer *ret_answer) {
    bool large = str_eq(req->path, STR("/quick/large"));
    if (str_eq(req->path, STR("/quick/gate"))) {
        gate_pass(&((struct stage *)context)->gate);
        req->path = STR("/quick");
    }
    if (!large && !str_eq(req->path, STR("/quick"))) return false;
    *ret_answer = (struct answer){
        .status = 200,
        .head = large ? STR("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n")
                      : STR("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"),
        .body = large ? stage_large() : STR("quick"),
        .fd = -1,
        .release = stage_release,
        .owner = context,
    };
    return true;
}

static inline uint64_t stage_body_limit(void *context, struct request *req) {
    (void)context;
    return str_eq(req->path, STR("/upload")) ? 300000 : 0;
}

void stage_handle(struct request *req, struct response *res);

static inline void stage_open(struct stage *s, struct server_config *config) {
    *s = (struct stage){
        .gate = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER}};
    config->address = "127.0.0.1";
    config->quick = stage_quick;
    config->handle = stage_handle;
    config->body_limit = stage_body_limit;
    config->context = s;
    struct err e;
    if (server_open(config, &s->server, &e) != 0) fail_msg("%s", e.text);
    s->port = server_port(s->server);
}

static inline void stage_close(struct stage *s) {
    struct err e;
    gate_open(&s->gate);
    if (server_stop(s->server, CLIENT_PATIENCE_MS, &e) != 0) fail_msg("%s", e.text);
}

static inline struct server_stats stage_stats(const struct stage *s) {
    struct server_stats stats;
    server_stats(s->server, &stats);
    return stats;
}

/* Looks again and again until there are that many connections. */
static inline void stage_await_connections(const struct stage *s, uint64_t n) {
    for (int i = 0; stage_stats(s).connections != n; i++) {
        assert_true(i < CLIENT_PATIENCE_MS);
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

#endif
