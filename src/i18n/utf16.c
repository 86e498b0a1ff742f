#include "i18n/utf16.h"

#include <assert.h>
#include <unicode/ustring.h>

#include "base/utf8.h"

struct utf16 utf16_from(struct arena *a, struct str s) {
    s = utf8_cut(s, UTF16_MAX_BYTES);
    /* A UTF-8 byte never makes more than one unit, a broken one makes one U+FFFD. */
    UChar *p = arena_array(a, s.n + 1, sizeof *p);
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(p, (int32_t)s.n + 1, &n, s.n ? s.p : "", (int32_t)s.n, 0xfffd, NULL,
                         &status);
    assert(U_SUCCESS(status));
    return (struct utf16){p, n};
}

struct str utf16_to(struct arena *a, const UChar *p, int32_t n) {
    assert(n >= 0 && n <= UTF16_MAX_BYTES * 4LL);
    size_t room = (size_t)n * 3 + 1;
    char *bytes = arena_alloc(a, room);
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8WithSub(bytes, (int32_t)room, &length, p, n, 0xfffd, NULL, &status);
    assert(U_SUCCESS(status));
    return (struct str){bytes, (size_t)length};
}
