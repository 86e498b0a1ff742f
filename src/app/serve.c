#include "app/serve.h"

#include "app/serve_lock.h"
#include "app/web_server.h"
#include "base/log.h"
#include "jobs/workers.h"
#include "sys/stop_signal.h"

enum { TIDY_MS = 10000 };

static void wake_workers(void *workers) {
    workers_wake(workers);
}

int serve_open_workers(struct newsroom *newsroom, struct workers **ret_workers, struct err *e) {
    struct workers_config config = {
        .database = newsroom->database_url,
        .n = (size_t)newsroom->settings.workers,
        .translate = {&newsroom->engines.routes, newsroom->engines.cache,
                      newsroom->settings.attempts},
    };
    return workers_open(&config, ret_workers, e);
}

int serve_newsroom(struct newsroom *newsroom, struct err *e) {
    struct workers *workers;
    struct web_server web;
    stop_signal_prepare();
    int code = serve_lock_hold(newsroom->dir, e);
    if (!code) code = serve_open_workers(newsroom, &workers, e);
    if (code) return code;
    code = web_server_start(&web, newsroom, wake_workers, workers, e);
    if (!code) {
        log_event(LOG_INFO, "listen", LOG_FIELDS(log_text("url", web_server_url(&web))));
        while (stop_signal_wait(TIDY_MS) == 0) engines_tidy(&newsroom->engines);
        log_event(LOG_INFO, "stop", LOG_FIELDS(log_text("newsroom", str_of(newsroom->dir))));
        web_server_stop(&web);
    }
    workers_close(workers);
    return code;
}
