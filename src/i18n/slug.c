#include "i18n/slug.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/utf8.h"
#include "i18n/utf16.h"

/* More of a headline than a slug can ever hold. */
enum { MAX_HEADLINE = 1000 };

struct slug_maker {
    UTransliterator *to_ascii;
};

int slug_open(struct slug_maker **ret, struct err *e) {
    static const char id[] = "Any-Latin; Latin-ASCII; Lower";
    UChar wide[sizeof id];
    u_charsToUChars(id, wide, sizeof id);
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *opened = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) {
        return err_set(e, E_IO, "cannot open ICU's transliterator: %s", u_errorName(status));
    }
    struct slug_maker *maker = calloc(1, sizeof *maker);
    if (!maker) abort();
    maker->to_ascii = opened;
    *ret = maker;
    return 0;
}

void slug_close(struct slug_maker *maker) {
    if (!maker) return;
    utrans_close(maker->to_ascii);
    free(maker);
}

static struct str to_ascii(const struct slug_maker *maker, struct arena *a, struct str headline) {
    struct utf16 from = utf16_from(a, utf8_cut(headline, MAX_HEADLINE));
    int32_t room = from.n * 16 + 64, n = from.n, limit = from.n;
    UChar *text = arena_array(a, (size_t)room, sizeof *text);
    u_memcpy(text, from.p, from.n);
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(maker->to_ascii, text, &n, room, 0, &limit, &status);
    return U_SUCCESS(status) ? utf16_to(a, text, n) : headline;
}

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Apostrophes and dots stand within words ("l'aigua", "60.000"); so does what is still not ASCII,
   such as combining marks. */
static bool is_dropped(char c) {
    return c == '\'' || c == '.' || c == '`' || (unsigned char)c >= 0x80;
}

struct str slug_make(struct slug_maker *maker, struct arena *a, struct str headline) {
    struct str ascii = to_ascii(maker, a, headline);
    char *slug = arena_alloc(a, SLUG_MAX + 2);
    size_t n = 0, whole = 0; /* bytes up to the end of the last word that is complete */
    bool gap = false;
    for (size_t i = 0; i < ascii.n; i++) {
        char c = ascii.p[i];
        if (is_dropped(c)) continue;
        if (!is_word_byte(c)) {
            gap = n > 0;
            continue;
        }
        if (gap) whole = n;
        if (n + gap >= SLUG_MAX) {
            n = whole ? whole : n;
            break;
        }
        if (gap) slug[n++] = '-';
        gap = false;
        slug[n++] = c;
    }
    return n ? (struct str){slug, n} : STR("s");
}
