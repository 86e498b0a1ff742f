/* A stream of requests, read at once and in pieces: both must understand the same. */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "http/body_reader.h"
#include "http/head.h"
#include "http/head_glimpse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct head_limits limits = {.max_head = 600, .max_target = 200, .max_headers = 8};
enum { MAX_BODY = 300 };

struct reader {
    struct arena arena;
    struct head_scan scan;
    struct body_reader body;
    struct buf bytes; /* of the body */
    struct buf said;  /* all that was understood */
    bool in_body, ended;
};

static void check(bool holds) {
    if (!holds) abort();
}

static void say_request(struct reader *r, const struct request *req) {
    check(utf8_is_valid(req->path));
    for (size_t i = 0; i < req->n_headers; i++) {
        check(header_is_token(req->header[i].name));
        check(header_is_value(req->header[i].value));
        buf_add(&r->said, req->header[i].name);
        buf_add(&r->said, STR(": "));
        buf_add(&r->said, req->header[i].value);
        buf_add_char(&r->said, '\n');
    }
    check(!(req->framing.chunked && req->framing.has_length));
    buf_printf(&r->said, "%.*s %.*s %.*s %.*s\n", (int)req->method_text.n, req->method_text.p,
               (int)req->path.n, req->path.p, (int)req->query.n, req->query.p ? req->query.p : "",
               (int)req->host.n, req->host.p);
}

static void refuse(struct reader *r, struct refusal refusal) {
    check(refusal.status >= 400 && refusal.status < 600 && refusal.why);
    buf_printf(&r->said, "refused %d\n", refusal.status);
    r->ended = true;
}

static size_t step_head(struct reader *r, struct str in) {
    size_t end;
    struct request req;
    struct refusal refusal = head_scan(&r->scan, in, &limits, &end);
    if (refusal.status == 0 && end == 0) return 0;
    if (refusal.status == 0)
        refusal = head_parse(&r->arena, str_slice(in, r->scan.start, end), &limits, &req);
    if (refusal.status) {
        refuse(r, refusal);
        return 0;
    }
    say_request(r, &req);
    r->scan = (struct head_scan){0};
    body_reader_start(&r->body, &req.framing, MAX_BODY);
    r->in_body = true;
    return end;
}

/* Takes what it can from `in`, which starts where the last call stopped. */
static size_t take(struct reader *r, struct str in) {
    size_t used = 0;
    while (!r->ended) {
        size_t n = 0;
        if (r->in_body) {
            struct refusal refusal = body_reader_take(&r->body, str_from(in, used), &r->bytes, &n);
            if (refusal.status) refuse(r, refusal);
            check(r->bytes.n <= MAX_BODY);
            if (r->body.part == BODY_DONE) {
                buf_add(&r->said, buf_str(&r->bytes));
                buf_clear(&r->bytes);
                r->in_body = false;
                used += n;
                continue;
            }
        } else {
            n = step_head(r, str_from(in, used));
        }
        used += n;
        if (n == 0 || used == in.n) break;
    }
    return used;
}

static void read_stream(struct reader *r, struct str in, uint32_t seed) {
    *r = (struct reader){0};
    arena_init(&r->arena);
    buf_init(&r->bytes, MAX_BODY);
    buf_init(&r->said, 1 << 22);
    size_t used = 0, have = seed ? 0 : in.n;
    for (;;) {
        used += take(r, str_slice(in, used, have));
        if (r->ended || have == in.n) break;
        seed = seed * 1664525 + 1013904223;
        have += 1 + (seed >> 24) % 16;
        if (have > in.n) have = in.n;
    }
    buf_release(&r->bytes);
    arena_release(&r->arena);
}

static void check_glimpse(struct str in) {
    struct head_glimpse seen = head_glimpse_at(in);
    check(seen.path.n == 0 || seen.path.p[0] == '/');
    check(str_find(seen.path, ' ') == seen.path.n && str_find(seen.path, '?') == seen.path.n);
    check(str_find(seen.languages, '\n') == seen.languages.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str in = {(const char *)data, size};
    check_glimpse(in);
    struct reader whole;
    read_stream(&whole, in, 0);
    for (uint32_t seed = 1; seed <= 3; seed++) {
        struct reader pieces;
        read_stream(&pieces, in, seed * 7919);
        check(pieces.ended == whole.ended);
        check(str_eq(buf_str(&pieces.said), buf_str(&whole.said)));
        buf_release(&pieces.said);
    }
    buf_release(&whole.said);
    return 0;
}
