#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H
/* zubi.ini: one table of settings feeds the reader, the file that `zubi init` writes, and the
   manual. A value comes from the file, then from the environment (ZUBI_SITE_LISTEN for listen in
   [site]); what is in neither has its default. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* A line of an [engine NAME] section: app/api_engines.h reads them. */
struct engine_setting {
    struct str engine, key, value;
};

struct settings {
    struct str name, tagline, source, languages, timezone; /* [newsroom] */
    struct str reviewer, policy;
    struct str listen, base_url; /* [site] */
    int64_t stories_per_page, page_cache_mb;
    bool list_untranslated;
    struct str noindex_unrevised, websub_hub;
    int64_t loops, handlers, max_connections, max_connections_per_address,
        max_body_mb;             /* [server] */
    struct str picture_metadata; /* [pictures] */
    int64_t picture_workers, picture_kept_mb, picture_memory_mb, picture_seconds;
    struct str database;                                              /* [database] */
    int64_t workers, attempts, engine_memory_mb, engine_idle_seconds; /* [translation] */
    int64_t segment_seconds, cache_mb;
    struct str engines, routes, checks, apertium_modes, apertium_programs;
    struct str log_level; /* [log] */
    struct engine_setting *engine;
    size_t n_engine, engine_capacity;
};

enum { SETTINGS_MAX_BYTES = 1 << 20 };

/* Every setting's default; texts are static. */
void settings_defaults(struct settings *s);
/* Reads the file over what is in *s, then the environment; texts live in the arena. E_NOTFOUND
   when there is no such file; E_INVALID names file, line, key, what is wrong and what may be;
   E_LIMIT when it has more than SETTINGS_MAX_BYTES. */
int settings_read(struct settings *s, struct arena *a, struct str path, struct err *e) MUST_CHECK;
/* The whole file with a comment on each setting, these values filled in: settings_read gives the
   same again. E_INVALID names a value that no setting may have, E_LIMIT when `out` is full. */
int settings_write(const struct settings *s, struct buf *out, struct err *e) MUST_CHECK;
/* "listen in [site]: …" for each, for `zubi help settings`. */
void settings_describe(struct buf *out);

#endif
