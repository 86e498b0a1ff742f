#include "site/kept_page.h"

#include "base/clock.h"
#include "base/log.h"
#include "http/accept.h"
#include "http/compress.h"
#include "http/etag.h"
#include "site/page_key.h"
#include "site/site_answer.h"
#include "store/change_store.h"

/* RFC 9875 has caches know 32 groups at least. */
enum { MAX_GROUPS = 32, MAX_NAMES = 200, NAMES_BYTES = 16384, WORTH_PACKING = 1024 };

static const char CACHE_CONTROL[] =
    "public, max-age=0, stale-while-revalidate=60, stale-if-error=86400";

void kept_page_headers(struct response *res, struct str names, struct str groups) {
    response_header(res, STR("Cache-Control"), str_of(CACHE_CONTROL));
    response_vary(res, STR("Accept-Encoding"));
    if (names.n) response_header(res, STR("Surrogate-Key"), names);
    if (groups.n) response_header(res, STR("Cache-Groups"), groups);
}

static bool wants_newest(const struct request *req) {
    struct str control = request_header_text(req, STR("Cache-Control"));
    return control.n && (str_search(control, STR("no-cache")) < control.n ||
                         str_search(control, STR("max-age=0")) < control.n);
}

static struct page_wish wish_of(const struct request *req) {
    return (struct page_wish){
        .key = page_key_of(req),
        .coding = (int)accept_coding(request_header_text(req, STR("Accept-Encoding"))),
        .only_newest = wants_newest(req),
    };
}

bool kept_page_quick(struct page_cache *cache, struct request *req, struct answer *ret_answer) {
    if (req->method != METHOD_GET && req->method != METHOD_HEAD) return false;
    struct page_wish wish = wish_of(req);
    struct page_copy *copy = wish.key.n ? page_cache_find(cache, &wish) : NULL;
    if (!copy) return false;
    struct str known = request_header_text(req, STR("If-None-Match"));
    bool unchanged = str_eq(known, copy->etag);
    struct str seen;
    /* Several tags, or that of another coding, are for a worker to answer. */
    if (known.n && !unchanged && etag_matches(known, copy->page_etag, &seen)) {
        page_copy_release(copy);
        return false;
    }
    *ret_answer = (struct answer){
        .status = unchanged ? 304 : 200,
        .head = unchanged ? copy->unchanged : copy->head,
        .body = unchanged ? STR("") : copy->body,
        .fd = -1,
        .release = page_copy_release,
        .owner = copy,
    };
    return true;
}

static void set_page(struct response *res, const struct page_copy *copy,
                     enum accept_coding coding) {
    kept_page_headers(res, copy->names, copy->groups);
    response_header(res, STR("ETag"), copy->etag);
    if (copy->link.n) response_header(res, STR("Link"), copy->link);
    if (coding != ACCEPT_IDENTITY)
        response_header(res, STR("Content-Encoding"), accept_coding_name(coding));
    res->plain = true;
}

/* Both heads for what `texts` says. */
static struct page_copy *make_copy(struct page_cache *cache, struct arena *a,
                                   struct page_copy *texts, enum accept_coding coding) {
    struct response res;
    response_init(&res, a);
    set_page(&res, texts, ACCEPT_IDENTITY);
    response_status(&res, 304);
    texts->unchanged = answer_head(a, &res, 0);
    response_status(&res, 200);
    set_page(&res, texts, coding);
    response_body(&res, texts->type, texts->body);
    texts->head = answer_head(a, &res, texts->body.n);
    return page_copy_make(cache, texts);
}

/* The page in another coding, one reference the caller's; itself when it gets no smaller. */
static struct page_copy *pack(struct page_cache *cache, struct arena *a, struct page_copy *page,
                              enum accept_coding coding, int effort) {
    struct str etag = page->page_etag, body;
    if (coding == ACCEPT_IDENTITY || page->body.n < WORTH_PACKING ||
        !compress_text(a, page->body, coding, effort, &body))
        return page_copy_hold(page);
    struct page_copy texts = {
        .etag =
            effort == COMPRESS_QUICK ? etag_quick(a, etag, coding) : etag_coded(a, etag, coding),
        .page_etag = etag,
        .type = page->type,
        .link = page->link,
        .names = page->names,
        .groups = page->groups,
        .body = body,
        .quick = effort == COMPRESS_QUICK,
    };
    return make_copy(cache, a, &texts, coding);
}

void kept_page_pack(struct page_cache *cache, struct arena *a, struct page_packing *packing) {
    struct str key = {packing->key, packing->key_n};
    struct page_copy *copy =
        pack(cache, a, packing->original, (enum accept_coding)packing->coding, COMPRESS_SMALL);
    page_cache_add(cache, key, packing->original, packing->coding, copy);
    page_copy_release(copy);
    page_copy_release(packing->original);
}

