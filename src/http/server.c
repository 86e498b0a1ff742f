#include "http/server.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/event_stream.h"
#include "http/listener.h"
#include "http/loop.h"

enum { MAX_LOOPS = 64 };

struct server {
    struct loop_commons commons;
    int port;
    size_t n_loops;
    struct loop *loop[MAX_LOOPS];
};

void server_defaults(struct server_config *ret_config) {
    *ret_config = (struct server_config){
        .n_loops = 1,
        .n_workers = 4,
        .max_queue = 1024,
        .max_head = 16384,
        .max_target = 8192,
        .max_headers = 100,
        .max_body = 1 << 20,
        .max_body_memory = 256 << 20,
        .max_connections = 20000,
        .max_connections_per_address = 1000,
        .idle_ms = 60000,
        .head_ms = 10000,
        .body_ms = 20000,
        .write_ms = 30000,
        .ping_ms = EVENT_STREAM_PING_MS,
        .max_streams = 15000,
    };
}

static int open_loops(struct server *s, struct err *e) {
    const struct server_config *config = &s->commons.config;
    int fd[MAX_LOOPS];
    int code = listener_open(config->address, config->port, config->n_loops, fd, &s->port, e);
    if (code) return code;
    size_t i = 0;
    while (code == 0 && i < config->n_loops) {
        code = loop_open(&s->commons, fd[i++], &s->loop[s->n_loops], e);
        if (code == 0) s->n_loops++;
    }
    while (i < config->n_loops) close(fd[i++]);
    return code;
}

static void stop_loops(struct server *s, int64_t at_ms) {
    for (size_t i = 0; i < s->n_loops; i++) loop_stop(s->loop[i], at_ms);
    for (size_t i = 0; i < s->n_loops; i++) loop_join(s->loop[i]);
}

static void free_server(struct server *s) {
    for (size_t i = 0; i < s->n_loops; i++) loop_close(s->loop[i]);
    peers_close(s->commons.peers);
    free(s);
}

static int check(const struct server_config *config, struct err *e) {
    if (!config->address || !config->handle || config->port < 0 || config->port > 65535)
        return err_set(e, E_INVALID, "a server needs an address, a port and a handler");
    if (config->n_loops < 1 || config->n_loops > MAX_LOOPS)
        return err_set(e, E_INVALID, "a server has 1 to %d loops, not %zu", MAX_LOOPS,
                       config->n_loops);
    return 0;
}

int server_open(const struct server_config *config, struct server **ret_server, struct err *e) {
    int code = check(config, e);
    if (code) return code;
    struct server *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->commons.config = *config;
    s->commons.limits =
        (struct head_limits){config->max_head, config->max_target, config->max_headers};
    s->commons.peers = peers_open(config->max_connections, config->max_connections_per_address);
    struct pool_config pool = {.name = "web",
                               .n_workers = config->n_workers,
                               .max_queue = config->max_queue,
                               .worker_open = config->worker_open,
                               .worker_close = config->worker_close,
                               .context = config->context};
    code = pool_open(&pool, &s->commons.pool, e);
    pool.name = "web-patient";
    pool.n_workers = config->n_patient;
    if (code == 0 && config->n_patient) code = pool_open(&pool, &s->commons.patient, e);
    if (code == 0) code = open_loops(s, e);
    if (code) {
        struct err ignored;
        stop_loops(s, clock_monotonic_ms());
        (void)!pool_close(s->commons.pool, -1, &ignored);
        (void)!pool_close(s->commons.patient, -1, &ignored);
        free_server(s);
        return code;
    }
    *ret_server = s;
    return 0;
}

int server_port(const struct server *s) {
    return s->port;
}

void server_stats(const struct server *s, struct server_stats *ret_stats) {
    *ret_stats = (struct server_stats){.connections = peers_count(s->commons.peers),
                                       .streams = atomic_load(&s->commons.n_streams),
                                       .queued = pool_queued(s->commons.pool)};
    for (size_t i = 0; i < s->n_loops; i++) {
        struct loop_counters *c = &s->loop[i]->counters;
        ret_stats->requests += atomic_load(&c->requests);
        ret_stats->quick += atomic_load(&c->quick);
        ret_stats->accepted += atomic_load(&c->accepted);
        ret_stats->refused += atomic_load(&c->refused);
        ret_stats->bytes_sent += atomic_load(&c->bytes_sent);
    }
}

int server_publish(struct server *s, const struct server_event *event, struct err *e) {
    struct arena a = {0};
    struct str text = event_stream_text(&a, event);
    int code = 0;
    if (text.n > EVENT_STREAM_MAX)
        code = err_set(e, E_LIMIT, "an event \"%s\" has %zu bytes", event->name, text.n);
    for (size_t i = 0; i < s->n_loops && !code; i++)
        loop_publish(s->loop[i], stream_event_make(event->channel, event->id, event->again, text));
    arena_release(&a);
    return code;
}

int server_stop(struct server *s, int64_t wait_ms, struct err *e) {
    if (!s) return 0;
    int64_t until_ms = clock_monotonic_ms() + wait_ms;
    stop_loops(s, until_ms);
    int64_t left_ms = until_ms - clock_monotonic_ms();
    int code = pool_close(s->commons.pool, left_ms > 0 ? left_ms : 0, e);
    left_ms = until_ms - clock_monotonic_ms();
    if (!code) {
        s->commons.pool = NULL;
        code = pool_close(s->commons.patient, left_ms > 0 ? left_ms : 0, e);
    }
    if (code) return err_hint(e, "A handler hangs. End the program.");
    free_server(s);
    return 0;
}
