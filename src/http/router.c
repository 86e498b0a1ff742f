#include "http/router.h"

#include "http/header.h"

enum { MAX_SEGMENTS = 16 };

/* A tree of segments. Siblings of text are a list: a site has a dozen of them at most. */
struct node {
    struct str text;          /* of a text node */
    struct str before, after; /* of a node of {name} with text around it */
    struct node *next;
    struct node *texts; /* below this one */
    struct node *parts; /* {name} with text around it, in the order of the table */
    struct node *one;   /* {name} */
    struct node *rest;  /* {name*} */
    const struct router_entry **route;
    size_t n_routes, capacity;
};

struct router {
    struct node root;
};

struct found {
    struct str value[MAX_SEGMENTS]; /* of the {names}, in their order */
    size_t n_values;
};

static bool is_param(struct str segment) {
    return segment.n > 2 && segment.p[0] == '{' && segment.p[segment.n - 1] == '}';
}

/* "sitemap-{n}.xml": what stands before and after its {name}. */
static bool is_part(struct str segment, struct str *ret_before, struct str *ret_name,
                    struct str *ret_after) {
    size_t open = str_find(segment, '{'), close = str_find(segment, '}');
    if (close >= segment.n || open >= close || is_param(segment)) return false;
    *ret_before = str_slice(segment, 0, open);
    *ret_name = str_slice(segment, open + 1, close);
    *ret_after = str_from(segment, close + 1);
    return true;
}

static bool is_rest(struct str segment) {
    return is_param(segment) && segment.p[segment.n - 2] == '*';
}

/* The name in a segment that is or has a param; else "". */
static struct str param_name(struct str segment) {
    struct str before, name, after;
    if (is_part(segment, &before, &name, &after)) return name;
    if (!is_param(segment)) return STR("");
    return str_slice(segment, 1, segment.n - (is_rest(segment) ? 2 : 1));
}

static struct node *text_child(const struct node *n, struct str text) {
    for (struct node *child = n->texts; child; child = child->next)
        if (str_eq(child->text, text)) return child;
    return NULL;
}

static struct node *make_part(struct arena *a, struct node *n, struct str before,
                              struct str after) {
    struct node **place = &n->parts;
    for (; *place; place = &(*place)->next)
        if (str_eq((*place)->before, before) && str_eq((*place)->after, after)) return *place;
    *place = arena_alloc(a, sizeof **place);
    (*place)->before = before;
    (*place)->after = after;
    return *place;
}

static struct node *make_child(struct arena *a, struct node *n, struct str segment) {
    struct str before, name, after;
    if (is_part(segment, &before, &name, &after)) return make_part(a, n, before, after);
    struct node **place = is_rest(segment) ? &n->rest : &n->one;
    if (!is_param(segment)) {
        struct node *child = text_child(n, segment);
        if (child) return child;
        child = arena_alloc(a, sizeof *child);
        child->text = segment;
        child->next = n->texts;
        n->texts = child;
        return child;
    }
    if (!*place) *place = arena_alloc(a, sizeof **place);
    return *place;
}

static bool has_brace(struct str s) {
    return str_find(s, '{') < s.n || str_find(s, '}') < s.n;
}

static bool is_segment(struct str segment, bool last) {
    struct str before, name, after;
    if (is_part(segment, &before, &name, &after))
        return header_is_token(name) && !has_brace(before) && !has_brace(after) &&
               !str_ends(name, STR("*"));
    if (is_param(segment))
        return header_is_token(param_name(segment)) && (last || !is_rest(segment));
    return !has_brace(segment) && (last || segment.n > 0);
}

static int add_route(struct arena *a, struct router *r, const struct router_entry *route,
                     struct err *e) {
    struct str rest = str_of(route->pattern);
    if (rest.n == 0 || rest.p[0] != '/' || !route->handle || !route->methods)
        return err_set(e, E_INVALID, "route %s: needs a slash, a method and a handler",
                       route->pattern);
    struct node *n = &r->root;
    size_t depth = 0;
    rest = str_from(rest, 1);
    while (rest.p) {
        struct str segment = str_cut(&rest, '/');
        if (++depth > MAX_SEGMENTS || !is_segment(segment, rest.p == NULL))
            return err_set(e, E_INVALID, "route %s: segment %zu is not right", route->pattern,
                           depth);
        n = make_child(a, n, segment);
    }
    for (size_t i = 0; i < n->n_routes; i++)
        if (n->route[i]->methods & route->methods)
            return err_set(e, E_CONFLICT, "routes %s and %s take the same requests",
                           n->route[i]->pattern, route->pattern);
    n->route = arena_grow(a, n->route, n->n_routes, &n->capacity, sizeof(struct router_entry *));
    n->route[n->n_routes++] = route;
    return 0;
}