/* Answers with a copy, whose reference becomes the response's. */
static void send_copy(const struct request *req, struct response *res, struct page_copy *copy,
                      enum accept_coding coding) {
    kept_page_headers(res, copy->names, copy->groups);
    if (response_unchanged(res, req, copy->page_etag, 0)) {
        page_copy_release(copy);
        return;
    }
    /* A page that gets no smaller stands for its codings itself. */
    set_page(res, copy, str_eq(copy->etag, copy->page_etag) ? ACCEPT_IDENTITY : coding);
    response_shared_body(res, copy->type, copy->body, page_copy_release, copy);
}

/* One state of the database for all that the page reads, and its place in the change log. */
static int begin_reading(struct request *req, struct kept_page *kept, struct err *e) {
    struct page_maker *maker = &site_worker(req)->maker;
    kept->made_ms = clock_wall_ms();
    int code = database_begin_reading(maker->db, e);
    if (!code) code = change_store_last(maker->db, &kept->version, e);
    if (code) return code;
    page_tags_init(&kept->tags, req->arena, request_param(req, STR("lang")));
    page_shelf_begin(maker->shelf, kept->version);
    maker->tags = &kept->tags;
    return 0;
}

static void end_reading(const struct request *req) {
    struct page_maker *maker = &site_worker(req)->maker;
    struct err unused;
    /* Nothing was written, but to commit is quicker than to undo; and it undoes when it fails. */
    if (database_in_transaction(maker->db)) (void)!database_commit(maker->db, &unused);
    page_shelf_end(maker->shelf);
    maker->tags = NULL;
}

bool kept_page_begin(struct request *req, struct response *res, struct kept_page *ret_kept) {
    struct page_cache *cache = site_worker(req)->context->cache;
    struct page_wish wish = wish_of(req);
    struct err e;
    *ret_kept = (struct kept_page){.type = STR("text/html; charset=utf-8"), .link = STR("")};
    if (!cache || !wish.key.n) return false;
    int coding;
    struct page_copy *copy = page_cache_enter(cache, &wish, &ret_kept->flight, &coding);
    if (!copy) {
        ret_kept->is_on = true;
        ret_kept->flight.coding[wish.coding] = true;
        if (!begin_reading(req, ret_kept, &e)) return false;
        log_err(LOG_ERROR, "page", &e, req->path);
        kept_page_end(req, ret_kept);
        return false;
    }
    if (coding != wish.coding) {
        struct page_copy *page = copy;
        copy = pack(cache, req->arena, page, (enum accept_coding)wish.coding, COMPRESS_QUICK);
        page_cache_add(cache, wish.key, page, wish.coding, copy);
        page_copy_release(page);
    }
    send_copy(req, res, copy, (enum accept_coding)wish.coding);
    return true;
}

static void write_names(struct arena *a, const struct page_tags *tags, struct page_copy *texts) {
    struct buf names;
    buf_init(&names, NAMES_BYTES);
    page_tags_names(tags, MAX_NAMES, "", " ", &names);
    texts->names = buf_keep(&names, a);
    buf_clear(&names);
    page_tags_names(tags, MAX_GROUPS, "\"", ", ", &names);
    texts->groups = buf_keep(&names, a);
    buf_release(&names);
}

/* Packed before it lands: who waits for it shall not have to pack it again. */
static void keep(const struct request *req, struct response *res, struct kept_page *kept,
                 struct str page) {
    struct arena *a = req->arena;
    struct page_cache *cache = kept->flight.cache;
    struct page_made made = {
        .tags = &kept->tags, .version = kept->version, .made_ms = kept->made_ms};
    struct page_copy texts = {
        .etag = etag_of(a, page), .type = kept->type, .link = kept->link, .body = page};
    end_reading(req);
    texts.page_etag = texts.etag;
    write_names(a, &kept->tags, &texts);
    made.copy[0] = make_copy(cache, a, &texts, ACCEPT_IDENTITY);
    for (int i = 1; i < PAGE_CACHE_CODINGS; i++)
        if (kept->flight.coding[i])
            made.copy[i] = pack(cache, a, made.copy[0], (enum accept_coding)i, COMPRESS_QUICK);
    page_cache_land(&kept->flight, &made);
    kept->is_on = false;
    struct page_wish wish = wish_of(req);
    send_copy(req, res, page_copy_hold(made.copy[wish.coding]), (enum accept_coding)wish.coding);
    for (int i = 0; i < PAGE_CACHE_CODINGS; i++) page_copy_release(made.copy[i]);
}

void kept_page_send(struct request *req, struct response *res, struct kept_page *kept,
                    const struct buf *page, int code, const struct err *e) {
    if (!code && !buf_failed(page) && kept->is_on) {
        keep(req, res, kept, buf_str(page));
        return;
    }
    if (!code && kept->link.n) response_header(res, STR("Link"), kept->link);
    site_send_data(req, res, kept->type, page, code, e);
}

void kept_page_end(const struct request *req, struct kept_page *kept) {
    if (!kept->is_on) return;
    end_reading(req);
    page_cache_leave(&kept->flight);
    kept->is_on = false;
}
