#include "http/answer.h"

#include <inttypes.h>

#include "base/buf.h"
#include "http/accept.h"
#include "http/compress.h"
#include "http/etag.h"
#include "http/http_status.h"
#include "http/secure_headers.h"

/* Smaller texts fit one packet anyway. A head's ceiling is far above MAX_HEADERS of any use. */
enum { WORTH_COMPRESSING = 1024, MAX_HEAD = 1 << 20 };

static void add_header(struct buf *b, const struct header *h) {
    buf_add(b, h->name);
    buf_add(b, STR(": "));
    buf_add(b, h->value);
    buf_add(b, STR("\r\n"));
}

static bool has_length(int status) {
    return status != 204 && status != 304;
}

struct str answer_head(struct arena *a, const struct response *res, uint64_t length) {
    struct buf b;
    buf_init(&b, MAX_HEAD);
    buf_printf(&b, "HTTP/1.1 %d %s\r\n", res->status, http_status_reason(res->status));
    for (size_t i = 0; i < res->n_headers; i++) add_header(&b, &res->header[i]);
    size_t n;
    const struct header *secure = secure_headers(&n);
    for (size_t i = 0; i < n; i++)
        if (!header_find(res->header, res->n_headers, secure[i].name)) add_header(&b, &secure[i]);
    if (has_length(res->status) && !res->channel)
        buf_printf(&b, "Content-Length: %" PRIu64 "\r\n", length);
    struct str head = buf_failed(&b) ? (struct str){0} : buf_keep(&b, a);
    buf_release(&b);
    return head;
}

static void compress(struct response *res, const struct request *req) {
    const struct header *type = header_find(res->header, res->n_headers, STR("Content-Type"));
    if (res->plain || res->fd >= 0 || !type || !compress_is_worth(type->value)) return;
    if (header_find(res->header, res->n_headers, STR("Content-Encoding"))) return;
    response_vary(res, STR("Accept-Encoding"));
    enum accept_coding coding = accept_coding(request_header_text(req, STR("Accept-Encoding")));
    struct str smaller;
    if (res->body.n < WORTH_COMPRESSING || coding == ACCEPT_IDENTITY ||
        !compress_text(res->arena, res->body, coding, COMPRESS_QUICK, &smaller))
        return;
    response_shared_body(res, STR(""), smaller, NULL, NULL);
    response_header(res, STR("Content-Encoding"), accept_coding_name(coding));
    const struct header *etag = header_find(res->header, res->n_headers, STR("ETag"));
    if (etag) response_header(res, STR("ETag"), etag_coded(res->arena, etag->value, coding));
}

static void fail(struct response *res) {
    struct arena *a = res->arena;
    response_release(res);
    response_init(res, a);
    response_plain_error(res, 500, STR("The server could not make this page."));
}

struct answer answer_of(struct response *res, const struct request *req) {
    if (res->failed) fail(res);
    if (!has_length(res->status)) response_body(res, STR(""), STR(""));
    compress(res, req);
    struct str head = answer_head(res->arena, res, res->fd >= 0 ? res->file_n : res->body.n);
    if (res->failed || !head.p) {
        fail(res);
        head = answer_head(res->arena, res, res->body.n);
    }
    return (struct answer){.status = res->status,
                           .head = head,
                           .body = res->body,
                           .fd = res->fd,
                           .file_start = res->file_start,
                           .channel = res->channel,
                           .after_id = res->after_id,
                           .file_n = res->file_n};
}
