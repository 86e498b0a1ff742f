#ifndef APP_NEWSROOM_H
#define APP_NEWSROOM_H
/* A newsroom opened from its folder: settings, languages, engines, words, theme. Read-only once
   open, but for the engines, which look after themselves; shared by all threads. */

#include "app/engines.h"
#include "page/site_info.h"
#include "sql/database.h"

struct newsroom {
    struct arena arena; /* all that is read at start */
    const char *dir;
    struct settings settings;
    const char *database_url;
    struct engines engines;
    struct messages messages;
    struct theme theme;
    struct site_info site;
};

/* Opens the newsroom in `dir`, which must outlive it, and brings its database up to date. `listen`
   takes the place of the setting when it is not NULL. E_NOTFOUND when there is none, E_CONFLICT
   when a newer zubi made it, E_INVALID for a mistake in its settings or theme. */
int newsroom_open(struct newsroom *newsroom, const char *dir, const char *listen,
                  struct err *e) MUST_CHECK;
/* Takes a zeroed struct. */
void newsroom_close(struct newsroom *newsroom);
/* One connection, for the thread that calls. */
int newsroom_database(const struct newsroom *newsroom, enum database_durability durability,
                      struct database **ret_database, struct err *e) MUST_CHECK;
/* "a, b" to canonical tags; E_INVALID names the one that is none. */
int newsroom_parse_languages(struct arena *a, struct str list, struct str **ret_tag, size_t *ret_n,
                             struct err *e) MUST_CHECK;
/* "sqlite:zubi.db" to "sqlite:DIR/zubi.db". */
const char *newsroom_database_url(struct arena *a, const char *dir, struct str setting);

#endif
