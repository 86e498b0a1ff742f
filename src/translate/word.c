#include "translate/word.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

static bool is_space(uint32_t rune) {
    return u_isUWhiteSpace((UChar32)rune);
}

/* Signs such as % and € and emoji carry meaning, so they count as words; dots and quotes do not. */
static bool is_punctuation(uint32_t rune) {
    return u_ispunct((UChar32)rune) && rune != '%' && rune != '&' && rune != '@' && rune != '#';
}

static struct word trimmed(struct str text, size_t start, size_t end) {
    size_t first = start, last = end;
    for (size_t at = first; at < end && is_punctuation(utf8_next(text, &at)); first = at) continue;
    for (size_t at = last; at > first && is_punctuation(utf8_previous(text, &at)); last = at)
        continue;
    if (first >= last) return (struct word){(uint32_t)start, (uint32_t)end};
    return (struct word){(uint32_t)first, (uint32_t)last};
}

static bool has_word(struct str text, struct word w) {
    for (size_t at = w.start; at < w.end;)
        if (!is_punctuation(utf8_next(text, &at))) return true;
    return false;
}

struct word *word_list(struct arena *a, struct str text, size_t *ret_n) {
    struct word *word = NULL;
    size_t n = 0, capacity = 0, at = 0;
    while (at < text.n) {
        size_t start = at;
        if (is_space(utf8_next(text, &at))) continue;
        size_t end = at;
        while (at < text.n && !is_space(utf8_next(text, &at))) end = at;
        struct word w = trimmed(text, start, end);
        if (!has_word(text, w)) continue;
        word = arena_grow(a, word, n, &capacity, sizeof *word);
        word[n++] = w;
    }
    *ret_n = n;
    return word;
}
