#include "site/list_page.h"

#include "page/list_view.h"
#include "page/page_url.h"
#include "site/kept_page.h"
#include "site/page_key.h"
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

/* A place that makes no sense is E_INVALID; no place is the first page. Strangers can think of any
   number of places: only those where a list does go on are worth keeping. */
static int read_place(const struct request *req, const struct page_maker *maker,
                      struct list_place *place, struct err *e) {
    struct page_place asked;
    bool is_place = true;
    int code = page_key_place(req, &asked, e);
    if (!code && asked.is_set && maker->tags)
        code = card_is_place(maker->db, request_param(req, STR("lang")), asked.before_ms,
                             asked.before_id, &is_place, e);
    if (code) return code;
    if (!is_place) page_tags_refuse(maker->tags);
    *place = (struct list_place){asked.is_set, asked.before_ms, asked.before_id, asked.fragment};
    return 0;
}

enum list_kind { FRONT, SECTION, TOPIC };

static void answer_with(struct request *req, struct response *res, enum list_kind kind,
                        struct kept_page *kept) {
    const struct site_language *language = site_path_language(req);
    const struct page_maker *maker = &site_worker(req)->maker;
    struct list_place place;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    struct buf *page = site_page(req);
    int code = read_place(req, maker, &place, &e);
    if (!code && kind == FRONT)
        code = list_view_front(req->arena, maker, language, &place, page, &e);
    else if (!code && kind == SECTION)
        code = list_view_section(req->arena, maker, language, request_param(req, STR("section")),
                                 &place, page, &e);
    else if (!code)
        code = list_view_topic(req->arena, maker, language, request_param(req, STR("topic")),
                               &place, page, &e);
    kept_page_send(req, res, kept, page, code, &e);
}

static void answer(struct request *req, struct response *res, enum list_kind kind) {
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    answer_with(req, res, kind, &kept);
    kept_page_end(req, &kept);
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
