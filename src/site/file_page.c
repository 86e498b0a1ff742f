#include "site/file_page.h"

#include <fcntl.h>

#include "base/log.h"
#include "media/media_folder.h"
#include "site/site_answer.h"
#include "store/status_store.h"

/* Names change with the bytes, so what was fetched once is good for ever. */
static const char FOREVER[] = "public, max-age=31536000, immutable";

void file_page_media(struct request *req, struct response *res) {
    struct str name = request_param(req, STR("name"));
    struct err e;
    if (!media_name_is_valid(name)) {
        site_not_found(req, res);
        return;
    }
    const char *path = media_path(req->arena, site_worker(req)->context->data_dir, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        site_not_found(req, res);
        return;
    }
    struct response_file file = {
        .fd = fd,
        .type = str_of(media_type(name)),
        .etag = arena_printf(req->arena, "\"%.*s\"", (int)str_find(name, '.'), name.p),
    };
    response_header(res, STR("Cache-Control"), str_of(FOREVER));
    /* Feeds show it on other sites' pages. */
    response_header(res, STR("Cross-Origin-Resource-Policy"), STR("cross-origin"));
    if (response_file(res, req, &file, &e)) {
        log_err(LOG_ERROR, "media", &e, name);
        site_send_error(req, res, 500);
    }
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
