#include "site/page_key.h"

#include "http/form.h"
#include "page/page_url.h"

int page_key_place(const struct request *req, struct page_place *ret_place, struct err *e) {
    struct form query = {0};
    struct page_place place = {0};
    int code = req->query.p ? form_parse(req->arena, req->query, &query, e) : 0;
    if (code) return code;
    struct str before = form_get(&query, STR("before"));
    place.fragment = form_text(&query, STR("fragment")).n > 0;
    place.is_set = before.p != NULL;
    if (before.p && !page_url_parse_before(before, &place.before_ms, &place.before_id))
        return err_set(e, E_INVALID, "\"before\" is no place in a list");
    *ret_place = place;
    return 0;
}

struct str page_key_of(const struct request *req) {
    struct page_place place;
    struct err e;
    if (!req->query.p || !str_ends(req->path, STR("/"))) return req->path;
    if (page_key_place(req, &place, &e)) return STR("");
    struct str fragment = place.fragment ? STR("fragment=1") : STR("");
    if (!place.is_set && !place.fragment) return req->path;
    if (!place.is_set)
        return arena_printf(req->arena, "%.*s?%.*s", (int)req->path.n, req->path.p, (int)fragment.n,
                            fragment.p);
    return arena_printf(req->arena, "%.*s?before=%lld-%lld%s%.*s", (int)req->path.n, req->path.p,
                        (long long)place.before_ms, (long long)place.before_id,
                        place.fragment ? "&" : "", (int)fragment.n, fragment.p);
}
