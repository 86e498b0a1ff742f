#include "engine/apertium_keep.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST_WORD = 200 }; /* bytes */

static bool is_ascii_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Part of a name: ASCII letters, digits, underscore, and anything beyond ASCII. Typographic quotes
   are beyond it too, but do not stand within names. */
static bool is_name(char c) {
    return is_ascii_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool opens(char c) {
    return c && strchr("([{<\"'", c);
}

/* White space, and the quotation marks that address and name end at: « » (C2 AB, C2 BB), no-break
   space (C2 A0), and all of U+2000-206F (E2 80, E2 81). */
static size_t break_at(struct str s, size_t at) {
    if (str_is_space(s.p[at])) return 1;
    if (at + 1 >= s.n) return 0;
    unsigned char first = (unsigned char)s.p[at], second = (unsigned char)s.p[at + 1];
    if (first == 0xC2 && (second == 0xAB || second == 0xBB || second == 0xA0)) return 2;
    if (first == 0xE2 && (second == 0x80 || second == 0x81) && at + 2 < s.n) return 3;
    return 0;
}

static struct str without_final_punctuation(struct str word) {
    while (word.n && strchr(".,;:!?)]}>\"'*", word.p[word.n - 1]) && word.p[word.n - 1]) word.n--;
    return word;
}

static bool is_known_top_domain(struct str s) {
    static const char *const top[] = {"eus", "com", "org", "net",  "es", "cat",
                                      "gal", "eu",  "fr",  "info", "pt", "uk"};
    for (size_t i = 0; i < sizeof top / sizeof *top; i++)
        if (str_eq(s, str_of(top[i]))) return true;
    return false;
}

/* "zubi.eus", "www.zubi.eus:80/a?b": labels of ASCII joined by dots, the last a well-known one. */
static bool is_host(struct str word) {
    size_t n = 0, label = 0;
    struct str last = {0};
    bool dotted = false;
    while (n <= word.n) {
        char c = n < word.n ? word.p[n] : '/';
        if (!is_ascii_alnum(c) && c != '-') {
            if (n == label) return false;
            last = str_slice(word, label, n);
            if (c != '.') break;
            dotted = true;
            label = n + 1;
        }
        n++;
    }
    char next = n < word.n ? word.p[n] : '/';
    return dotted && is_known_top_domain(last) && (next == '/' || next == ':' || next == '?');
}

/* One @, with something that looks like a name before and a domain behind. */
static bool is_mail(struct str word) {
    size_t at = str_find(word, '@');
    if (at == 0 || at + 3 >= word.n || !is_ascii_alnum(word.p[at - 1])) return false;
    struct str domain = str_from(word, at + 1);
    size_t dot = str_find(domain, '.');
    return dot > 0 && dot + 1 < domain.n && str_find(domain, '@') == domain.n;
}

static bool is_address(struct str word) {
    size_t scheme = str_search(word, STR("://"));
    if (scheme > 0 && scheme < 12 && scheme + 3 < word.n) {
        for (size_t i = 0; i < scheme; i++)
            if (!is_ascii_alnum(word.p[i])) return false;
        return true;
    }
    return (str_starts(word, STR("www.")) && word.n > 6) || is_mail(word) || is_host(word);
}

/* How many bytes at the start of `word` are to be kept. */
static size_t kept(struct str word) {
    struct str core = without_final_punctuation(word);
    if (core.n > LONGEST_WORD) return core.n;
    if (is_address(core)) return core.n;
    if (core.n > 1 && (core.p[0] == '@' || core.p[0] == '#') && is_name(core.p[1])) {
        size_t n = 1;
        while (n < core.n && is_name(core.p[n])) n++;
        return n;
    }
    return 0;
}

static bool may_be_kept(struct str word) {
    if (word.n > LONGEST_WORD) return true;
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] == '@' || word.p[i] == '#' || word.p[i] == '.' || word.p[i] == ':')
            return true;
    return false;
}

bool apertium_keep_find(struct str text, size_t from, size_t *ret_start, size_t *ret_end) {
    size_t at = from;
    while (at < text.n) {
        size_t gap = break_at(text, at);
        if (gap > 0 || opens(text.p[at])) {
            at += gap > 0 ? gap : 1;
            continue;
        }
        size_t end = at;
        while (end < text.n && break_at(text, end) == 0) end++;
        struct str word = str_slice(text, at, end);
        /* A range found before ends within a word: what follows it is no new word. */
        bool starts = at != from || from == 0;
        size_t n = starts && may_be_kept(word) ? kept(word) : 0;
        if (n > 0) {
            *ret_start = at;
            *ret_end = at + n;
            return true;
        }
        at = end;
    }
    return false;
}
