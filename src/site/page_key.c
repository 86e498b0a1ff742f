#include "site/page_key.h"

#include "http/form.h"
#include "page/page_url.h"

static int read_fragment(const struct request *req, bool *ret_fragment, struct err *e) {
    struct form query = {0};
    int code = req->query.p ? form_parse(req->arena, req->query, &query, e) : 0;
    if (!code) *ret_fragment = form_text(&query, STR("fragment")).n > 0;
    return code;
}

int page_key_place(const struct request *req, struct page_place *ret_place, struct err *e) {
    struct page_place place = {0};
    struct str text = request_param(req, STR("place"));
    int code = read_fragment(req, &place.fragment, e);
    if (code) return code;
    place.is_set = text.n > 0;
    if (place.is_set && !page_url_parse_before(text, &place.before_ms, &place.before_id))
        return err_set(e, E_NOTFOUND, "\"%.*s\" is no place in a list", (int)text.n, text.p);
    *ret_place = place;
    return 0;
}

struct str page_key_of(const struct request *req) {
    bool fragment;
    struct err e;
    /* "%3F" in an address is no query, and must not look like one here. */
    if (str_find(req->path, '?') < req->path.n) return STR("");
    if (!req->query.p || !str_ends(req->path, STR("/"))) return req->path;
    if (read_fragment(req, &fragment, &e)) return STR("");
    return fragment ? arena_printf(req->arena, "%.*s?fragment=1", (int)req->path.n, req->path.p)
                    : req->path;
}