int router_open(struct arena *a, const struct router_entry *route, size_t n_routes,
                struct router **ret_router, struct err *e) {
    struct router *r = arena_alloc(a, sizeof *r);
    for (size_t i = 0; i < n_routes; i++) {
        int code = add_route(a, r, &route[i], e);
        if (code) return code;
    }
    *ret_router = r;
    return 0;
}

static const struct node *find(const struct node *n, struct str rest, struct found *f);

/* Below a node of a param that took `value`. */
static const struct node *find_below(const struct node *n, struct str value, struct str rest,
                                     struct found *f) {
    size_t depth = f->n_values;
    f->value[f->n_values++] = value;
    const struct node *hit = find(n, rest, f);
    if (!hit) f->n_values = depth;
    return hit;
}

static const struct node *find_part(const struct node *parts, struct str segment, struct str rest,
                                    struct found *f) {
    const struct node *hit = NULL;
    for (const struct node *n = parts; n && !hit; n = n->next) {
        bool fits = segment.n > n->before.n + n->after.n && str_starts(segment, n->before) &&
                    str_ends(segment, n->after);
        struct str value = str_slice(segment, n->before.n, segment.n - n->after.n);
        if (fits) hit = find_below(n, value, rest, f);
    }
    return hit;
}

/* `rest` is the path behind the slash that ended the node's segment; NULL when none did. */
static const struct node *find(const struct node *n, struct str rest, struct found *f) {
    if (!rest.p) return n->n_routes ? n : NULL;
    struct str whole = rest, segment = str_cut(&rest, '/');
    const struct node *child = text_child(n, segment), *hit = NULL;
    if (child) hit = find(child, rest, f);
    if (!hit) hit = find_part(n->parts, segment, rest, f);
    if (!hit && n->one && segment.n > 0) hit = find_below(n->one, segment, rest, f);
    if (!hit && n->rest && whole.n > 0) {
        f->value[f->n_values++] = whole;
        hit = n->rest;
    }
    return hit;
}

static void set_params(struct request *req, const struct router_entry *route,
                       const struct found *f) {
    req->param = arena_array(req->arena, f->n_values, sizeof *req->param);
    req->n_params = 0;
    struct str rest = str_of(route->pattern);
    while (rest.p && req->n_params < f->n_values) {
        struct str segment = str_cut(&rest, '/');
        struct str name = param_name(segment);
        if (name.n == 0) continue;
        req->param[req->n_params] = (struct header){name, f->value[req->n_params]};
        req->n_params++;
    }
}

const struct router_entry *router_match(const struct router *r, struct request *req,
                                        unsigned *ret_allowed) {
    *ret_allowed = 0;
    if (req->path.n == 0 || req->path.p[0] != '/') return NULL;
    struct found f;
    f.n_values = 0;
    const struct node *n = find(&r->root, str_from(req->path, 1), &f);
    unsigned wanted = req->method == METHOD_HEAD ? METHOD_HEAD | METHOD_GET : req->method;
    for (size_t i = 0; n && i < n->n_routes; i++) {
        *ret_allowed |= n->route[i]->methods;
        if (!(n->route[i]->methods & wanted)) continue;
        set_params(req, n->route[i], &f);
        return n->route[i];
    }
    return NULL;
}

static void set_allow(struct response *res, unsigned allowed) {
    static const char *const name[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    if (allowed & METHOD_GET) allowed |= METHOD_HEAD;
    allowed |= METHOD_OPTIONS;
    struct str list = STR("");
    for (unsigned i = 0; i < sizeof name / sizeof name[0]; i++)
        if (allowed & 1U << i)
            list = arena_printf(res->arena, "%.*s%s%s", (int)list.n, list.p, list.n ? ", " : "",
                                name[i]);
    response_header(res, STR("Allow"), list);
}

void router_handle(const struct router *r, struct request *req, struct response *res,
                   router_handler *not_found) {
    unsigned allowed;
    const struct router_entry *route = router_match(r, req, &allowed);
    if (route) {
        route->handle(req, res);
    } else if (allowed || str_eq(req->path, STR("*"))) {
        if (req->method == METHOD_OPTIONS)
            response_status(res, 204);
        else
            response_plain_error(res, 405, STR("This address does not take that method."));
        set_allow(res, allowed);
    } else if (not_found) {
        not_found(req, res);
    } else {
        response_plain_error(res, 404, STR("There is no such page."));
    }
}
