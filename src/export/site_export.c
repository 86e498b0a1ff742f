#include "export/site_export.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "export/export_file.h"
#include "export/export_link.h"
#include "http/url.h"
#include "page/page_url.h"
#include "site/site_answer.h"
#include "store/change_store.h"
#include "sys/pool.h"

enum { ATTEMPTS = 20, THREADS_MAX = 64, FILE_MAX_BYTES = 1 << 30 };

struct site_export {
    const struct site_export_options *options;
    struct export_book *book;
    struct pool *pool;
    atomic_size_t n_opened;
    int64_t version[THREADS_MAX]; /* of the change log, as each thread sees it */
    atomic_size_t written, missing;
    atomic_flag has_first_missing;
    struct site_export_sum sum;
};

/* --- asking ------------------------------------------------------------------------------------
 */

static struct response ask(const struct site_export *x, struct web_worker *worker, struct arena *a,
                           struct str path) {
    struct request *req = arena_alloc(a, sizeof *req);
    struct response res;
    *req = (struct request){.method = METHOD_GET,
                            .method_text = STR("GET"),
                            .raw_path = path,
                            .arena = a,
                            .worker = worker};
    response_init(&res, a);
    if (url_decode_path(a, path, &req->path))
        router_handle(x->options->router, req, &res, site_not_found);
    else
        response_status(&res, 404);
    if (res.failed) response_status(&res, 500);
    return res;
}

static struct str header_of(const struct response *res, struct str name) {
    for (size_t i = 0; i < res->n_headers; i++)
        if (str_eq_nocase(res->header[i].name, name)) return res->header[i].value;
    return STR("");
}

static bool has_type(const struct response *res, struct str type) {
    return str_starts(header_of(res, STR("Content-Type")), type);
}

static int body_of(struct arena *a, const struct response *res, struct str *ret_body,
                   struct err *e) {
    if (res->fd < 0) return *ret_body = res->body, 0;
    if (res->file_n > FILE_MAX_BYTES) return err_set(e, E_LIMIT, "a file is larger than 1 GB");
    char *bytes = arena_alloc(a, (size_t)res->file_n);
    size_t n = 0;
    while (n < res->file_n) {
        ssize_t got =
            pread(res->fd, bytes + n, (size_t)res->file_n - n, (off_t)(res->file_start + n));
        if (got <= 0) return err_set(e, E_IO, "a file could not be read to its end");
        n += (size_t)got;
    }
    *ret_body = (struct str){bytes, n};
    return 0;
}

/* --- one address -------------------------------------------------------------------------------
 */

/* Pages that are made for one reader, or of what a stranger asks, have no place in files. */
static bool is_static(struct str path) {
    size_t lang = str_find(str_from(path, 1), '/') + 1;
    return !str_starts(path, STR("/api/")) && !str_eq(path, STR("/healthz")) &&
           !str_ends(path, STR("/search")) && !str_ends(path, STR("/live")) &&
           !str_starts(str_from(path, lang), STR("/suggest/"));
}

static void add_links(struct site_export *x, const struct response *res, struct str body) {
    struct str path, base = x->options->context->site->base_url;
    if (!has_type(res, STR("text/")) && !has_type(res, STR("application/"))) return;
    while (export_link_next(&body, base, &path))
        if (is_static(path)) export_book_add(x->book, path);
}

static int put(struct site_export *x, struct arena *a, struct str path, struct str name,
               struct str bytes, struct err *e) {
    const char *dir = x->options->dir;
    bool is_new = export_book_set(x->book, path, name, hash_text(bytes));
    if (!is_new && export_file_exists(a, dir, name)) return 0;
    atomic_fetch_add(&x->written, 1);
    return export_file_write(a, dir, name, bytes, e);
}

static int put_answer(struct site_export *x, struct arena *a, struct str path,
                      const struct response *res, struct err *e) {
    struct str body, name;
    int code = body_of(a, res, &body, e);
    if (!code) code = export_file_name(a, path, has_type(res, STR("text/html")), &name, e);
    if (!code) code = put(x, a, path, name, body, e);
    if (!code) add_links(x, res, body);
    return code;
}

static int put_signpost(struct site_export *x, struct arena *a, struct str path, struct str url,
                        struct err *e) {
    struct str name;
    int code = export_file_name(a, path, true, &name, e);
    if (code) return code;
    struct str page = export_file_signpost(a, url, x->options->context->site->name);
    return put(x, a, path, name, page, e);
}

static void note_missing(struct site_export *x, struct str path) {
    atomic_fetch_add(&x->missing, 1);
    if (!atomic_flag_test_and_set(&x->has_first_missing))
        snprintf(x->sum.first_missing, sizeof x->sum.first_missing, "%.*s", (int)path.n, path.p);
}

static int export_one(struct site_export *x, struct web_worker *worker, struct arena *a,
                      struct str path, struct err *e) {
    struct response res = ask(x, worker, a, path);
    int code = 0;
    if (res.status == 200)
        code = put_answer(x, a, path, &res, e);
    else if (res.status >= 500)
        code = err_set(e, E_IO, "%.*s cannot be made: the server would answer %d", (int)path.n,
                       path.p, res.status);
    else if (res.status >= 400)
        note_missing(x, path);
    else
        export_book_add(x->book, header_of(&res, STR("Location")));
    response_release(&res);
    return code;
}

static void walk(void *job, void *owned) {
    struct site_export *x = job;
    struct arena a;
    struct str path;
    struct err e;
    arena_init(&a);
    while (export_book_next(x->book, &a, &path)) {
        if (export_one(x, owned, &a, path, &e)) export_book_fail(x->book, &e);
        export_book_done(x->book);
        arena_reset(&a);
    }
    arena_release(&a);
}

