#include "app/engines.h"

#include <string.h>

#include "app/api_engines.h"
#include "engine/apertium.h"

static int open_apertium(struct engines *engines, struct arena *a, const struct settings *settings,
                         struct err *e) {
    struct apertium_config config = apertium_config_default();
    config.modes_directory = arena_cstr(a, settings->apertium_modes);
    config.program_directory = arena_cstr(a, settings->apertium_programs);
    config.memory_mb = (uint32_t)settings->engine_memory_mb;
    config.idle_s = (uint32_t)settings->engine_idle_seconds;
    config.answer_ms = (uint32_t)settings->segment_seconds * 1000;
    return apertium_open(&config, &engines->engine[engines->n], e);
}

/* Best first, as the settings name them. */
static int open_all(struct engines *engines, struct arena *a, const struct settings *settings,
                    const char *dir, struct err *e) {
    for (struct str rest = settings->engines; rest.p;) {
        struct str name = str_trim(str_cut(&rest, ','));
        if (name.n == 0) continue;
        if (engines->n == ENGINES_MAX)
            return err_set(e, E_LIMIT, "more than %d engines are named", ENGINES_MAX);
        int code = str_eq(name, STR("apertium"))
                       ? open_apertium(engines, a, settings, e)
                       : api_engines_open(a, settings, name, dir, &engines->engine[engines->n], e);
        if (code) return code;
        engines->n++;
    }
    return 0;
}

static bool is_named(const struct settings *settings, struct str name) {
    for (struct str rest = settings->engines; rest.p;)
        if (str_eq(str_trim(str_cut(&rest, ',')), name)) return true;
    return false;
}

/* A wish for an engine that is not there is a slip of the pen. */
static int check_wishes(const struct settings *settings, const struct route_preference *wish,
                        size_t n, struct err *e) {
    for (size_t i = 0; i < n; i++)
        for (struct str rest = wish[i].engines; rest.p && rest.n;) {
            struct str name = str_cut(&rest, ' ');
            if (name.n == 0 || is_named(settings, name)) continue;
            err_set(e, E_INVALID, "\"%.*s\" is not among the engines", (int)name.n, name.p);
            return err_hint(e, "name it in engines in [translation] too");
        }
    return 0;
}

int engines_open(struct engines *engines, struct arena *a, const struct settings *settings,
                 const char *dir, struct err *e) {
    struct route_preference *preference;
    size_t n_preferences;
    memset(engines, 0, sizeof *engines);
    int code = route_preferences_parse(a, settings->routes, &preference, &n_preferences, e);
    if (!code) code = check_wishes(settings, preference, n_preferences, e);
    if (code) return err_add(e, "routes in [translation]: ");
    code = check_rules_open(settings->checks, &engines->checks, e);
    if (code) return err_add(e, "checks in [translation]: ");
    term_shelf_open(&engines->terms);
    code = open_all(engines, a, settings, dir, e);
    if (!code) code = hop_cache_open((size_t)settings->cache_mb << 20, &engines->cache, e);
    if (code) {
        engines_close(engines);
        return code;
    }
    engines->routes = (struct route_map){engines->engine, engines->n, preference, n_preferences};
    return 0;
}

void engines_close(struct engines *engines) {
    for (size_t i = 0; i < engines->n; i++) engines->engine[i]->ops->close(engines->engine[i]);
    hop_cache_close(engines->cache);
    term_shelf_close(engines->terms);
    check_rules_close(engines->checks);
    memset(engines, 0, sizeof *engines);
}

void engines_tidy(struct engines *engines) {
    for (size_t i = 0; i < engines->n; i++)
        if (engines->engine[i]->ops->tidy) engines->engine[i]->ops->tidy(engines->engine[i]);
}
