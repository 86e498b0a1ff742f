#include "base/hash.h"

#include <sodium.h>

uint64_t hash_quick(struct str s) {
    uint64_t h = 0xcbf29ce484222325U;
    for (size_t i = 0; i < s.n; i++) {
        h ^= (unsigned char)s.p[i];
        h *= 0x100000001b3U;
    }
    return h;
}

static void digest(struct str s, unsigned char ret_digest[32]) {
    crypto_generichash(ret_digest, 32, (const unsigned char *)s.p, s.n, NULL, 0);
}

uint64_t hash_text(struct str s) {
    unsigned char bytes[32];
    digest(s, bytes);
    uint64_t h = 0;
    for (int i = 7; i >= 0; i--) h = h << 8 | bytes[i];
    return h;
}

struct str hash_hex(struct arena *a, struct str s) {
    unsigned char bytes[32];
    digest(s, bytes);
    char *hex = arena_alloc(a, 65);
    sodium_bin2hex(hex, 65, bytes, sizeof bytes);
    return (struct str){hex, 64};
}
