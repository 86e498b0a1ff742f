#include "translate/number_style.h"

#include <string.h>

enum { LONGEST = 40 /* bytes of a number */ };

static bool is_digit_at(struct str s, size_t at) {
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Part of a word, an address or a number of another kind. */
static bool is_joined(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) || strchr("/_@#:", c);
}

/* The end of digits, points and commas from `at`; each of these between two digits. */
static size_t number_end(struct str s, size_t at) {
    while (is_digit_at(s, at) ||
           (at < s.n && strchr(".,", s.p[at]) && s.p[at] && is_digit_at(s, at + 1)))
        at++;
    return at;
}

/* Groups of three behind `point`, then at most one decimal sign. At least one sign. */
static bool is_number(struct str s, char point, char comma) {
    size_t at = 0, groups = 0;
    while (is_digit_at(s, at)) at++;
    size_t first = at;
    while (at < s.n && s.p[at] == point) {
        size_t n = 1;
        while (is_digit_at(s, at + n)) n++;
        if (n != 4) return false;
        groups++;
        at += n;
    }
    if (groups > 0 && (first == 0 || first > 3 || s.p[0] == '0')) return false;
    if (at == s.n) return groups > 0;
    if (s.p[at] != comma) return false;
    for (at++; is_digit_at(s, at);) at++;
    return at == s.n;
}

static bool stands_alone(struct str s, size_t start, size_t end) {
    if (start > 0 && (is_joined(s.p[start - 1]) || strchr(".,", s.p[start - 1]))) return false;
    return end == s.n || !is_joined(s.p[end]) || (s.p[end] & 0x80);
}

/* Whether the source has this number, by itself. */
static bool is_in(struct str source, struct str number) {
    for (size_t at = 0; at + number.n <= source.n; at++) {
        at += str_search(str_from(source, at), number);
        if (at + number.n > source.n) return false;
        size_t end = at + number.n;
        bool before = at > 0 && (is_digit_at(source, at - 1) || strchr(".,", source.p[at - 1]));
        bool after = number_end(source, end) > end;
        if (!before && !after) return true;
    }
    return false;
}

static bool is_english(struct str language) {
    return str_eq_nocase(str_slice(language, 0, 2), STR("en")) &&
           (language.n == 2 || language.p[2] == '-');
}

struct str number_style(struct arena *a, struct str source, struct str from, struct str text,
                        struct str to) {
    bool out = is_english(from);
    if (out == is_english(to)) return text;
    char point = out ? ',' : '.', comma = out ? '.' : ',';
    char *p = NULL;
    for (size_t at = 0; at < text.n;) {
        if (!is_digit_at(text, at)) {
            at++;
            continue;
        }
        size_t end = number_end(text, at);
        struct str number = str_slice(text, at, end);
        if (number.n <= LONGEST && is_number(number, point, comma) && stands_alone(text, at, end) &&
            is_in(source, number)) {
            if (!p) p = arena_cstr(a, text);
            for (size_t i = at; i < end; i++)
                if (p[i] == point || p[i] == comma) p[i] = p[i] == point ? comma : point;
        }
        at = end;
    }
    return p ? (struct str){p, text.n} : text;
}
