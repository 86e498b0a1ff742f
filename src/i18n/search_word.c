#include "i18n/search_word.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

enum kind { SPACE, LETTER, DIGIT, MARK, SIGN };

/* Signs of scripts that set no spaces: each is a word, and those asked for together a phrase. */
static bool is_sign(UChar32 c) {
    if (c < 0x0e00) return false;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return true;
    int32_t breaks = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
    return breaks == U_LB_COMPLEX_CONTEXT || (c >= 0x3041 && c <= 0x30ff);
}

static enum kind kind_of(uint32_t rune) {
    if (rune < 0x80) {
        char c = (char)rune;
        if (c >= '0' && c <= '9') return DIGIT;
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? LETTER : SPACE;
    }
    UChar32 c = (UChar32)rune;
    switch (u_charType(c)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER: return LETTER;
    case U_OTHER_LETTER: return is_sign(c) ? SIGN : rune == 0xaa || rune == 0xba ? SPACE : LETTER;
    case U_DECIMAL_DIGIT_NUMBER: return DIGIT;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK: return MARK;
    default: return SPACE;
    }
}

/* Whether a word goes on with `next` behind `last`. */
static bool goes_on(enum kind last, enum kind next) {
    if (next == MARK) return true;
    if (last == SIGN || next == SIGN || next == SPACE) return false;
    return !(last == DIGIT && next == LETTER);
}

bool search_word_next(struct str text, size_t *at, struct search_word *ret_word) {
    size_t next = *at, start = *at;
    enum kind last = SPACE;
    while (next < text.n && (last == SPACE || last == MARK)) {
        start = next;
        last = kind_of(utf8_next(text, &next));
    }
    *at = next;
    if (last == SPACE || last == MARK) return false;
    while (next < text.n) {
        enum kind kind = kind_of(utf8_next(text, &next));
        if (!goes_on(last, kind)) break;
        if (kind != MARK) last = kind;
        *at = next;
    }
    *ret_word = (struct search_word){start, *at};
    return true;
}
