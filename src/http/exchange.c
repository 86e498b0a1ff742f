#include "http/exchange.h"

#include <assert.h>
#include <stdlib.h>

#include "base/clock.h"
#include "http/loop.h"

struct exchange *exchange_open(struct loop *l, struct conn *c, struct str head, struct str remote,
                               uint64_t max_body) {
    struct exchange *x = calloc(1, sizeof *x);
    if (!x) abort();
    arena_init(&x->arena);
    x->loop = l;
    x->conn = c;
    x->began_us = clock_monotonic_us();
    struct refusal r =
        head_parse(&x->arena, arena_str(&x->arena, head), &l->commons->limits, &x->req);
    assert(r.status == 0);
    (void)r;
    x->req.remote = arena_str(&x->arena, remote);
    x->req.context = l->config->context;
    response_init(&x->res, &x->arena);
    buf_init(&x->body, max_body < SIZE_MAX ? (size_t)max_body : SIZE_MAX);
    body_reader_start(&x->reader, &x->req.framing, max_body);
    return x;
}

struct refusal exchange_take_body(struct exchange *x, struct str in, size_t *ret_used) {
    struct refusal r = body_reader_take(&x->reader, in, &x->body, ret_used);
    uint64_t grown = x->body.capacity - x->counted;
    uint64_t all = atomic_fetch_add(&x->loop->commons->body_memory, grown) + grown;
    x->counted += grown;
    if (r.status == 0 && all > x->loop->config->max_body_memory)
        r = (struct refusal){503, "the server has too much to do just now"};
    return r;
}

static void finish(struct exchange *x) {
    x->answer = answer_of(&x->res, &x->req);
    x->answer.release = exchange_close;
    x->answer.owner = x;
    loop_answered(x->loop, x);
}

static void run_patiently(void *job, void *worker) {
    struct exchange *x = job;
    x->req.worker = worker;
    x->req.may_defer = false;
    x->loop->config->handle(&x->req, &x->res);
    finish(x);
}

static void run(void *job, void *worker) {
    struct exchange *x = job;
    struct pool *patient = x->loop->commons->patient;
    x->req.worker = worker;
    x->req.body = buf_str(&x->body);
    x->req.may_defer = patient != NULL;
    x->loop->config->handle(&x->req, &x->res);
    if (x->res.later) {
        response_release(&x->res);
        response_init(&x->res, &x->arena);
        if (pool_add(patient, run_patiently, x)) return;
        response_header(&x->res, STR("Retry-After"), STR("5"));
        response_plain_error(&x->res, 503, STR("The server has too much to do just now."));
    }
    finish(x);
}

bool exchange_submit(struct exchange *x) {
    return pool_add(x->loop->commons->pool, run, x);
}

void exchange_close(void *exchange) {
    struct exchange *x = exchange;
    if (!x) return;
    response_release(&x->res);
    atomic_fetch_sub(&x->loop->commons->body_memory, x->counted);
    buf_release(&x->body);
    arena_release(&x->arena);
    free(x);
}
