#include "http/compress.h"

#include <brotli/encode.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "http/header.h"

/* zlib counts in 32 bits; nothing near that is text. */
enum { LARGEST = 1 << 30 };

static bool gzip(struct str bytes, int level, char *p, size_t *n) {
    z_stream z = {0};
    /* 15 + 16: the largest window, with a gzip header (whose time is 0). */
    if (deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) abort();
    z.next_in = (unsigned char *)(uintptr_t)bytes.p;
    z.avail_in = (unsigned)bytes.n;
    z.next_out = (unsigned char *)p;
    z.avail_out = (unsigned)*n;
    int outcome = deflate(&z, Z_FINISH);
    *n = z.total_out;
    deflateEnd(&z);
    return outcome == Z_STREAM_END;
}

static bool brotli(struct str bytes, int quality, char *p, size_t *n) {
    return BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.n,
                                 (const uint8_t *)bytes.p, n, (uint8_t *)p) == BROTLI_TRUE;
}

bool compress_text(struct arena *a, struct str bytes, enum accept_coding coding, int effort,
                   struct str *ret_bytes) {
    if (coding == ACCEPT_IDENTITY || bytes.n == 0 || bytes.n > LARGEST) return false;
    /* Room for as much as there was: what does not fit would not be smaller. */
    char *p = malloc(bytes.n);
    if (!p) abort();
    size_t n = bytes.n;
    bool quick = effort == COMPRESS_QUICK;
    bool fits = coding == ACCEPT_BROTLI ? brotli(bytes, quick ? 5 : 11, p, &n)
                                        : gzip(bytes, quick ? 6 : 9, p, &n);
    bool smaller = fits && n < bytes.n;
    if (smaller) *ret_bytes = arena_str(a, (struct str){p, n});
    free(p);
    return smaller;
}

bool compress_is_worth(struct str content_type) {
    static const char *const types[] = {"application/json", "application/javascript",
                                        "application/xml", "application/manifest+json",
                                        "image/svg+xml"};
    struct str type = header_trim(str_slice(content_type, 0, str_find(content_type, ';')));
    if (str_eq_nocase(str_slice(type, 0, 5), STR("text/"))) return true;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_eq_nocase(type, str_of(types[i]))) return true;
    return str_ends(type, STR("+json")) || str_ends(type, STR("+xml"));
}
