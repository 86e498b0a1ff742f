#include "http/conn.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/event_stream.h"
#include "http/exchange.h"
#include "http/head.h"
#include "http/head_glimpse.h"
#include "http/listener.h"
#include "http/loop.h"

/* A step on the way of a body or an answer: each has to come within its deadline. After a refusal
   some input is read and dropped, so that the client sees the answer and not a reset. */
enum { STEP = 16384, MOST_DROPPED = 1 << 20 };
/* Thousands of readers who do not read shall not fill the kernel's memory. */
enum { STREAM_SEND_BUFFER = 16384 };

enum conn_state {
    CONN_HEAD,   /* reads a head, or waits for one */
    CONN_BODY,   /* reads the exchange's body */
    CONN_BUSY,   /* a worker has the exchange */
    CONN_STREAM, /* tells what happens; drops what comes */
    CONN_LINGER, /* everything is said; drops what still comes */
};

struct conn {
    struct deadline deadline; /* first: a deadline is its connection */
    struct loop *loop;
    int fd;
    enum conn_state state;
    uint32_t polled;  /* what epoll watches for */
    bool closing;     /* after what is in `out` */
    bool refused;     /* input may be left unread: linger */
    bool turned_away; /* over a limit, not counted */
    struct peer peer;
    uint64_t progress;     /* bytes since the deadline was set */
    struct head_scan scan; /* of the head at the start of the input */
    struct buf in;         /* input that could not be used yet */
    struct outbox *out;    /* NULL when there is nothing to write */
    struct exchange *exchange;
    struct stream *stream; /* of CONN_STREAM */
    char remote[LISTENER_TEXT_SIZE];
};

struct conn *conn_of(struct deadline *d) {
    return (struct conn *)d;
}

static void poll_for(struct conn *c, uint32_t events) {
    if (c->polled == events) return;
    struct epoll_event event = {.events = events, .data.ptr = c};
    epoll_ctl(c->loop->epoll, EPOLL_CTL_MOD, c->fd, &event);
    c->polled = events;
}

static void drop_exchange(struct conn *c) {
    if (c->state == CONN_BUSY)
        c->exchange->conn = NULL;
    else
        exchange_close(c->exchange);
    c->exchange = NULL;
}

static void leave_stream(struct conn *c) {
    if (!c->stream) return;
    stream_table_leave(&c->loop->streams, c->stream);
    atomic_fetch_sub(&c->loop->commons->n_streams, 1);
    free(c->stream);
    c->stream = NULL;
}

static void close_conn(struct conn *c) {
    struct loop *l = c->loop;
    drop_exchange(c);
    leave_stream(c);
    if (c->out) {
        outbox_clear(c->out);
        loop_return_outbox(l, c->out);
    }
    deadlines_remove(&c->deadline);
    /* Closing alone would not take it out of epoll while a child process that is just being started
       holds a copy. */
    epoll_ctl(l->epoll, EPOLL_CTL_DEL, c->fd, NULL);
    close(c->fd);
    if (c->turned_away)
        l->n_turned_away--;
    else
        peers_leave(l->commons->peers, c->peer);
    l->n_conns--;
    buf_release(&c->in);
    free(c);
}

static struct outbox *out_of(struct conn *c) {
    if (!c->out) c->out = loop_take_outbox(c->loop);
    return c->out;
}

static void log_request(const struct conn *c, const struct request *req, int status, uint64_t bytes,
                        int64_t began_us) {
    if (!c->loop->config->log_requests) return;
    log_event(LOG_DEBUG, "request",
              LOG_FIELDS(log_text("method", req->method_text), log_text("path", req->path),
                         log_number("status", status),
                         log_number("us", clock_monotonic_us() - began_us),
                         log_number("bytes", (int64_t)bytes)));
}

/* Puts an answer behind what is there already. `req` is NULL when there was none to understand. */
static void add_answer(struct conn *c, const struct request *req, const struct answer *answer,
                       int64_t began_us) {
    struct loop *l = c->loop;
    struct outbox *out = out_of(c);
    bool streams = answer->channel && req && req->method != METHOD_HEAD;
    bool stay = req && !answer->channel && req->framing.keep_alive && !c->refused &&
                !atomic_load(&l->stop_at_ms);
    outbox_memory(out, answer->head);
    if (!stay) outbox_text(out, STR("Connection: close\r\n"));
    if (stay && req->framing.old) outbox_text(out, STR("Connection: keep-alive\r\n"));
    outbox_text(out, (struct str){l->tail, l->n_tail});
    uint64_t n = answer->fd >= 0 ? answer->file_n : answer->body.n;
    if (req && req->method == METHOD_HEAD) n = 0;
    if (n > 0 && answer->fd >= 0)
        outbox_file(out, answer->fd, answer->file_start, n);
    else if (n > 0)
        outbox_memory(out, answer->body);
    if (req) log_request(c, req, answer->status, n, began_us);
    outbox_then(out, answer->release, answer->owner);
    if (streams && !atomic_load(&l->stop_at_ms))
        c->state = CONN_STREAM;
    else if (!stay)
        c->closing = true;
    loop_count(&l->counters.requests, 1);
}

