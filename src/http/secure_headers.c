#include "http/secure_headers.h"

#include "base/err.h"
#include "http/url.h"

static const struct header headers[] = {
    {STR("Content-Security-Policy"),
     STR("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")},
    {STR("X-Content-Type-Options"), STR("nosniff")},
    {STR("Referrer-Policy"), STR("strict-origin-when-cross-origin")},
    {STR("Cross-Origin-Opener-Policy"), STR("same-origin")},
    {STR("Cross-Origin-Resource-Policy"), STR("same-origin")},
    {STR("Permissions-Policy"),
     STR("geolocation=(), camera=(), microphone=(), browsing-topics=()")},
};

const struct header *secure_headers(size_t *ret_n) {
    *ret_n = sizeof headers / sizeof headers[0];
    return headers;
}

/* The port counts: another program on another port is another site. A proxy in front may have
   ended https for us, so the scheme does not. */
static bool is_own_host(struct str origin, struct str host) {
    struct url url, own;
    struct err e;
    char text[300];
    if (url_parse(origin, &url, &e) != 0) return false;
    if (url.scheme.n + 3 + host.n > sizeof text) return false;
    struct buf b = {.p = text, .capacity = sizeof text, .max = sizeof text};
    buf_add(&b, url.scheme);
    buf_add(&b, STR("://"));
    buf_add(&b, host);
    return url_parse(buf_str(&b), &own, &e) == 0 && str_eq_nocase(url.host, own.host) &&
           url.port == own.port;
}

enum secure_origin secure_headers_origin(const struct request *req) {
    if (request_is_safe(req)) return SECURE_ORIGIN_OWN;
    struct str site = request_header(req, STR("Sec-Fetch-Site"));
    if (site.p) {
        bool own = str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));
        return own ? SECURE_ORIGIN_OWN : SECURE_ORIGIN_FOREIGN;
    }
    struct str origin = request_header(req, STR("Origin"));
    if (origin.p) return is_own_host(origin, req->host) ? SECURE_ORIGIN_OWN : SECURE_ORIGIN_FOREIGN;
    return SECURE_ORIGIN_UNKNOWN;
}
