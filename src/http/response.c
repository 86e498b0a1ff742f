#include "http/response.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "http/byte_range.h"
#include "http/etag.h"
#include "http/http_date.h"
#include "http/http_status.h"
#include "http/url.h"

enum { MAX_HEADERS = 200, MAX_LOCATION = 8192 };

void response_init(struct response *res, struct arena *a) {
    *res = (struct response){.arena = a, .status = 200, .fd = -1, .body = STR("")};
}

static void drop_body(struct response *res) {
    if (res->fd >= 0) close(res->fd);
    if (res->release) res->release(res->owner);
    res->fd = -1;
    res->release = NULL;
    res->owner = NULL;
    res->body = STR("");
}

void response_release(struct response *res) {
    if (res) drop_body(res);
}

void response_status(struct response *res, int status) {
    if (status < 200 || status > 599) res->failed = true;
    res->status = status;
}

static bool is_ours(struct str name) {
    return str_eq_nocase(name, STR("Date")) || str_eq_nocase(name, STR("Connection")) ||
           str_eq_nocase(name, STR("Content-Length")) ||
           str_eq_nocase(name, STR("Transfer-Encoding"));
}

void response_add_header(struct response *res, struct str name, struct str value) {
    if (!header_is_token(name) || !header_is_value(value) || is_ours(name) ||
        res->n_headers == MAX_HEADERS) {
        res->failed = true;
        return;
    }
    res->header =
        arena_grow(res->arena, res->header, res->n_headers, &res->capacity, sizeof res->header[0]);
    res->header[res->n_headers++] =
        (struct header){arena_str(res->arena, name), arena_str(res->arena, value)};
}

void response_header(struct response *res, struct str name, struct str value) {
    size_t kept = 0;
    for (size_t i = 0; i < res->n_headers; i++)
        if (!str_eq_nocase(res->header[i].name, name)) res->header[kept++] = res->header[i];
    res->n_headers = kept;
    response_add_header(res, name, value);
}

void response_vary(struct response *res, struct str name) {
    const struct header *h = header_find(res->header, res->n_headers, STR("Vary"));
    if (!h) {
        response_header(res, STR("Vary"), name);
        return;
    }
    struct str rest = h->value, element;
    while (header_next(&rest, &element))
        if (str_eq_nocase(element, name)) return;
    response_header(
        res, STR("Vary"),
        arena_printf(res->arena, "%.*s, %.*s", (int)h->value.n, h->value.p, (int)name.n, name.p));
}

void response_shared_body(struct response *res, struct str type, struct str bytes,
                          void (*release)(void *owner), void *owner) {
    drop_body(res);
    res->body = bytes;
    res->release = release;
    res->owner = owner;
    if (type.n) response_header(res, STR("Content-Type"), type);
}

void response_body(struct response *res, struct str type, struct str bytes) {
    response_shared_body(res, type, bytes, NULL, NULL);
}

static void set_modified(struct response *res, int64_t modified_ms) {
    char date[HTTP_DATE_SIZE];
    if (modified_ms == 0) return;
    http_date_format(modified_ms, date);
    response_header(res, STR("Last-Modified"), str_of(date));
}

bool response_unchanged(struct response *res, const struct request *req, struct str etag,
                        int64_t modified_ms) {
    if (etag.n) response_header(res, STR("ETag"), etag);
    set_modified(res, modified_ms);
    if (!(req->method & (METHOD_GET | METHOD_HEAD))) return false;
    struct str none_match = request_header(req, STR("If-None-Match")), seen = etag;
    int64_t since;
    bool same = false;
    if (none_match.p)
        same = etag.n > 0 && etag_matches(none_match, etag, &seen);
    else if (modified_ms &&
             http_date_parse(request_header_text(req, STR("If-Modified-Since")), &since))
        same = modified_ms / 1000 <= since / 1000;
    if (!same) return false;
    drop_body(res);
    response_status(res, 304);
    if (seen.n) response_header(res, STR("ETag"), seen);
    return true;
}

/* If-Range: the range only counts when the client's part is of the file as it is now. */
static bool range_counts(const struct request *req, const struct response_file *file) {
    struct str condition = request_header(req, STR("If-Range"));
    int64_t date;
    if (!condition.p) return true;
    if (str_starts(condition, STR("\""))) return file->etag.n && str_eq(condition, file->etag);
    return file->modified_ms && http_date_parse(condition, &date) &&
           date / 1000 == file->modified_ms / 1000;
}

static void set_range(struct response *res, const struct request *req,
                      const struct response_file *file) {
    uint64_t size = res->file_n;
    struct str range = request_header_text(req, STR("Range"));
    response_header(res, STR("Accept-Ranges"), STR("bytes"));
    if (range.n == 0 || req->method != METHOD_GET || !range_counts(req, file)) return;
    enum byte_range_kind kind = byte_range_parse(range, size, &res->file_start, &res->file_n);
    if (kind == BYTE_RANGE_WHOLE) return;
    if (kind == BYTE_RANGE_NONE) {
        response_plain_error(res, 416, STR("The file has no such part."));
        response_header(res, STR("Content-Range"),
                        arena_printf(res->arena, "bytes */%" PRIu64, size));
        return;
    }
    response_status(res, 206);
    response_header(res, STR("Content-Range"),
                    arena_printf(res->arena, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64,
                                 res->file_start, res->file_start + res->file_n - 1, size));
}

int response_file(struct response *res, const struct request *req, const struct response_file *file,
                  struct err *e) {
    struct stat st;
    drop_body(res);
    if (fstat(file->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        int code = err_set(e, E_IO, "cannot look at the file to send: %s", strerror(errno));
        close(file->fd);
        return code;
    }
    res->fd = file->fd;
    res->file_start = 0;
    res->file_n = (uint64_t)st.st_size;
    res->plain = true;
    if (file->type.n) response_header(res, STR("Content-Type"), file->type);
    if (!response_unchanged(res, req, file->etag, file->modified_ms)) set_range(res, req, file);
    return 0;
}

void response_redirect(struct response *res, int status, struct str target) {
    struct buf location;
    buf_init(&location, MAX_LOCATION);
    url_escape(&location, target);
    if (target.n == 0 || buf_failed(&location)) res->failed = true;
    drop_body(res);
    response_status(res, status);
    response_header(res, STR("Location"), buf_str(&location));
    buf_release(&location);
}

void response_plain_error(struct response *res, int status, struct str why) {
    struct str text = arena_printf(res->arena, "%d %s\n%.*s%s", status, http_status_reason(status),
                                   (int)why.n, why.p, why.n ? "\n" : "");
    response_status(res, status);
    response_body(res, STR("text/plain; charset=utf-8"), text);
}
