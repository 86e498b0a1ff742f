#include "app/web_server.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "app/pictures.h"
#include "app/refusal.h"
#include "app/routes.h"
#include "base/log.h"
#include "site/kept_page.h"
#include "site/site_answer.h"
#include "site/suggestion_gate.h"
#include "store/secret_store.h"

enum { STOP_MS = 5000 };

int web_server_parse_listen(struct arena *a, struct str listen, const char **ret_address,
                            int *ret_port, struct err *e) {
    size_t colon = listen.n;
    while (colon > 0 && listen.p[colon - 1] != ':') colon--;
    int64_t port;
    if (colon == 0 || !str_to_int64(str_from(listen, colon), 0, 65535, &port)) {
        err_set(e, E_INVALID, "\"%.*s\" is no address to listen on", (int)listen.n, listen.p);
        return err_hint(e, "write address:port, as in 127.0.0.1:8080");
    }
    struct str address = str_slice(listen, 0, colon - 1);
    if (str_starts(address, STR("[")) && str_ends(address, STR("]")))
        address = str_slice(address, 1, address.n - 1);
    *ret_address = address.n ? arena_cstr(a, address) : "0.0.0.0";
    *ret_port = (int)port;
    return 0;
}

static int open_worker(void *context, void **ret_worker, struct err *e) {
    struct web_server *web = context;
    struct web_worker *worker;
    int code = web_worker_open(&web->context, &worker, e);
    if (!code) *ret_worker = worker;
    return code;
}

static void close_worker(void *context, void *worker) {
    (void)context;
    web_worker_close(worker);
}

static void handle(struct request *req, struct response *res) {
    struct web_server *web = req->context;
    router_handle(web->router, req, res, site_not_found);
}

static uint64_t body_limit(void *context, struct request *req) {
    struct web_server *web = context;
    unsigned allowed;
    const struct router_entry *route = router_match(web->router, req, &allowed);
    return route ? route->max_body : 0;
}

static bool quick(void *context, struct request *req, struct answer *ret_answer) {
    struct web_server *web = context;
    return kept_page_quick(web->context.cache, req, ret_answer);
}

static void refuse(void *context, const struct server_refusal *refusal, struct response *res) {
    struct web_server *web = context;
    refusal_answer(web->context.site, refusal, res);
}

/* Who saved something sees it with the next request. */
static void tell_saved(void *context) {
    struct web_server *web = context;
    if (web->follower) page_follower_now(web->follower);
    live_feed_wake(web->live);
    web->story_saved(web->who);
}

/* Forms that readers have open stay good over a restart: the secret is the newsroom's. */
static int open_gate(struct web_server *web, const struct newsroom *newsroom, struct err *e) {
    unsigned char bytes[32];
    char fresh[2 * sizeof bytes + 1];
    struct database *db;
    struct str secret;
    if (sodium_init() < 0) return err_set(e, E_IO, "the system gives no random numbers");
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(fresh, sizeof fresh, bytes, sizeof bytes);
    int code = newsroom_database(newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (code) return code;
    code = secret_store_get(db, &web->arena, STR("suggestion"), str_of(fresh), &secret, e);
    database_close(db);
    /* Behind a proxy all readers have one address. */
    bool by_address = newsroom->settings.max_connections_per_address > 0;
    if (!code) code = suggestion_gate_open(secret, by_address, &web->context.suggestions, e);
    return code;
}

int web_server_start(struct web_server *web, const struct newsroom *newsroom,
                     struct page_follower *follower, struct live_feed *live,
                     void (*story_saved)(void *who), void *who, struct err *e) {
    const struct settings *s = &newsroom->settings;
    *web = (struct web_server){
        .context = {.site = &newsroom->site,
                    .data_dir = newsroom->dir,
                    .database_url = newsroom->database_url,
                    .story_saved = tell_saved,
                    .who = web,
                    .cache = follower ? page_follower_cache(follower) : NULL,
                    .live = live},
        .follower = follower,
        .live = live,
        .story_saved = story_saved,
        .who = who,
    };
    arena_init(&web->arena);
    struct server_config *config = &web->config;
    server_defaults(config);
    config->n_loops = s->loops ? (size_t)s->loops : (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    config->n_workers = (size_t)s->handlers;
    config->n_patient = (size_t)s->picture_workers;
    config->max_body = (uint64_t)s->max_body_mb << 20;
    config->max_connections = (size_t)s->max_connections;
    config->max_streams = config->max_connections - config->max_connections / 4;
    config->max_connections_per_address = (size_t)s->max_connections_per_address;
    config->log_requests = true;
    config->quick = follower ? quick : NULL;
    config->handle = handle;
    config->body_limit = body_limit;
    config->refuse = refuse;
    config->worker_open = open_worker;
    config->worker_close = close_worker;
    config->context = web;
    int code = web_server_parse_listen(&web->arena, s->listen, &config->address, &config->port, e);
    if (!code) code = router_open(&web->arena, routes_table, routes_count, &web->router, e);
    if (!code) code = open_gate(web, newsroom, e);
    if (!code && follower) code = page_packer_open(web->context.cache, &web->packer, e);
    if (!code) code = pictures_open(s, newsroom->dir, &web->context.pictures, e);
    if (!code) code = server_open(config, &web->server, e);
    if (!code && live) code = live_feed_start(live, web->server, e);
    if (code) {
        struct err ignored;
        (void)!server_stop(web->server, 0, &ignored);
        picture_shop_close(web->context.pictures);
        page_packer_close(web->packer);
        suggestion_gate_close(web->context.suggestions);
        arena_release(&web->arena);
    }
    return code;
}

struct str web_server_url(struct web_server *web) {
    const char *address = web->config.address;
    bool six = strchr(address, ':') != NULL;
    return arena_printf(&web->arena, "http://%s%s%s:%d/", six ? "[" : "", address, six ? "]" : "",
                        server_port(web->server));
}

bool web_server_stop(struct web_server *web) {
    struct err e;
    page_packer_close(web->packer);
    live_feed_stop(web->live);
    if (server_stop(web->server, STOP_MS, &e)) {
        log_err(LOG_WARN, "stop", &e, STR("server"));
        return false;
    }
    picture_shop_close(web->context.pictures);
    suggestion_gate_close(web->context.suggestions);
    arena_release(&web->arena);
    return true;
}
