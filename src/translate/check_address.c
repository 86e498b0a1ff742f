#include "translate/check_address.h"

#include <string.h>

enum { MAX_HOLDER = 60, MAX_HOST = 260 };

static bool is_alnum(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_url_byte(char c) {
    return (unsigned char)c > ' ' && !strchr("\"<>\\^`{|}", c) && (unsigned char)c < 0x80;
}

static size_t without_end_signs(struct str s, size_t start, size_t end) {
    while (end > start && strchr(".,;:!?')]*", s.p[end - 1])) {
        bool opened = s.p[end - 1] == ')' && memchr(s.p + start, '(', end - start);
        if (opened) break;
        end--;
    }
    return end;
}

static size_t rest_end(struct str s, size_t start) {
    size_t end = start;
    while (end < s.n && is_url_byte(s.p[end])) end++;
    return without_end_signs(s, start, end);
}

static bool is_top_domain(struct str s) {
    static const char *const known[] = {"com", "org", "net", "eus",  "eu",  "es",  "cat", "gal",
                                        "fr",  "pt",  "uk",  "info", "edu", "gob", "gov", "int"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(s, str_of(known[i]))) return true;
    return false;
}

/* "name@host.top" or "host.top" with a known top domain. */
static size_t host_end(struct str s, size_t at) {
    size_t end = at, dot = 0;
    bool mail = false;
    while (end < s.n && end - at < MAX_HOST && (is_alnum(s.p[end]) || strchr(".-_@+", s.p[end]))) {
        if (s.p[end] == '@') mail = true;
        if (s.p[end] == '.') dot = end;
        end++;
    }
    if (!dot) return at;
    size_t whole = without_end_signs(s, at, end);
    for (dot = whole; dot > at && s.p[dot - 1] != '.'; dot--) {
    }
    if (dot <= at + 1) return at;
    if (mail) return whole;
    if (!is_top_domain(str_slice(s, dot, whole))) return at;
    return whole < s.n && s.p[whole] == '/' ? rest_end(s, at) : whole;
}

static bool continues(struct str s, size_t at) {
    return at < s.n && (is_alnum(s.p[at]) || (unsigned char)s.p[at] >= 0x80 || s.p[at] == '_');
}

size_t check_address_end(struct str s, size_t at, bool fresh) {
    struct str rest = str_from(s, at);
    char c = s.p[at];
    if (c == 'h' && (str_starts(rest, STR("http://")) || str_starts(rest, STR("https://"))))
        return rest_end(s, at);
    if (c == 'w' && str_starts(rest, STR("www."))) return rest_end(s, at);
    if ((c == '@' || c == '#') && fresh) {
        size_t end = at + 1;
        while (continues(s, end)) end++;
        return end > at + 2 ? end : at;
    }
    bool inside = at > 0 && (is_alnum(s.p[at - 1]) || (unsigned char)s.p[at - 1] >= 0x80);
    return is_alnum(c) && !inside ? host_end(s, at) : at;
}

static size_t braces_end(struct str s, size_t at) {
    size_t depth = 0;
    for (size_t i = at; i < s.n && i - at < MAX_HOLDER; i++) {
        char c = s.p[i];
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) return i > at + 1 ? i + 1 : at;
        if (c == ' ' || c == '\n') return at;
    }
    return at;
}

static size_t percent_end(struct str s, size_t at) {
    size_t i = at + 1;
    if (i < s.n && s.p[i] == '(') {
        while (i < s.n && i - at < MAX_HOLDER && s.p[i] != ')' && s.p[i] != ' ') i++;
        if (i >= s.n || s.p[i] != ')') return at;
        i++;
    } else {
        size_t digits = i;
        while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') i++;
        if (i > digits && (i >= s.n || s.p[i++] != '$')) return at;
    }
    return i < s.n && strchr("sdifu", s.p[i]) && s.p[i] && !continues(s, i + 1) ? i + 1 : at;
}

size_t check_address_holder_end(struct str s, size_t at) {
    char c = s.p[at];
    if (c == '{') return braces_end(s, at);
    if (c == '%') return percent_end(s, at);
    if (c != '$' || at + 1 >= s.n || s.p[at + 1] != '{') return at;
    size_t end = braces_end(s, at + 1);
    return end > at + 1 ? end : at;
}
