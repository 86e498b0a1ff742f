#include "site/my_list_page.h"

#include "http/cookie.h"
#include "http/form.h"
#include "http/secure_headers.h"
#include "page/my_list_view.h"
#include "page/page_url.h"
#include "site/site_answer.h"
#include "store/card.h"

enum { THIRTEEN_MONTHS_S = 400 * 24 * 3600 };

/* Story numbers, newest first. */
struct kept {
    int64_t id[CARD_MAX_IDS];
    size_t n;
};

static void drop(struct kept *kept, int64_t id) {
    size_t n = 0;
    for (size_t i = 0; i < kept->n; i++)
        if (kept->id[i] != id) kept->id[n++] = kept->id[i];
    kept->n = n;
}

static void add(struct kept *kept, int64_t id) {
    drop(kept, id);
    if (kept->n == CARD_MAX_IDS) kept->n--;
    for (size_t i = kept->n++; i > 0; i--) kept->id[i] = kept->id[i - 1];
    kept->id[0] = id;
}

/* Whatever the cookie says, only numbers are taken from it. */
static void read_cookie(const struct request *req, struct kept *kept) {
    struct str rest = cookie_get(request_header_text(req, STR("cookie")), STR("list"));
    kept->n = 0;
    while (rest.p && kept->n < CARD_MAX_IDS) {
        int64_t id;
        struct str piece = str_cut(&rest, '.');
        if (!str_to_int64(piece, 1, INT64_MAX, &id)) continue;
        drop(kept, id);
        kept->id[kept->n++] = id;
    }
}

static struct str join(struct arena *a, const struct kept *kept, const char *separator) {
    struct buf text;
    buf_init(&text, 8192);
    for (size_t i = 0; i < kept->n; i++)
        buf_printf(&text, "%s%lld", i ? separator : "", (long long)kept->id[i]);
    struct str joined = buf_keep(&text, a);
    buf_release(&text);
    return joined;
}

/* A browser keeps at most 4 kB in a cookie: the oldest stories give way. */
static int write_cookie(struct request *req, struct response *res, struct kept *kept,
                        struct err *e) {
    struct str header, value = join(req->arena, kept, ".");
    while (value.n > COOKIE_MAX_SIZE - 64) {
        kept->n--;
        value = join(req->arena, kept, ".");
    }
    struct cookie cookie = {.name = STR("list"),
                            .value = value,
                            .path = STR("/my-list"),
                            .max_age_s = kept->n ? THIRTEEN_MONTHS_S : -1};
    int code = cookie_format(req->arena, &cookie, &header, e);
    if (!code) response_add_header(res, STR("Set-Cookie"), header);
    return code;
}

void my_list_page_show(struct request *req, struct response *res) {
    const struct site_language *language = site_path_language(req);
    struct kept kept;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    read_cookie(req, &kept);
    struct buf *page = site_page(req);
    int code = my_list_view_render(req->arena, &site_worker(req)->maker, language, kept.id, kept.n,
                                   page, &e);
    site_send_private(req, res, page, code, &e);
}

/* 0, or the status to refuse with. */
static int apply(const struct request *req, struct kept *kept) {
    struct form form;
    struct err e;
    int64_t id = 0;
    if (form_parse(req->arena, req->body, &form, &e)) return 400;
    struct str action = form_text(&form, STR("action"));
    if (str_eq(action, STR("clear"))) {
        kept->n = 0;
        return 0;
    }
    if (!str_to_int64(form_text(&form, STR("id")), 1, INT64_MAX, &id)) return 400;
    if (str_eq(action, STR("add")))
        add(kept, id);
    else if (str_eq(action, STR("remove")))
        drop(kept, id);
    else
        return 400;
    return 0;
}

static bool wants_json(const struct request *req) {
    return str_search(request_header_text(req, STR("accept")), STR("application/json")) <
           request_header_text(req, STR("accept")).n;
}

void my_list_page_change(struct request *req, struct response *res) {
    const struct site_language *language = site_path_language(req);
    struct kept kept;
    struct err e;
    if (!language) {
        site_not_found(req, res);
        return;
    }
    read_cookie(req, &kept);
    int refusal = secure_headers_origin(req) == SECURE_ORIGIN_FOREIGN ? 403 : apply(req, &kept);
    if (!refusal && write_cookie(req, res, &kept, &e)) refusal = 500;
    if (refusal) {
        site_send_error(req, res, refusal);
        return;
    }
    response_header(res, STR("Cache-Control"), STR("private, no-store"));
    if (wants_json(req)) {
        struct str ids = join(req->arena, &kept, ",");
        response_body(res, STR("application/json"),
                      arena_printf(req->arena, "{\"ids\":[%.*s]}", (int)ids.n, ids.p));
        return;
    }
    response_redirect(res, 303, page_url_my_list(req->arena, language->tag));
}
