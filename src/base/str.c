#include "base/str.h"

#include <string.h>

struct str str_of(const char *c) {
    return (struct str){c ? c : "", c ? strlen(c) : 0};
}

bool str_eq(struct str a, struct str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(struct str a, struct str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

int str_cmp(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order) return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct str s, struct str prefix) {
    return s.n >= prefix.n && str_eq(str_slice(s, 0, prefix.n), prefix);
}

bool str_ends(struct str s, struct str suffix) {
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

struct str str_from(struct str s, size_t from) {
    return str_slice(s, from, s.n);
}

struct str str_slice(struct str s, size_t start, size_t end) {
    if (end > s.n) end = s.n;
    if (start > end) start = end;
    return (struct str){s.p ? s.p + start : NULL, end - start};
}

bool str_is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct str str_trim(struct str s) {
    size_t start = 0, end = s.n;
    while (start < end && str_is_space(s.p[start])) start++;
    while (end > start && str_is_space(s.p[end - 1])) end--;
    return str_slice(s, start, end);
}

size_t str_find(struct str s, char c) {
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? (size_t)(hit - s.p) : s.n;
}

size_t str_search(struct str s, struct str needle) {
    if (needle.n == 0) return 0;
    const char *hit = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return hit ? (size_t)(hit - s.p) : s.n;
}

struct str str_cut(struct str *rest, char separator) {
    size_t at = str_find(*rest, separator);
    struct str part = str_slice(*rest, 0, at);
    *rest = at < rest->n ? str_from(*rest, at + 1) : (struct str){NULL, 0};
    return part;
}

bool str_to_int64(struct str s, int64_t min, int64_t max, int64_t *ret_value) {
    bool negative = s.n > 0 && s.p[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == s.n || s.n - i > 19) return false;
    uint64_t value = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        value = value * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (value > (uint64_t)INT64_MAX + negative) return false;
    int64_t number = (int64_t)(negative ? 0 - value : value);
    if (number < min || number > max) return false;
    *ret_value = number;
    return true;
}