/* --- all of them -------------------------------------------------------------------------------
 */

static int open_worker(void *context, void **ret_worker, struct err *e) {
    struct site_export *x = context;
    struct web_worker *worker;
    int64_t version = 0;
    int code = web_worker_open(x->options->context, &worker, e);
    if (code) return code;
    code = database_begin_reading(worker->maker.db, e);
    if (!code) code = change_store_last(worker->maker.db, &version, e);
    if (code) {
        web_worker_close(worker);
        return code;
    }
    x->version[atomic_fetch_add(&x->n_opened, 1)] = version;
    *ret_worker = worker;
    return 0;
}

static void close_worker(void *context, void *worker) {
    (void)context;
    database_rollback(((struct web_worker *)worker)->maker.db);
    web_worker_close(worker);
}

static bool is_one_state(const struct site_export *x) {
    for (size_t i = 1; i < x->options->n_threads; i++)
        if (x->version[i] != x->version[0]) return false;
    return true;
}

/* Threads that all see the same state of the database. */
static int open_threads(struct site_export *x, struct err *e) {
    struct pool_config config = {.name = "export",
                                 .n_workers = x->options->n_threads,
                                 .max_queue = x->options->n_threads,
                                 .worker_open = open_worker,
                                 .worker_close = close_worker,
                                 .context = x};
    for (int i = 0; i < ATTEMPTS; i++) {
        atomic_store(&x->n_opened, 0);
        int code = pool_open(&config, &x->pool, e);
        if (code || is_one_state(x)) return code;
        code = pool_close(x->pool, -1, e);
        x->pool = NULL;
        if (code) return code;
    }
    err_set(e, E_BUSY, "the newsroom changes too fast to be exported in one state");
    return err_hint(e, "try again when fewer stories are being translated, or use one thread");
}

static void add_first(struct site_export *x) {
    static const char *const path[] = {"/robots.txt", "/sitemap.xml", "/favicon.ico",
                                       "/favicon.svg"};
    const struct site_info *site = x->options->context->site;
    struct arena a = {0};
    for (size_t i = 0; i < sizeof path / sizeof *path; i++)
        export_book_add(x->book, str_of(path[i]));
    for (size_t i = 0; i < site->n_languages; i++)
        export_book_add(x->book, page_url_front(&a, site->language[i].tag));
    arena_release(&a);
}

int site_export_start(const struct site_export_options *options, struct site_export **ret_export,
                      struct err *e) {
    struct site_export *x = calloc(1, sizeof *x);
    if (!x) abort();
    x->options = options;
    atomic_flag_clear(&x->has_first_missing);
    int code = options->n_threads > THREADS_MAX
                   ? err_set(e, E_LIMIT, "at most %d threads", THREADS_MAX)
                   : export_book_open(options->dir, &x->book, e);
    /* From here on the folder is known as an export's, even if this ends in the middle. */
    if (!code) code = export_book_save(x->book, e);
    if (!code) code = open_threads(x, e);
    if (code) {
        export_book_close(x->book);
        free(x);
        return code;
    }
    add_first(x);
    for (size_t i = 0; i < options->n_threads; i++)
        if (!pool_add(x->pool, walk, x)) abort(); /* the queue has room for each thread */
    *ret_export = x;
    return 0;
}

bool site_export_wait(struct site_export *x, int64_t wait_ms, struct export_book_count *ret_count) {
    struct err e;
    if (x->pool && pool_close(x->pool, wait_ms, &e) == 0) x->pool = NULL;
    *ret_count = export_book_count(x->book);
    return x->pool == NULL;
}

/* What readers of the site's root, of addresses that are not there, and of old ones get. */
static int put_rest(struct site_export *x, struct web_worker *worker, struct arena *a,
                    struct err *e) {
    const struct site_info *site = x->options->context->site;
    struct str path, file;
    int code = put_signpost(x, a, STR("/"), page_url_front(a, site->source), e);
    struct response res = ask(x, worker, a, STR("/404.html"));
    if (!code) code = put(x, a, STR("/404.html"), STR("404.html"), res.body, e);
    response_release(&res);
    while (!code && export_book_orphan(x->book, &path, &file)) {
        res = ask(x, worker, a, path);
        if (res.status >= 301 && res.status <= 308 && str_ends(file, STR("/index.html"))) {
            code = put_signpost(x, a, path, header_of(&res, STR("Location")), e);
            x->sum.moved++;
        } else {
            export_file_remove(a, x->options->dir, file);
            export_book_forget(x->book, path);
            x->sum.removed++;
        }
        response_release(&res);
    }
    return code;
}

static int finish(struct site_export *x, struct err *e) {
    struct arena a = {0};
    struct web_worker *worker;
    int code = export_book_failure(x->book, e);
    if (!code) code = web_worker_open(x->options->context, &worker, e);
    if (!code) {
        code = put_rest(x, worker, &a, e);
        web_worker_close(worker);
    }
    if (!code) code = export_file_settle(x->options->dir, e);
    arena_release(&a);
    return code;
}

int site_export_end(struct site_export *x, struct site_export_sum *ret_sum, struct err *e) {
    struct err ignored;
    int code = finish(x, e);
    int saved = export_book_save(x->book, code ? &ignored : e);
    x->sum.pages = export_book_count(x->book).done;
    x->sum.files = export_book_files(x->book);
    x->sum.written = x->written;
    x->sum.missing = x->missing;
    *ret_sum = x->sum;
    export_book_close(x->book);
    free(x);
    return code ? code : saved;
}
