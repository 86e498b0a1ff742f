#include "story/sentence_token.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_in_number(struct str s, size_t at) {
    if (at < s.n && is_digit(s.p[at])) return true;
    if (at + 1 >= s.n || !is_digit(s.p[at + 1])) return false;
    return s.p[at] == '.' || s.p[at] == ',' || s.p[at] == ':' || s.p[at] == '/';
}

static bool is_in_word(uint32_t rune) {
    if (rune < 0x80) return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
    return u_isalpha((UChar32)rune) || u_getCombiningClass((UChar32)rune) != 0 ||
           u_charType((UChar32)rune) == U_NON_SPACING_MARK;
}

/* The end of the token that starts at `start`. */
static size_t end_of(struct str s, size_t start, enum sentence_token_kind *ret_kind) {
    size_t at = start;
    if (is_digit(s.p[at])) {
        while (is_in_number(s, at)) at++;
        *ret_kind = SENTENCE_NUMBER;
        return at;
    }
    bool word = is_in_word(utf8_next(s, &at));
    size_t end = at;
    while (word && at < s.n && is_in_word(utf8_next(s, &at))) end = at;
    *ret_kind = word ? SENTENCE_WORD : SENTENCE_SIGN;
    return end;
}

struct sentence_token *sentence_token_list(struct arena *a, struct str s, size_t *ret_n) {
    struct sentence_token *token = NULL;
    size_t n = 0, capacity = 0, at = 0;
    while (at < s.n && n < SENTENCE_TOKEN_MOST) {
        size_t start = at;
        if (u_isUWhiteSpace((UChar32)utf8_next(s, &at))) continue;
        token = arena_grow(a, token, n, &capacity, sizeof *token);
        at = end_of(s, start, &token[n].kind);
        token[n].start = (uint32_t)start;
        token[n++].end = (uint32_t)at;
    }
    *ret_n = n;
    return token;
}