static void free_arena(void *arena) {
    arena_release(arena);
    free(arena);
}

static void explain(struct conn *c, const struct request *req, struct str raw, int status,
                    const char *why, struct response *res) {
    const struct server_config *config = c->loop->config;
    response_plain_error(res, status, str_of(why));
    if (!config->refuse) return;
    struct head_glimpse seen = head_glimpse_at(raw);
    struct server_refusal refusal = {status, str_of(why), seen.path, seen.languages};
    if (req) {
        refusal.path = req->raw_path;
        refusal.languages = request_header_text(req, STR("Accept-Language"));
    }
    config->refuse(config->context, &refusal, res);
}

/* Answers with an error page of the server's own. `raw` is what has come of a head, where no
   request could be made of it. */
static void add_error(struct conn *c, const struct request *req, struct str raw, int status,
                      const char *why) {
    struct arena *a = malloc(sizeof *a);
    if (!a) abort();
    arena_init(a);
    struct response res;
    response_init(&res, a);
    explain(c, req, raw, status, why, &res);
    response_header(&res, STR("Cache-Control"), STR("no-store"));
    if (status == 503) response_header(&res, STR("Retry-After"), STR("1"));
    static const struct request nobody = {.method = METHOD_GET};
    struct answer answer = answer_of(&res, req ? req : &nobody);
    answer.release = free_arena;
    answer.owner = a;
    add_answer(c, req, &answer, req ? clock_monotonic_us() : 0);
}

/* Says why and ends the connection: what follows on it cannot be understood, or is not wanted. */
static void refuse(struct conn *c, const struct request *req, struct str raw, struct refusal r) {
    c->refused = true;
    add_error(c, req, raw, r.status, r.why);
    drop_exchange(c);
    c->state = CONN_HEAD;
}

static void submit(struct conn *c) {
    if (exchange_submit(c->exchange)) {
        c->state = CONN_BUSY;
        return;
    }
    add_error(c, &c->exchange->req, STR(""), 503, "The server has too much to do just now.");
    drop_exchange(c);
    c->state = CONN_HEAD;
}

static bool answer_quick(struct conn *c, struct request *req) {
    struct loop *l = c->loop;
    if (!l->config->quick) return false;
    struct answer answer = {.fd = -1};
    int64_t began_us = l->config->log_requests ? clock_monotonic_us() : 0;
    if (!l->config->quick(l->config->context, req, &answer)) return false;
    loop_count(&l->counters.quick, 1);
    add_answer(c, req, &answer, began_us);
    return true;
}

static uint64_t body_limit(const struct loop *l, struct request *req) {
    uint64_t limit = l->config->body_limit ? l->config->body_limit(l->config->context, req) : 0;
    return limit ? limit : l->config->max_body;
}

/* A head has come whole; `more_came` says that something stands behind it already. */
static void begin(struct conn *c, struct str head, bool more_came) {
    struct loop *l = c->loop;
    struct request req;
    struct str remote = str_of(c->remote);
    arena_reset(&l->arena);
    struct refusal r = head_parse(&l->arena, head, &l->commons->limits, &req);
    if (r.status) {
        refuse(c, NULL, head, r);
        return;
    }
    req.remote = remote;
    req.context = l->config->context;
    bool has_body = req.framing.chunked || req.framing.length > 0;
    if (!has_body) {
        if (answer_quick(c, &req)) return;
        c->exchange = exchange_open(l, c, head, remote, 0);
        submit(c);
        return;
    }
    uint64_t limit = body_limit(l, &req);
    if (req.framing.length > limit) {
        refuse(c, &req, head, (struct refusal){413, "The body is larger than is allowed here."});
        return;
    }
    if (req.framing.expect_continue && !more_came)
        outbox_text(out_of(c), STR("HTTP/1.1 100 Continue\r\n\r\n"));
    c->exchange = exchange_open(l, c, head, remote, limit);
    c->state = CONN_BODY;
}

