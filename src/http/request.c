#include "http/request.h"

struct str request_header(const struct request *req, struct str name) {
    const struct header *h = header_find(req->header, req->n_headers, name);
    return h ? h->value : (struct str){0};
}

struct str request_header_text(const struct request *req, struct str name) {
    struct str value = request_header(req, name);
    return value.p ? value : STR("");
}

struct str request_param(const struct request *req, struct str name) {
    for (size_t i = 0; i < req->n_params; i++)
        if (str_eq(req->param[i].name, name)) return req->param[i].value;
    return STR("");
}

bool request_is_safe(const struct request *req) {
    return (req->method & (METHOD_GET | METHOD_HEAD | METHOD_OPTIONS)) != 0;
}
