#include "i18n/normalize.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "i18n/language.h"
#include "i18n/utf16.h"

/* Whether the bytes alone show that this is NFC: runes below U+0300, where nothing combines, and
   the dashes, quotation marks and dots of U+2010 to U+203F. */
static bool plainly_nfc(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0xcc) continue;
        if (c != 0xe2 || i + 2 >= s.n || (unsigned char)s.p[i + 1] != 0x80) return false;
        if ((unsigned char)s.p[i + 2] < 0x90) return false;
        i += 2;
    }
    return true;
}

static const UNormalizer2 *nfc(void) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
    assert(U_SUCCESS(status));
    return normalizer;
}

static struct str compose(struct arena *a, struct utf16 text, bool *ret_same) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t done = unorm2_spanQuickCheckYes(nfc(), text.p, text.n, &status);
    assert(U_SUCCESS(status));
    *ret_same = done == text.n;
    if (*ret_same) return (struct str){NULL, 0};
    /* Composition grows a text at most threefold (U+FB2C). */
    int32_t room = text.n * 3 + 1;
    UChar *p = arena_array(a, (size_t)room, sizeof *p);
    int32_t n = unorm2_normalize(nfc(), text.p, text.n, p, room, &status);
    assert(U_SUCCESS(status));
    return utf16_to(a, p, n);
}

struct str normalize_nfc(struct arena *a, struct str s) {
    if (plainly_nfc(s)) return s;
    bool same;
    struct str composed = compose(a, utf16_from(a, s), &same);
    return same ? s : composed;
}

bool normalize_is_nfc(struct str s) {
    if (plainly_nfc(s)) return true;
    struct arena a;
    arena_init(&a);
    bool is = str_eq(normalize_nfc(&a, s), s);
    arena_release(&a);
    return is;
}

struct str normalize_fold(struct arena *a, struct str s) {
    struct utf16 text = utf16_from(a, s);
    int32_t room = text.n * 3 + 1; /* the longest full folding is three units */
    UChar *p = arena_array(a, (size_t)room, sizeof *p);
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = u_strFoldCase(p, room, text.p, text.n, U_FOLD_CASE_DEFAULT, &status);
    assert(U_SUCCESS(status));
    bool same;
    struct str composed = compose(a, (struct utf16){p, n}, &same);
    return same ? utf16_to(a, p, n) : composed;
}

/* The bytes of the first letter with what combines with it; false when a digit or nothing comes. */
static bool first_letter(struct str s, size_t *ret_start, size_t *ret_end) {
    for (size_t at = 0; at < s.n;) {
        size_t start = at;
        uint32_t rune = utf8_next(s, &at);
        if (u_isdigit((UChar32)rune)) return false;
        if (!u_isalpha((UChar32)rune)) continue;
        size_t end = at;
        while (at < s.n && u_charType((UChar32)utf8_next(s, &at)) == U_NON_SPACING_MARK) end = at;
        *ret_start = start;
        *ret_end = end;
        return true;
    }
    return false;
}

typedef int32_t change_case(UChar *to, int32_t room, const UChar *from, int32_t n,
                            const char *locale, UErrorCode *status);

static struct str change_first(struct arena *a, struct str language, struct str s,
                               change_case *change) {
    size_t start, end;
    if (!first_letter(s, &start, &end)) return s;
    char locale[LANGUAGE_MAX_TAG + 1] = "";
    if (language.n <= LANGUAGE_MAX_TAG) memcpy(locale, language.p ? language.p : "", language.n);
    struct utf16 letter = utf16_from(a, str_slice(s, start, end));
    int32_t room = letter.n * 3 + 1;
    UChar *p = arena_array(a, (size_t)room, sizeof *p);
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = change(p, room, letter.p, letter.n, locale, &status);
    if (U_FAILURE(status)) return s;
    struct str changed = utf16_to(a, p, n);
    char *whole = arena_alloc(a, s.n - (end - start) + changed.n + 1);
    memcpy(whole, s.p, start);
    memcpy(whole + start, changed.p, changed.n);
    memcpy(whole + start + changed.n, s.p + end, s.n - end);
    return (struct str){whole, s.n - (end - start) + changed.n};
}

/* As at the start of a sentence, so that "ǆ" becomes "ǅ" and not "Ǆ". */
static int32_t to_title(UChar *to, int32_t room, const UChar *from, int32_t n, const char *locale,
                        UErrorCode *status) {
    return u_strToTitle(to, room, from, n, NULL, locale, status);
}

struct str normalize_upper_first(struct arena *a, struct str language, struct str s) {
    return change_first(a, language, s, to_title);
}

struct str normalize_lower_first(struct arena *a, struct str language, struct str s) {
    return change_first(a, language, s, u_strToLower);
}
