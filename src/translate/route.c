#include "translate/route.h"

#include <string.h>

#include "base/buf.h"

/* "pt-BR" → "pt" → "". */
static struct str parent_tag(struct str tag) {
    while (tag.n > 0 && tag.p[tag.n - 1] != '-') tag.n--;
    return str_slice(tag, 0, tag.n > 0 ? tag.n - 1 : 0);
}

/* What is looked through. */
struct search {
    const struct route_map *map;
    const struct engine_direction *const *without;
    size_t n_without;
};

static const struct route_preference *wish(const struct route_map *map, struct str from,
                                           struct str to) {
    for (size_t i = 0; i < map->n_preferences; i++)
        if (str_eq_nocase(map->preference[i].from, from) &&
            str_eq_nocase(map->preference[i].to, to))
            return &map->preference[i];
    return NULL;
}

static bool is_without(const struct search *s, const struct engine_direction *direction) {
    for (size_t i = 0; i < s->n_without; i++)
        if (s->without[i] == direction) return true;
    return false;
}

/* An empty name is that of any engine. */
static bool find_of_engine(const struct search *s, struct str from, struct str to, struct str name,
                           struct route_hop *ret_hop) {
    for (size_t i = 0; i < s->map->n_engines; i++) {
        size_t n;
        struct engine *engine = s->map->engine[i];
        const struct engine_direction *direction = engine->ops->directions(engine, &n);
        for (size_t j = 0; j < n; j++) {
            if (!str_eq_nocase(direction[j].from, from) || !str_eq_nocase(direction[j].to, to))
                continue;
            if (name.n && !str_eq(direction[j].engine, name)) continue;
            if (is_without(s, &direction[j])) continue;
            *ret_hop = (struct route_hop){engine, &direction[j]};
            return true;
        }
    }
    return false;
}

static bool find_exact(const struct search *s, struct str from, struct str to,
                       struct route_hop *ret_hop) {
    const struct route_preference *wanted = wish(s->map, from, to);
    struct str rest = wanted ? wanted->engines : STR("");
    while (rest.p && rest.n) {
        struct str name = str_cut(&rest, ' ');
        if (name.n && find_of_engine(s, from, to, name, ret_hop)) return true;
    }
    return find_of_engine(s, from, to, STR(""), ret_hop);
}

static bool find_hop(const struct search *s, struct str from, struct str to,
                     struct route_hop *ret_hop) {
    for (struct str t = to; t.n > 0; t = parent_tag(t))
        for (struct str f = from; f.n > 0; f = parent_tag(f))
            if (find_exact(s, f, t, ret_hop)) return true;
    return false;
}

static bool find_via(const struct search *s, struct str from, struct str via, struct str to,
                     struct route *ret_route) {
    struct route route = {.n_hops = 2};
    if (!find_hop(s, from, via, &route.hop[0]) || !find_hop(s, via, to, &route.hop[1]))
        return false;
    *ret_route = route;
    return true;
}

static bool find_direct(const struct search *s, struct str from, struct str to,
                        struct route *ret_route) {
    struct route route = {.n_hops = 1};
    if (!find_hop(s, from, to, &route.hop[0])) return false;
    *ret_route = route;
    return true;
}

/* Any language that exactly `from` leads to and that leads to `to`. */
static bool find_pivot_of(const struct search *s, struct str from, struct str to,
                          struct route *ret_route) {
    for (size_t i = 0; i < s->map->n_engines; i++) {
        size_t n;
        struct engine *engine = s->map->engine[i];
        const struct engine_direction *direction = engine->ops->directions(engine, &n);
        for (size_t j = 0; j < n; j++)
            if (str_eq_nocase(direction[j].from, from) &&
                find_via(s, from, direction[j].to, to, ret_route))
                return true;
    }
    return false;
}

static bool find_any_pivot(const struct search *s, struct str from, struct str to,
                           struct route *ret_route) {
    for (struct str f = from; f.n > 0; f = parent_tag(f))
        if (find_pivot_of(s, f, to, ret_route)) return true;
    return false;
}

bool route_find_without(const struct route_map *map, struct str from, struct str to,
                        const struct engine_direction *const *without, size_t n,
                        struct route *ret_route) {
    const struct search s = {map, without, n};
    if (str_eq_nocase(from, to)) return false;
    const struct route_preference *wanted = wish(map, from, to);
    if (wanted && wanted->via.n > 0 && find_via(&s, from, wanted->via, to, ret_route)) return true;
    return find_direct(&s, from, to, ret_route) || find_via(&s, from, STR("es"), to, ret_route) ||
           find_any_pivot(&s, from, to, ret_route);
}

bool route_find(const struct route_map *map, struct str from, struct str to,
                struct route *ret_route) {
    return route_find_without(map, from, to, NULL, 0, ret_route);
}

/* Takes what stands behind " WORD " off the piece; an empty word behind it is none. */
static bool take(struct str *piece, struct str word, struct str *ret_value) {
    size_t at = str_search(*piece, word);
    *ret_value = STR("");
    if (at == piece->n) return true;
    *ret_value = str_trim(str_from(*piece, at + word.n));
    *piece = str_trim(str_slice(*piece, 0, at));
    return ret_value->n > 0;
}

static bool parse_preference(struct str piece, struct route_preference *ret) {
    struct str via, engines;
    if (!take(&piece, STR(" with "), &engines) || !take(&piece, STR(" via "), &via)) return false;
    if (via.n && str_find(via, ' ') < via.n) return false;
    if (str_search(engines, STR(" via ")) < engines.n) return false;
    size_t dash = str_find(piece, '-');
    *ret = (struct route_preference){str_slice(piece, 0, dash), str_from(piece, dash + 1), via,
                                     engines};
    return dash < piece.n && ret->from.n > 0 && ret->to.n > 0 && str_find(piece, ' ') == piece.n;
}

int route_preferences_parse(struct arena *a, struct str text, struct route_preference **ret_list,
                            size_t *ret_n, struct err *e) {
    struct route_preference *list = NULL;
    size_t n = 0, capacity = 0;
    struct str rest = text;
    while (rest.p) {
        struct str piece = str_trim(str_cut(&rest, ','));
        if (piece.n == 0) continue;
        list = arena_grow(a, list, n, &capacity, sizeof *list);
        if (!parse_preference(piece, &list[n])) {
            err_set(e, E_INVALID, "\"%.*s\" is not a route", (int)piece.n, piece.p);
            return err_hint(e,
                            "write routes as in: eu-en via es, fr-en, es-en with deepl apertium");
        }
        n++;
    }
    *ret_list = list;
    *ret_n = n;
    return 0;
}

struct str route_name(struct arena *a, const struct route *route) {
    struct str name = STR("");
    for (size_t i = 0; i < route->n_hops; i++) {
        const struct engine_direction *d = route->hop[i].direction;
        name = arena_printf(a, "%.*s%s%.*s-%.*s", (int)name.n, name.p, i ? " " : "", (int)d->from.n,
                            d->from.p, (int)d->to.n, d->to.p);
    }
    return name;
}

struct str route_version(struct arena *a, const struct route *route) {
    struct str version = STR("");
    for (size_t i = 0; i < route->n_hops; i++) {
        const struct engine_direction *d = route->hop[i].direction;
        version = arena_printf(a, "%.*s%s%.*s %.*s %.*s", (int)version.n, version.p, i ? ", " : "",
                               (int)d->engine.n, d->engine.p, (int)d->name.n, d->name.p,
                               (int)d->version.n, d->version.p);
    }
    return version;
}
