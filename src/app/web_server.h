#ifndef APP_WEB_SERVER_H
#define APP_WEB_SERVER_H
/* The newsroom on the web: site and API, on the address in its settings. */

#include "app/newsroom.h"
#include "http/server.h"
#include "page/page_follower.h"
#include "page/web_worker.h"
#include "site/live_feed.h"
#include "site/page_packer.h"

struct web_server {
    struct web_context context;
    struct page_follower *follower; /* NULL: no pages are kept */
    struct page_packer *packer;
    struct live_feed *live;
    void (*story_saved)(void *who);
    void *who;
    struct router *router;
    struct server *server;
    struct server_config config;
    struct arena arena;
};

/* Starts it; `story_saved` is called with `who` after each save. `follower` (NULL: no pages are
   kept) and `live` (NULL: readers are not told of news) must live until after web_server_stop; so
   must the struct, where it is. E_CONFLICT when the
   port is in use. */
int web_server_start(struct web_server *web, const struct newsroom *newsroom,
                     struct page_follower *follower, struct live_feed *live,
                     void (*story_saved)(void *who), void *who, struct err *e) MUST_CHECK;
/* "http://127.0.0.1:8080/", in the struct's arena. */
struct str web_server_url(struct web_server *web);
/* False when a handler was still running: what the server used must then stay. */
bool web_server_stop(struct web_server *web);
/* "127.0.0.1:8080", "[::1]:80" or ":8080" to address and port; E_INVALID when it is neither. */
int web_server_parse_listen(struct arena *a, struct str listen, const char **ret_address,
                            int *ret_port, struct err *e) MUST_CHECK;

#endif