static bool step_head(struct conn *c, struct str in, size_t *used) {
    size_t end;
    struct str rest = str_from(in, *used);
    struct refusal r = head_scan(&c->scan, rest, &c->loop->commons->limits, &end);
    if (r.status) {
        refuse(c, NULL, rest, r);
        return false;
    }
    if (end == 0) return false;
    struct str head = str_slice(rest, c->scan.start, end);
    c->scan = (struct head_scan){0};
    deadlines_remove(&c->deadline); /* the next head has its own time */
    *used += end;
    begin(c, head, *used < in.n);
    return true;
}

static bool step_body(struct conn *c, struct str in, size_t *used) {
    size_t n;
    struct exchange *x = c->exchange;
    struct refusal r = exchange_take_body(x, str_from(in, *used), &n);
    *used += n;
    c->progress += n;
    if (r.status) {
        refuse(c, &x->req, STR(""), r);
        return false;
    }
    if (x->reader.part != BODY_DONE) return false;
    submit(c);
    return true;
}

static bool may_step(const struct conn *c) {
    if (c->closing || (c->out && !outbox_has_room(c->out))) return false;
    return c->state == CONN_HEAD || c->state == CONN_BODY;
}

/* True when something was done; false when more input is needed. */
static bool step(struct conn *c, struct str in, size_t *used) {
    if (*used == in.n) return false;
    return c->state == CONN_HEAD ? step_head(c, in, used) : step_body(c, in, used);
}

/* Everything has been written. False when the connection is gone. */
static bool finish_closing(struct conn *c) {
    if (!c->refused || shutdown(c->fd, SHUT_WR) != 0) {
        close_conn(c);
        return false;
    }
    c->state = CONN_LINGER;
    c->progress = 0;
    return true;
}

/* False when the connection is gone. */
static bool flush(struct conn *c) {
    if (!c->out) return true;
    uint64_t sent = 0;
    enum outbox_state state = outbox_flush(c->out, c->fd, &sent);
    c->progress += sent;
    loop_count(&c->loop->counters.bytes_sent, sent);
    if (state == OUTBOX_BROKEN) {
        close_conn(c);
        return false;
    }
    if (state == OUTBOX_BLOCKED) return true;
    loop_return_outbox(c->loop, c->out);
    c->out = NULL;
    return c->closing && c->state != CONN_BUSY ? finish_closing(c) : true;
}

/* Goes as far as the input and the client's reading allow. False when the connection is gone. */
static bool advance(struct conn *c, struct str in, size_t *used) {
    for (;;) {
        bool hungry = false;
        while (!hungry && may_step(c)) hungry = !step(c, in, used);
        if (!flush(c)) return false;
        if (hungry || c->out || !may_step(c)) return true;
    }
}

static void wait_for_more(struct conn *c) {
    struct loop *l = c->loop;
    enum deadline_kind kind = c->in.n ? DEADLINE_HEAD : DEADLINE_IDLE;
    if (c->state == CONN_BODY) kind = DEADLINE_BODY;
    if (c->state == CONN_LINGER) kind = DEADLINE_LINGER;
    if (c->state == CONN_BUSY) kind = DEADLINE_NONE;
    if (c->state == CONN_STREAM) kind = DEADLINE_PING;
    if (c->out) kind = DEADLINE_WRITE;
    bool moves = (kind == DEADLINE_BODY || kind == DEADLINE_WRITE) && c->progress >= STEP;
    if (kind == DEADLINE_IDLE || moves || !deadlines_is_in(&c->deadline, kind)) {
        deadlines_set(&l->deadlines, &c->deadline, kind, l->now_ms);
        c->progress = 0;
    }
    /* While a worker is busy, input is only turned off when some comes: mostly none does. */
    if (c->out)
        poll_for(c, EPOLLOUT);
    else if (c->state != CONN_BUSY)
        poll_for(c, EPOLLIN);
    else if (c->polled == EPOLLOUT)
        poll_for(c, 0);
}

static void work(struct conn *c, struct str fresh) {
    bool kept = c->in.n > 0;
    struct str in = fresh;
    if (kept) {
        buf_add(&c->in, fresh);
        in = buf_str(&c->in);
    }
    size_t used = 0;
    if (!advance(c, in, &used)) return;
    if (c->closing || c->state == CONN_STREAM) used = in.n;
    if (kept)
        buf_consume(&c->in, used);
    else if (used < in.n)
        buf_add(&c->in, str_from(in, used));
    if (buf_failed(&c->in)) {
        close_conn(c);
        return;
    }
    if (c->in.n == 0 && c->in.p) buf_release(&c->in);
    wait_for_more(c);
}

