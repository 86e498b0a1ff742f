#include "site/original_page.h"

#include "page/original_view.h"
#include "page/page_url.h"
#include "site/kept_page.h"
#include "site/site_answer.h"
#include "site/story_page.h"

static void answer(struct request *req, struct response *res, struct kept_page *kept) {
    struct arena *a = req->arena;
    const struct page_maker *maker = &site_worker(req)->maker;
    const struct site_language *language = site_path_language(req);
    struct str slug;
    int64_t id;
    struct card card;
    struct err e;
    if (!language || !page_url_parse_story(request_param(req, STR("story")), &slug, &id)) {
        site_not_found(req, res);
        return;
    }
    struct buf *page = site_page(req);
    int code = story_page_card(req, id, language->tag, &card, &e);
    if (!code) {
        struct str story =
            page_url_story(a, language->tag, card.section_key, card.edition.slug, id);
        bool has = original_view_has(&card);
        struct str url = has ? page_url_original(a, story) : story;
        if (!str_eq(url, req->path)) {
            site_send_moved(res, url);
            return;
        }
        code = original_view_render(a, maker, &card, page, &e);
    }
    kept_page_send(req, res, kept, page, code, &e);
}

void original_page_handle(struct request *req, struct response *res) {
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    answer(req, res, &kept);
    kept_page_end(req, &kept);
}
