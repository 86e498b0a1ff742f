#include "site/file_page.h"

#include <fcntl.h>

#include "base/clock.h"
#include "base/log.h"
#include "media/media_folder.h"
#include "media/picture_shop.h"
#include "page/page_url.h"
#include "page/share_card.h"
#include "site/site_answer.h"
#include "store/status_store.h"

/* Names change with the bytes, so what was fetched once is good for ever. */
static const char FOREVER[] = "public, max-age=31536000, immutable";

static void send_file(struct request *req, struct response *res, struct str name, int fd) {
    struct err e;
    struct response_file file = {
        .fd = fd,
        .type = str_of(media_type(name)),
        .etag = arena_printf(req->arena, "\"%.*s\"", (int)name.n, name.p),
    };
    response_header(res, STR("Cache-Control"), str_of(FOREVER));
    /* Feeds show it on other sites' pages. */
    response_header(res, STR("Cross-Origin-Resource-Policy"), STR("cross-origin"));
    if (response_file(res, req, &file, &e)) {
        log_err(LOG_ERROR, "media", &e, name);
        site_send_error(req, res, 500);
    }
}

static void send_original(struct request *req, struct response *res, struct str name) {
    const char *path = media_path(req->arena, site_worker(req)->context->data_dir, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        send_file(req, res, name, fd);
    else
        site_not_found(req, res);
}

/* What was asked for was made, or not. A picture that cannot be made is not there for readers; the
   newsroom learns why from the log. */
static void send_made(struct request *req, struct response *res, struct str name, int fd, int code,
                      const struct err *e) {
    if (code == 0) {
        send_file(req, res, name, fd);
        return;
    }
    if (code != E_NOTFOUND) log_err(LOG_WARN, "picture", e, name);
    if (code == E_NOTFOUND || code == E_INVALID || code == E_LIMIT) {
        site_not_found(req, res);
        return;
    }
    response_header(res, STR("Retry-After"), STR("10"));
    site_send_error(req, res, 503);
}

static void send_variant(struct request *req, struct response *res, struct str name,
                         const struct picture_variant *variant) {
    struct picture_shop *shop = site_worker(req)->context->pictures;
    struct err e;
    int fd = picture_shop_find(shop, req->arena, name), code = 0;
    if (fd < 0 && req->may_defer) {
        res->later = true;
        return;
    }
    if (fd < 0) code = picture_shop_variant(shop, req->arena, variant, name, &fd, &e);
    send_made(req, res, name, fd, code, &e);
}

/* The edition says what is on its card today; an address of yesterday leads there. */
static void send_card(struct request *req, struct response *res, struct str name, int64_t story_id,
                      struct str tag) {
    struct web_worker *worker = site_worker(req);
    const struct site_language *language = site_find_language(worker->context->site, tag);
    struct picture_shop *shop = worker->context->pictures;
    struct card card;
    struct err e;
    int code =
        language ? card_load(worker->maker.db, req->arena, story_id, tag, &card, &e) : E_NOTFOUND;
    if (code == E_NOTFOUND || (!code && !edition_row_is_public(&card.edition, clock_wall_ms()))) {
        site_not_found(req, res);
        return;
    }
    if (code) {
        send_made(req, res, name, -1, code, &e);
        return;
    }
    struct share_card now =
        share_card_of(req->arena, worker->context->site, language, &card.edition);
    if (!str_eq(now.name, name)) {
        response_header(res, STR("Cache-Control"), STR("public, max-age=60"));
        response_redirect(res, 302, page_url_media(req->arena, now.name));
        return;
    }
    int fd = picture_shop_find(shop, req->arena, name);
    if (fd < 0 && req->may_defer) {
        res->later = true;
        return;
    }
    struct picture_card wanted = {now.headline, now.newsroom, now.notice, now.language,
                                  now.picture};
    if (fd < 0) code = picture_shop_card(shop, req->arena, &wanted, name, &fd, &e);
    send_made(req, res, name, fd, code, &e);
}

void file_page_media(struct request *req, struct response *res) {
    struct str name = request_param(req, STR("name")), tag;
    struct picture_variant variant;
    int64_t id;
    bool can_make = site_worker(req)->context->pictures != NULL;
    struct str original = picture_name_original(req->arena, name);
    if (media_name_is_valid(original))
        send_original(req, res, original);
    else if (can_make && picture_name_parse(name, &variant))
        send_variant(req, res, name, &variant);
    else if (can_make && share_card_parse(name, &id, &tag))
        send_card(req, res, name, id, tag);
    else
        site_not_found(req, res);
}

void file_page_asset(struct request *req, struct response *res) {
    const struct theme *theme = site_worker(req)->context->site->theme;
    const struct theme_asset *asset = theme_find_address(theme, request_param(req, STR("name")));
    if (!asset) {
        site_not_found(req, res);
        return;
    }
    response_header(res, STR("Cache-Control"), str_of(FOREVER));
    response_body(res, str_of(asset->type), asset->bytes);
}

void file_page_health(struct request *req, struct response *res) {
    struct err e;
    response_header(res, STR("Cache-Control"), STR("no-store"));
    if (status_store_ping(site_worker(req)->maker.db, &e)) {
        log_err(LOG_ERROR, "health", &e, STR("database"));
        response_plain_error(res, 503, STR("The database does not answer."));
        return;
    }
    response_body(res, STR("text/plain; charset=utf-8"), STR("ok\n"));
}
