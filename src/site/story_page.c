#include "site/story_page.h"

#include "base/clock.h"
#include "page/page_url.h"
#include "page/story_view.h"
#include "site/kept_page.h"
#include "site/site_answer.h"

int story_page_card(const struct request *req, int64_t id, struct str language,
                    struct card *ret_card, struct err *e) {
    struct card card;
    int code = card_load(site_worker(req)->maker.db, req->arena, id, language, &card, e);
    if (!code && !edition_row_is_public(&card.edition, clock_wall_ms()))
        code = err_set(e, E_NOTFOUND, "the edition is not public");
    if (!code) *ret_card = card;
    return code;
}

static void answer(struct request *req, struct response *res, struct kept_page *kept) {
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
    int code = story_page_card(req, id, language->tag, &card, &e);
    struct buf *page = site_page(req);
    if (!code) {
        struct str url =
            page_url_story(req->arena, language->tag, card.section_key, card.edition.slug, id);
        if (!str_eq(url, req->path)) {
            site_send_moved(res, url);
            return;
        }
        code = story_view_render(req->arena, maker, &card, page, &e);
    }
    kept_page_send(req, res, kept, page, code, &e);
}

void story_page_handle(struct request *req, struct response *res) {
    struct kept_page kept;
    if (kept_page_begin(req, res, &kept)) return;
    answer(req, res, &kept);
    kept_page_end(req, &kept);
}
