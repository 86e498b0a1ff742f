#include "page/web_worker.h"

#include <stdlib.h>

int web_worker_open(const struct web_context *context, struct web_worker **ret_worker,
                    struct err *e) {
    /* Pages are made as quickly as with 4 MB for each worker: the system keeps the file anyway. */
    struct database_options options = {.durability = DATABASE_ACKNOWLEDGED, .cache_bytes = 1 << 20};
    struct web_worker *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->context = context;
    w->maker.site = context->site;
    w->maker.stemmers = &w->stemmers;
    w->maker.shelf = page_shelf_open();
    int code = date_formats_open(context->site->timezone, &w->maker.dates, e);
    if (!code) code = draft_tools_init(&w->tools, e);
    if (!code) code = database_open(str_of(context->database_url), &options, &w->maker.db, e);
    if (code) {
        web_worker_close(w);
        return code;
    }
    *ret_worker = w;
    return 0;
}

void web_worker_close(struct web_worker *worker) {
    if (!worker) return;
    draft_tools_release(&worker->tools);
    search_stemmer_release(&worker->stemmers);
    date_formats_close(worker->maker.dates);
    page_shelf_close(worker->maker.shelf);
    database_close(worker->maker.db);
    free(worker);
}
