#include "app/serve.h"

#include <sys/resource.h>

#include "app/refresh.h"
#include "app/serve_lock.h"
#include "app/web_server.h"
#include "base/log.h"
#include "jobs/search_worker.h"
#include "jobs/workers.h"
#include "media/picture_shop.h"
#include "sys/stop_signal.h"

enum { TIDY_MS = 10000 };

/* Who is told when something was stored. Each may be NULL. */
struct listeners {
    struct workers *workers;
    struct page_follower *follower;
    struct live_feed *live;
    struct search_worker *search;
};

static void story_saved(void *listeners) {
    struct listeners *l = listeners;
    workers_wake(l->workers);
    search_worker_wake(l->search);
}

static void edition_stored(void *listeners) {
    struct listeners *l = listeners;
    if (l->follower) page_follower_wake(l->follower);
    live_feed_wake(l->live);
    search_worker_wake(l->search);
}

static int open_workers(struct newsroom *newsroom, struct listeners *listeners,
                        struct workers **ret_workers, struct err *e) {
    struct workers_config config = {
        .database = newsroom->database_url,
        .n = (size_t)newsroom->settings.workers,
        .translate = {&newsroom->engines.routes, newsroom->engines.cache,
                      newsroom->settings.attempts, newsroom->engines.terms,
                      newsroom->engines.checks},
        .stored = listeners ? edition_stored : NULL,
        .who = listeners,
    };
    return workers_open(&config, ret_workers, e);
}

int serve_open_workers(struct newsroom *newsroom, struct workers **ret_workers, struct err *e) {
    return open_workers(newsroom, NULL, ret_workers, e);
}

static int open_follower(struct newsroom *newsroom, struct page_follower **ret_follower,
                         struct err *e) {
    size_t bytes = (size_t)newsroom->settings.page_cache_mb << 20;
    *ret_follower = NULL;
    return bytes
               ? page_follower_open(newsroom->database_url, &newsroom->site, bytes, ret_follower, e)
               : 0;
}

static int open_search(struct newsroom *newsroom, struct search_worker **ret_search,
                       struct err *e) {
    const struct site_info *site = &newsroom->site;
    struct str *tag = arena_array(&newsroom->arena, site->n_languages, sizeof *tag);
    for (size_t i = 0; i < site->n_languages; i++) tag[i] = site->language[i].tag;
    return search_worker_open(newsroom->database_url, tag, site->n_languages, ret_search, e);
}

/* New engines may translate otherwise: what they would do anew waits behind all else. */
static int refresh(struct newsroom *newsroom, struct workers *workers, struct err *e) {
    struct database *db;
    int64_t n = 0;
    int code = newsroom_database(newsroom, DATABASE_REPEATABLE, &db, e);
    if (code) return code;
    code = refresh_queue(newsroom, db, &n, e);
    database_close(db);
    if (!code && n > 0) {
        log_event(LOG_INFO, "refresh", LOG_FIELDS(log_number("editions", n)));
        workers_wake(workers);
    }
    return code;
}

/* A connection is a file: most systems begin with a limit of a thousand or so that may be raised.
 */
static void raise_open_files(const struct settings *settings) {
    enum { OTHERS = 512 };
    struct rlimit limit;
    rlim_t wanted = (rlim_t)settings->max_connections + OTHERS;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < wanted - OTHERS)
        log_event(LOG_WARN, "limit",
                  LOG_FIELDS(log_number("open_files", (int64_t)limit.rlim_cur),
                             log_number("wanted", (int64_t)wanted)));
}

int serve_newsroom(struct newsroom *newsroom, struct err *e) {
    struct listeners l = {0};
    struct web_server web;
    bool stopped = true;
    stop_signal_prepare();
    raise_open_files(&newsroom->settings);
    int code = serve_lock_hold(newsroom->dir, e);
    if (!code) code = open_follower(newsroom, &l.follower, e);
    if (!code)
        code = live_feed_open(newsroom->database_url, &newsroom->site, l.follower, &l.live, e);
    if (!code) code = open_search(newsroom, &l.search, e);
    if (!code) code = open_workers(newsroom, &l, &l.workers, e);
    if (!code) code = web_server_start(&web, newsroom, l.follower, l.live, story_saved, &l, e);
    if (!code) {
        log_event(LOG_INFO, "listen", LOG_FIELDS(log_text("url", web_server_url(&web))));
        if (refresh(newsroom, l.workers, e)) log_err(LOG_WARN, "refresh", e, STR("start"));
        while (stop_signal_wait(TIDY_MS) == 0) {
            engines_tidy(&newsroom->engines);
            picture_shop_tidy(web.context.pictures);
        }
        log_event(LOG_INFO, "stop", LOG_FIELDS(log_text("newsroom", str_of(newsroom->dir))));
        stopped = web_server_stop(&web);
    }
    workers_close(l.workers);
    search_worker_close(l.search);
    if (!stopped) return code;
    live_feed_close(l.live);
    page_follower_close(l.follower);
    return code;
}
