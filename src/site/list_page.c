#include "site/list_page.h"

#include "http/form.h"
#include "page/list_view.h"
#include "page/page_url.h"
#include "site/site_answer.h"

void list_page_root(struct request *req, struct response *res) {
    response_vary(res, STR("Accept-Language"));
    response_header(res, STR("Cache-Control"), STR("private, no-store"));
    response_redirect(res, 302, page_url_front(req->arena, site_reader_language(req)->tag));
}

void list_page_slash(struct request *req, struct response *res) {
    if (!site_path_language(req)) {
        site_not_found(req, res);
        return;
    }
    site_send_moved(res, arena_printf(req->arena, "%.*s/", (int)req->raw_path.n, req->raw_path.p));
}

/* A place that makes no sense is E_INVALID; no place is the first page. */
static int read_place(const struct request *req, struct list_place *place, struct err *e) {
    struct form query = {0};
    *place = (struct list_place){0};
    int code = req->query.p ? form_parse(req->arena, req->query, &query, e) : 0;
    if (code) return code;
    struct str before = form_get(&query, STR("before"));
    place->fragment = form_text(&query, STR("fragment")).n > 0;
    if (!before.p) return 0;
    place->is_set = true;
    if (page_url_parse_before(before, &place->before_ms, &place->before_id)) return 0;
    return err_set(e, E_INVALID, "\"before\" is no place in a list");
}

enum list_kind { FRONT, SECTION, TOPIC };

static void answer(struct request *req, struct response *res, enum list_kind kind) {
    const struct site_language *language = site_path_language(req);
    const struct page_maker *maker = &site_worker(req)->maker;
    struct list_place place;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    struct buf *page = site_page(req);
    int code = read_place(req, &place, &e);
    if (!code && kind == FRONT)
        code = list_view_front(req->arena, maker, language, &place, page, &e);
    else if (!code && kind == SECTION)
        code = list_view_section(req->arena, maker, language, request_param(req, STR("section")),
                                 &place, page, &e);
    else if (!code)
        code = list_view_topic(req->arena, maker, language, request_param(req, STR("topic")),
                               &place, page, &e);
    site_send_page(req, res, page, code, &e);
}

void list_page_front(struct request *req, struct response *res) {
    answer(req, res, FRONT);
}

void list_page_section(struct request *req, struct response *res) {
    answer(req, res, SECTION);
}

void list_page_topic(struct request *req, struct response *res) {
    answer(req, res, TOPIC);
}
