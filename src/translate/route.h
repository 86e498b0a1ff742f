#ifndef TRANSLATE_ROUTE_H
#define TRANSLATE_ROUTE_H
/* Which engine directions, one after the other, lead from one language to another. */

#include "engine/engine.h"

enum { ROUTE_MAX_HOPS = 2 };

struct route_hop {
    struct engine *engine;
    const struct engine_direction *direction;
};

struct route {
    struct route_hop hop[ROUTE_MAX_HOPS];
    size_t n_hops;
    size_t *failed; /* where to say which hop's engine did not do its work; may be NULL */
};

/* A newsroom's wish: from → to goes through `via`; an empty `via` wants the direct way. Of the
   engines that have this direction, those in `engines` ("deepl apertium") are asked first. */
struct route_preference {
    struct str from, to, via, engines;
};

/* All engines at hand, best first, and the wishes. Read-only once filled. */
struct route_map {
    struct engine *const *engine;
    size_t n_engines;
    const struct route_preference *preference;
    size_t n_preferences;
};

/* "eu-en via es, fr-en, es-en with deepl apertium" to a list: pairs separated by commas, each with
   or without a pivot and engines.
   E_INVALID says which piece cannot be read. */
int route_preferences_parse(struct arena *a, struct str text, struct route_preference **ret_list,
                            size_t *ret_n, struct err *e) MUST_CHECK;
/* The best route. A wish that can be met comes first, then a direct direction, then one pivot
   (Spanish before others, as it is the language most pairs of small languages share). False when
   there is none, and from a language into itself. A language without a direction of its own takes
   that of its prefix: "es-AR" the one of "es". */
bool route_find(const struct route_map *map, struct str from, struct str to,
                struct route *ret_route);
/* The best route that goes through none of these directions: the next one to try when the engines
   of others have failed. */
bool route_find_without(const struct route_map *map, struct str from, struct str to,
                        const struct engine_direction *const *without, size_t n,
                        struct route *ret_route);
/* "eu-es es-en": the directions' languages, in the arena. */
struct str route_name(struct arena *a, const struct route *route);
/* "apertium eu-es 1a2b…, apertium es-en …": what made the text, for comparing later. */
struct str route_version(struct arena *a, const struct route *route);

#endif
