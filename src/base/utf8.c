#include "base/utf8.h"

#include <string.h>

/* Length of the valid sequence at p with `n` bytes left, or 0. */
static size_t sequence(const unsigned char *p, size_t n) {
    if (p[0] < 0x80) return 1;
    size_t length = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n < length) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xC0) != 0x80) return 0;
    if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
    if (p[0] == 0xED && p[1] > 0x9F) return 0;
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;
    if (p[0] == 0xF4 && p[1] > 0x8F) return 0;
    return length;
}

size_t utf8_invalid_at(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    while (i < s.n) {
        while (s.n - i >= 8) {
            uint64_t eight;
            memcpy(&eight, p + i, 8);
            if (eight & 0x8080808080808080U) break;
            i += 8;
        }
        if (i == s.n) break;
        size_t length = sequence(p + i, s.n - i);
        if (length == 0) return i;
        i += length;
    }
    return s.n;
}

bool utf8_is_valid(struct str s) {
    return utf8_invalid_at(s) == s.n;
}

uint32_t utf8_next(struct str s, size_t *at) {
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t left = s.n - *at;
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    size_t length = sequence(p, left);
    if (length == 0) {
        *at += 1;
        return 0xFFFD;
    }
    *at += length;
    uint32_t rune = p[0] & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) rune = rune << 6 | (p[i] & 0x3FU);
    return rune;
}

uint32_t utf8_previous(struct str s, size_t *at) {
    size_t start = *at - 1;
    while (start > 0 && ((unsigned char)s.p[start] & 0xC0) == 0x80) start--;
    *at = start;
    size_t end = start;
    return utf8_next(s, &end);
}

size_t utf8_encode(uint32_t rune, char *ret_bytes) {
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) rune = 0xFFFD;
    if (rune < 0x80) {
        ret_bytes[0] = (char)rune;
        return 1;
    }
    if (rune < 0x800) {
        ret_bytes[0] = (char)(0xC0 | rune >> 6);
        ret_bytes[1] = (char)(0x80 | (rune & 0x3F));
        return 2;
    }
    if (rune < 0x10000) {
        ret_bytes[0] = (char)(0xE0 | rune >> 12);
        ret_bytes[1] = (char)(0x80 | (rune >> 6 & 0x3F));
        ret_bytes[2] = (char)(0x80 | (rune & 0x3F));
        return 3;
    }
    ret_bytes[0] = (char)(0xF0 | rune >> 18);
    ret_bytes[1] = (char)(0x80 | (rune >> 12 & 0x3F));
    ret_bytes[2] = (char)(0x80 | (rune >> 6 & 0x3F));
    ret_bytes[3] = (char)(0x80 | (rune & 0x3F));
    return 4;
}

size_t utf8_length(struct str s) {
    size_t runes = 0;
    for (size_t i = 0; i < s.n; i++) runes += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return runes;
}

struct str utf8_cut(struct str s, size_t max_bytes) {
    if (s.n <= max_bytes) return s;
    size_t end = max_bytes;
    while (end > 0 && ((unsigned char)s.p[end] & 0xC0) == 0x80) end--;
    return str_slice(s, 0, end);
}
