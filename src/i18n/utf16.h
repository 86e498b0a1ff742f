#ifndef I18N_UTF16_H
#define I18N_UTF16_H
/* Text as ICU wants it. Only for files that call ICU. */

#include <stdint.h>
#include <unicode/umachine.h>

#include "base/arena.h"
#include "base/str.h"

enum { UTF16_MAX_BYTES = 64 << 20 }; /* of UTF-8; what is longer is cut there */

struct utf16 {
    UChar *p; /* a NUL follows, not counted */
    int32_t n;
};

/* What is not valid UTF-8 becomes U+FFFD. */
struct utf16 utf16_from(struct arena *a, struct str s);
/* Unpaired surrogates become U+FFFD. */
struct str utf16_to(struct arena *a, const UChar *p, int32_t n);

#endif
