#ifndef PAGE_WEB_WORKER_H
#define PAGE_WEB_WORKER_H
/* What the handlers of the site and of the API work with: the newsroom as the web sees it, and
   what each of the server's threads owns. */

#include "page/page.h"
#include "page/page_cache.h"
#include "story/story_draft.h"

struct live_feed;
struct suggestion_gate;

struct web_context {
    const struct site_info *site;
    const char *data_dir;
    const char *database_url;
    void (*story_saved)(void *who); /* tells the translators that there is work */
    void *who;
    struct page_cache *cache;            /* of the site's pages; NULL: none */
    struct picture_shop *pictures;       /* NULL: only originals are shown */
    struct suggestion_gate *suggestions; /* who may send some; NULL: nobody */
    struct live_feed *live; /* tells readers what happens, see site/live_feed.h; NULL: nobody */
};

struct web_worker {
    const struct web_context *context;
    struct page_maker maker;
    struct draft_tools tools;
    struct search_stemmer_set stemmers;
};

int web_worker_open(const struct web_context *context, struct web_worker **ret_worker,
                    struct err *e) MUST_CHECK;
/* Takes NULL. */
void web_worker_close(struct web_worker *worker);

#endif
