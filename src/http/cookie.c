#include "http/cookie.h"

#include <inttypes.h>

#include "http/header.h"

static bool is_value(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || c == '"' || c == ',' || c == ';' || c == '\\') return false;
    }
    return true;
}

struct str cookie_get(struct str header, struct str name) {
    struct str rest = header.n ? header : (struct str){0};
    while (rest.p) {
        struct str pair = header_trim(str_cut(&rest, ';'));
        size_t equals = str_find(pair, '=');
        if (equals == pair.n || pair.n > COOKIE_MAX_SIZE) continue;
        if (!str_eq(header_trim(str_slice(pair, 0, equals)), name)) continue;
        struct str value = header_trim(str_from(pair, equals + 1));
        if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
            value = str_slice(value, 1, value.n - 1);
        if (is_value(value)) return value;
    }
    return (struct str){0};
}

static bool is_path(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c >= 0x7F || c == ';') return false;
    }
    return s.n > 0 && s.p[0] == '/';
}

int cookie_format(struct arena *a, const struct cookie *cookie, struct str *ret_header,
                  struct err *e) {
    struct str path = cookie->path.n ? cookie->path : STR("/");
    if (!header_is_token(cookie->name) || !is_value(cookie->value) || !is_path(path))
        return err_set(e, E_INVALID, "a cookie's name, value or path has a wrong character");
    if (cookie->name.n + cookie->value.n > COOKIE_MAX_SIZE)
        return err_set(e, E_LIMIT, "the cookie is larger than %d bytes", COOKIE_MAX_SIZE);
    if (str_starts(cookie->name, STR("__Host-")) && (!cookie->secure || path.n != 1))
        return err_set(e, E_INVALID, "a __Host- cookie must be secure and have the path /");
    struct str age = STR("");
    if (cookie->max_age_s)
        age = arena_printf(a, "; Max-Age=%" PRId64, cookie->max_age_s < 0 ? 0 : cookie->max_age_s);
    *ret_header =
        arena_printf(a, "%.*s=%.*s; Path=%.*s%s%s%s; SameSite=%s", (int)cookie->name.n,
                     cookie->name.p, (int)cookie->value.n, cookie->value.n ? cookie->value.p : "",
                     (int)path.n, path.p, age.p, cookie->secure ? "; Secure" : "",
                     cookie->scripts ? "" : "; HttpOnly", cookie->strict ? "Strict" : "Lax");
    return 0;
}
