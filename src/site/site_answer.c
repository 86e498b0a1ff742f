#include "site/site_answer.h"

#include "base/log.h"
#include "http/etag.h"
#include "i18n/language.h"
#include "page/error_view.h"
#include "site/kept_page.h"

struct web_worker *site_worker(const struct request *req) {
    return req->worker;
}

const struct site_language *site_path_language(const struct request *req) {
    return site_find_language(site_worker(req)->context->site, request_param(req, STR("lang")));
}

const struct site_language *site_reader_language(const struct request *req) {
    const struct site_info *site = site_worker(req)->context->site;
    const struct site_language *named = site_path_language(req);
    if (named) return named;
    struct str *tag = arena_array(req->arena, site->n_languages, sizeof *tag);
    for (size_t i = 0; i < site->n_languages; i++) tag[i] = site->language[i].tag;
    size_t n;
    struct language_range *range =
        language_accept(req->arena, request_header_text(req, STR("accept-language")), &n);
    return site_find_language(site,
                              language_negotiate(range, n, tag, site->n_languages, site->source));
}

static void release_page(void *page) {
    buf_release(page);
}

struct buf *site_page(const struct request *req) {
    struct buf *page = arena_alloc(req->arena, sizeof *page);
    buf_init(page, PAGE_MAX_BYTES);
    arena_on_release(req->arena, release_page, page);
    return page;
}

static int status_of(int code) {
    switch (code) {
    case E_NOTFOUND: return 404;
    case E_INVALID: return 400;
    case E_DENIED: return 403;
    case E_LIMIT: return 413;
    case E_BUSY: return 503;
    default: return 500;
    }
}

static void send_html(struct response *res, const struct buf *page) {
    response_body(res, STR("text/html; charset=utf-8"), buf_str(page));
}

/* True when the page is there to be sent; else the error has been. */
static bool is_made(const struct request *req, struct response *res, const struct buf *page,
                    int code, const struct err *e) {
    struct err too_large;
    if (!code && buf_failed(page)) {
        code = err_set(&too_large, E_DB, "the page is larger than %d MB", PAGE_MAX_BYTES >> 20);
        e = &too_large;
    }
    if (!code) return true;
    if (status_of(code) >= 500) log_err(LOG_ERROR, "page", e, req->path);
    site_send_error(req, res, status_of(code));
    return false;
}

void site_send_data(const struct request *req, struct response *res, struct str type,
                    const struct buf *data, int code, const struct err *e) {
    if (!is_made(req, res, data, code, e)) return;
    kept_page_headers(res, STR(""), STR(""));
    if (response_unchanged(res, req, etag_of(req->arena, buf_str(data)), 0)) return;
    response_body(res, type, buf_str(data));
}

void site_send_page(const struct request *req, struct response *res, const struct buf *page,
                    int code, const struct err *e) {
    site_send_data(req, res, STR("text/html; charset=utf-8"), page, code, e);
}

void site_send_private(const struct request *req, struct response *res, const struct buf *page,
                       int code, const struct err *e) {
    if (!is_made(req, res, page, code, e)) return;
    response_header(res, STR("Cache-Control"), STR("private, no-store"));
    send_html(res, page);
}

void site_send_error(const struct request *req, struct response *res, int status) {
    struct err e;
    struct buf *page = site_page(req);
    response_status(res, status);
    response_header(res, STR("Cache-Control"), STR("no-store"));
    if (status == 503) response_header(res, STR("Retry-After"), STR("2"));
    int code = error_view_render(req->arena, &site_worker(req)->maker, site_reader_language(req),
                                 status, page, &e);
    if (code || buf_failed(page)) {
        response_plain_error(res, status, STR("The page that would explain this cannot be made."));
        return;
    }
    send_html(res, page);
}

void site_send_moved(struct response *res, struct str url) {
    response_header(res, STR("Cache-Control"), STR("no-cache"));
    response_redirect(res, 301, url);
}

void site_not_found(struct request *req, struct response *res) {
    site_send_error(req, res, 404);
}
