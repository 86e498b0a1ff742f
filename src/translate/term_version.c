#include "translate/term_version.h"

struct str term_version_add(struct arena *a, struct str engines, const struct term_glossary *g,
                            struct str section) {
    if (!g) return engines;
    return arena_printf(a, "%.*s; terms %lld in %.*s", (int)engines.n, engines.p,
                        (long long)term_glossary_version(g), (int)section.n, section.p);
}

struct str term_version_cut(struct str engine, struct term_since *ret_since) {
    const struct str mark = STR("; terms ");
    *ret_since = (struct term_since){0, STR("")};
    size_t at = str_search(engine, mark);
    if (at >= engine.n) return engine;
    struct str rest = str_from(engine, at + mark.n);
    struct str version = str_cut(&rest, ' ');
    if (!str_to_int64(version, 0, INT64_MAX, &ret_since->version)) return engine;
    if (rest.p && str_starts(rest, STR("in "))) ret_since->section = str_from(rest, 3);
    return str_slice(engine, 0, at);
}
