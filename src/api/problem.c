#include "api/problem.h"

#include "api/api_json.h"
#include "base/log.h"
#include "http/http_status.h"

static int status_of(enum err_code code) {
    switch (code) {
    case E_OK: return 200;
    case E_NOTFOUND: return 404;
    case E_INVALID: return 422;
    case E_DENIED: return 401;
    case E_CONFLICT: return 409;
    case E_LIMIT: return 413;
    case E_BUSY: return 503;
    case E_IO: return 507;
    case E_DB:
    case E_ENGINE: return 500;
    }
    return 500;
}

void problem_send_status(const struct request *req, struct response *res, int status,
                         const struct err *e) {
    json_t *body = json_object();
    api_json_set(body, "type", STR("about:blank"));
    api_json_set(body, "title", str_of(http_status_reason(status)));
    json_object_set_new(body, "status", json_integer(status));
    api_json_set(body, "detail", str_of(e->text));
    if (e->hint[0]) api_json_set(body, "hint", str_of(e->hint));
    api_json_set(body, "instance", req->path);
    response_status(res, status);
    api_json_send(req, res, body);
    response_header(res, STR("Content-Type"), STR("application/problem+json"));
    if (status == 401) response_header(res, STR("WWW-Authenticate"), STR("Bearer"));
    if (status == 503) response_header(res, STR("Retry-After"), STR("2"));
}

void problem_send(const struct request *req, struct response *res, const struct err *e) {
    int status = status_of(e->code);
    if (status >= 500) log_err(LOG_ERROR, "api", e, req->path);
    problem_send_status(req, res, status, e);
}

void problem_not_found(struct request *req, struct response *res) {
    struct err e;
    err_set(&e, E_NOTFOUND, "the API has nothing at this address");
    err_hint(&e, "/api/v1/openapi.json describes what it has");
    problem_send(req, res, &e);
}
