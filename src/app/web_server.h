#ifndef APP_WEB_SERVER_H
#define APP_WEB_SERVER_H
/* The newsroom on the web: site and API, on the address in its settings. */

#include "app/newsroom.h"
#include "http/server.h"
#include "page/web_worker.h"

struct web_server {
    struct web_context context;
    struct router *router;
    struct server *server;
    struct server_config config;
    struct arena arena;
};

/* Starts it; `story_saved` is called with `who` after each save. The struct must stay where it is
   until web_server_stop. E_CONFLICT when the port is in use. */
int web_server_start(struct web_server *web, const struct newsroom *newsroom,
                     void (*story_saved)(void *who), void *who, struct err *e) MUST_CHECK;
/* "http://127.0.0.1:8080/", in the struct's arena. */
struct str web_server_url(struct web_server *web);
void web_server_stop(struct web_server *web);
/* "127.0.0.1:8080", "[::1]:80" or ":8080" to address and port; E_INVALID when it is neither. */
int web_server_parse_listen(struct arena *a, struct str listen, const char **ret_address,
                            int *ret_port, struct err *e) MUST_CHECK;

#endif