static void receive(struct conn *c) {
    struct loop *l = c->loop;
    ssize_t n = recv(c->fd, l->scratch, LOOP_SCRATCH, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) {
        close_conn(c);
        return;
    }
    if (c->state != CONN_LINGER && c->state != CONN_STREAM) {
        work(c, (struct str){l->scratch, (size_t)n});
        return;
    }
    c->progress += (uint64_t)n;
    if (c->progress > MOST_DROPPED) close_conn(c);
}

void conn_event(struct conn *c, uint32_t events) {
    if (events & (EPOLLERR | EPOLLHUP)) {
        close_conn(c);
        return;
    }
    if (c->out && events & EPOLLOUT)
        work(c, STR(""));
    else if (events & EPOLLIN && c->state == CONN_BUSY)
        poll_for(c, 0);
    else if (events & EPOLLIN)
        receive(c);
}

/* The head of the answer, which has to be written first, is in `out`. */
static void join_stream(struct conn *c, uint64_t channel, int64_t after_id) {
    c->stream = malloc(sizeof *c->stream);
    if (!c->stream) abort();
    *c->stream = (struct stream){.channel = channel, .after_id = after_id, .conn = c};
    stream_table_join(&c->loop->streams, c->stream);
    atomic_fetch_add(&c->loop->commons->n_streams, 1);
    setsockopt(c->fd, SOL_SOCKET, SO_SNDBUF, &(int){STREAM_SEND_BUFFER}, sizeof(int));
    char missed[EVENT_STREAM_MAX];
    struct str text;
    if (!stream_table_missed(&c->loop->streams, c->stream, missed, sizeof missed, &text) ||
        !outbox_has_room_for(c->out, text.n))
        outbox_memory(c->out, STR("event: reload\ndata: missed\n\n"));
    else if (text.n)
        outbox_text(c->out, text);
}

void conn_answered(struct exchange *x) {
    struct conn *c = x->conn;
    if (!c) {
        exchange_close(x);
        return;
    }
    c->exchange = NULL;
    c->state = CONN_HEAD;
    uint64_t channel = x->answer.channel;
    int64_t after_id = x->answer.after_id;
    if (channel && atomic_load(&c->loop->commons->n_streams) >= c->loop->config->max_streams) {
        add_error(c, &x->req, STR(""), 503, "There are too many streams just now.");
        exchange_close(x);
    } else {
        add_answer(c, &x->req, &x->answer, x->began_us);
    }
    if (c->state == CONN_STREAM) join_stream(c, channel, after_id);
    work(c, STR(""));
}

void conn_tell(struct conn *c, struct str event) {
    struct outbox *out = out_of(c);
    if (!outbox_has_room_for(out, event.n)) {
        close_conn(c);
        return;
    }
    outbox_text(out, event);
    if (flush(c)) wait_for_more(c);
}

void conn_expired(struct deadline *d) {
    struct conn *c = conn_of(d);
    if (d->kind == DEADLINE_PING) {
        deadlines_set(&c->loop->deadlines, d, DEADLINE_PING, c->loop->now_ms);
        conn_tell(c, STR(":\n\n"));
        return;
    }
    if (d->kind != DEADLINE_HEAD && d->kind != DEADLINE_BODY) {
        close_conn(c);
        return;
    }
    const struct request *req = c->exchange ? &c->exchange->req : NULL;
    refuse(c, req, buf_str(&c->in), (struct refusal){408, "The request took too long to come."});
    work(c, STR(""));
}

void conn_finish(struct deadline *d) {
    struct conn *c = conn_of(d);
    deadlines_set(&c->loop->deadlines, d, DEADLINE_HEAD, c->loop->now_ms);
    /* What has come already, and was only not read yet, is still answered. */
    char byte;
    if (recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
        receive(c);
    else
        close_conn(c);
}

void conn_cut(struct conn *c) {
    close_conn(c);
}

void conn_open(struct loop *l, int fd, const struct sockaddr_storage *address, bool turned_away) {
    struct conn *c = calloc(1, sizeof *c);
    if (!c) abort();
    c->loop = l;
    c->fd = fd;
    c->turned_away = turned_away;
    c->peer = peers_of(address);
    listener_address_text(address, c->remote);
    buf_init(&c->in, l->commons->limits.max_head + 2 * (size_t)LOOP_SCRATCH);
    l->n_conns++;
    if (turned_away) l->n_turned_away++;
    c->polled = EPOLLIN;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        close_conn(c);
        return;
    }
    if (turned_away)
        refuse(c, NULL, STR(""), (struct refusal){503, "There are too many connections just now."});
    work(c, STR(""));
}
