#include "app/refresh.h"

#include "base/clock.h"
#include "store/refresh_write.h"
#include "store/status_store.h"
#include "translate/edition_check.h"

static int queue_pair(const struct newsroom *newsroom, struct database *db, struct str from,
                      struct str to, int64_t last_id, int64_t *n, struct err *e) {
    struct route route;
    struct arena a = {0};
    int code = 0;
    if (!route_find(&newsroom->engines.routes, from, to, &route)) return 0;
    struct str engine =
        edition_check_version(&a, route_version(&a, &route), newsroom->engines.checks);
    for (int64_t id = 1; id <= last_id && !code; id += REFRESH_AT_ONCE) {
        int64_t some = 0;
        code = refresh_write(db, from, to, engine, id, clock_wall_ms(), &some, e);
        *n += some;
    }
    arena_release(&a);
    return code;
}

int refresh_queue(const struct newsroom *newsroom, struct database *db, int64_t *ret_n,
                  struct err *e) {
    const struct site_info *site = &newsroom->site;
    int64_t last_id, n = 0;
    int code = status_store_last_story(db, &last_id, e);
    for (size_t i = 0; i < site->n_languages && !code; i++)
        for (size_t j = 0; j < site->n_languages && !code; j++)
            if (i != j)
                code = queue_pair(newsroom, db, site->language[i].tag, site->language[j].tag,
                                  last_id, &n, e);
    if (!code) *ret_n = n;
    return code;
}
