#include "http/url.h"

#include <string.h>

#include "base/utf8.h"

static bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static void add_encoded(struct buf *b, unsigned char c) {
    static const char digit[] = "0123456789ABCDEF";
    buf_add(b, (struct str){(const char[]){'%', digit[c >> 4], digit[c & 15]}, 3});
}

void url_encode(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_unreserved(c))
            buf_add_char(b, (char)c);
        else
            add_encoded(b, c);
    }
}

void url_escape(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (is_unreserved(c) || (c && strchr("!#$%&'()*+,/:;=?@[]", c)))
            buf_add_char(b, (char)c);
        else
            add_encoded(b, c);
    }
}

static int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* The byte that a '%' at s.p[i] stands for, or -1. */
static int encoded_byte(struct str s, size_t i) {
    if (s.n - i < 3) return -1;
    int high = hex(s.p[i + 1]), low = hex(s.p[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool url_decode(struct arena *a, struct str s, bool plus_is_space, struct str *ret_text) {
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int c = (unsigned char)s.p[i];
        if (c == '+' && plus_is_space) c = ' ';
        if (c == '%') {
            c = encoded_byte(s, i);
            if (c < 0) return false;
            i += 2;
        }
        p[n++] = (char)c;
    }
    *ret_text = (struct str){p, n};
    return true;
}

static bool has_encoded_slash(struct str raw) {
    return str_search(raw, STR("%2F")) < raw.n || str_search(raw, STR("%2f")) < raw.n;
}

static bool is_clean_path(struct str path) {
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c < 0x20 || c == 0x7F || c == '\\') return false;
    }
    struct str rest = path;
    while (rest.p) {
        struct str segment = str_cut(&rest, '/');
        if (str_eq(segment, STR(".")) || str_eq(segment, STR(".."))) return false;
    }
    return utf8_is_valid(path);
}

bool url_decode_path(struct arena *a, struct str raw, struct str *ret_path) {
    if (raw.n == 0 || raw.p[0] != '/') return false;
    struct str path = raw;
    if (str_find(raw, '%') < raw.n && (has_encoded_slash(raw) || !url_decode(a, raw, false, &path)))
        return false;
    if (!is_clean_path(path)) return false;
    *ret_path = path;
    return true;
}

bool url_is_local(struct str s) {
    if (s.n == 0 || s.p[0] != '/' || (s.n > 1 && s.p[1] == '/')) return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c == 0x7F || c == '\\') return false;
    }
    return true;
}

/* Cuts ":port" off; false when it is no port. *ret_port is -1 when there is none. */
static bool cut_port(struct str *host, int *ret_port) {
    size_t colon = host->n;
    size_t from = host->n > 0 && host->p[0] == '[' ? str_find(*host, ']') : 0;
    for (size_t i = from; i < host->n; i++)
        if (host->p[i] == ':') {
            colon = i;
            break;
        }
    *ret_port = -1;
    struct str digits = str_from(*host, colon + 1);
    bool given = colon < host->n && digits.n > 0;
    *host = str_slice(*host, 0, colon);
    if (!given) return true;
    int64_t port;
    if (digits.n > 5 || digits.p[0] == '-' || !str_to_int64(digits, 0, 65535, &port)) return false;
    *ret_port = (int)port;
    return true;
}

static bool is_literal(struct str host) {
    if (host.n < 4 || host.p[host.n - 1] != ']') return false;
    for (size_t i = 1; i + 1 < host.n; i++)
        if (hex(host.p[i]) < 0 && host.p[i] != ':' && host.p[i] != '.') return false;
    return true;
}

bool url_is_host(struct str s) {
    int port;
    if (!cut_port(&s, &port) || s.n == 0) return false;
    if (s.p[0] == '[') return is_literal(s);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (!is_unreserved(c) && !(c && strchr("!$&'()*+,;=%", c))) return false;
    }
    return true;
}

static bool is_visible(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= 0x20 || c >= 0x7F || strchr("\"<>\\^`{|}", c)) return false;
    }
    return true;
}

int url_parse(struct str s, struct url *ret_url, struct err *e) {
    struct url url = {.port = -1};
    struct str rest = s;
    if (str_eq_nocase(str_slice(s, 0, 7), STR("http://"))) {
        url.scheme = STR("http");
        rest = str_from(s, 7);
    } else if (str_eq_nocase(str_slice(s, 0, 8), STR("https://"))) {
        url.scheme = STR("https");
        rest = str_from(s, 8);
    } else {
        return err_set(e, E_INVALID, "an address starts with http:// or https://");
    }
    if (!is_visible(rest))
        return err_set(e, E_INVALID, "the address has a character that none may have");
    rest = str_slice(rest, 0, str_find(rest, '#'));
    size_t query = str_find(rest, '?');
    if (query < rest.n) url.query = str_from(rest, query + 1);
    rest = str_slice(rest, 0, query);
    size_t slash = str_find(rest, '/');
    url.path = slash < rest.n ? str_from(rest, slash) : STR("/");
    url.host = str_slice(rest, 0, slash);
    if (!url_is_host(url.host) || !cut_port(&url.host, &url.port))
        return err_set(e, E_INVALID, "the address has no right host name");
    if (url.port < 0) url.port = url.scheme.n == 5 ? 443 : 80;
    *ret_url = url;
    return 0;
}
