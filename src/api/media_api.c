#include "api/media_api.h"

#include "api/api_json.h"
#include "api/problem.h"
#include "api/token_check.h"
#include "base/clock.h"
#include "media/media_folder.h"
#include "media/picture_shop.h"
#include "page/page_url.h"
#include "store/media_store.h"

static int keep(struct request *req, struct media_row *media, struct err *e) {
    struct web_worker *worker = req->worker;
    struct picture picture;
    int code = token_check(req, e);
    if (!code && worker->context->pictures)
        code = picture_shop_try(worker->context->pictures, req->arena, req->body, e);
    if (!code)
        code =
            media_keep(req->arena, worker->context->data_dir, req->body, &media->name, &picture, e);
    if (code) return code;
    media->type = str_of(picture.type);
    media->width = picture.width;
    media->height = picture.height;
    media->bytes = (int64_t)req->body.n;
    media->created_ms = clock_wall_ms();
    media->original_name = STR("");
    return media_store_put(worker->maker.db, media, e);
}

void media_api_create(struct request *req, struct response *res) {
    struct media_row media;
    struct err e;
    if (keep(req, &media, &e)) {
        problem_send(req, res, &e);
        return;
    }
    struct str url = page_url_media(req->arena, media.name);
    json_t *body = json_object();
    api_json_set(body, "media", media.name);
    api_json_set(body, "url", url);
    api_json_set(body, "type", media.type);
    json_object_set_new(body, "width", json_integer(media.width));
    json_object_set_new(body, "height", json_integer(media.height));
    response_status(res, 201);
    response_header(res, STR("Location"), url);
    api_json_send(req, res, body);
}
