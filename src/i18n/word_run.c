#include "i18n/word_run.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

static bool is_ascii_letter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_other_letter(struct str s, size_t at, size_t *ret_next) {
    uint32_t rune = utf8_next(s, &at);
    *ret_next = at;
    return u_isalnum((UChar32)rune) || (U_MASK(u_charType((UChar32)rune)) & U_GC_M_MASK);
}

/* Behind the letter at `at`; `at` when there is none. */
static size_t behind_letter(struct str s, size_t at) {
    size_t next = at + 1;
    if (is_ascii_letter(s.p[at])) return next;
    if ((unsigned char)s.p[at] < 0x80) return at;
    return is_other_letter(s, at, &next) ? next : at;
}

size_t word_run_end(struct str s, size_t at) {
    while (at < s.n) {
        size_t next = behind_letter(s, at);
        bool is_joint = next == at && s.p[at] == '-' && at + 1 < s.n;
        if (is_joint) next = behind_letter(s, at + 1);
        if (next == at + is_joint) break;
        at = next;
    }
    return at;
}

size_t word_run_fold(struct str s, char *to) {
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        unsigned char c = (unsigned char)s.p[at];
        if (c < 0x80) {
            to[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
            at++;
        } else {
            n += utf8_encode((uint32_t)u_tolower((UChar32)utf8_next(s, &at)), to + n);
        }
    }
    return n;
}
