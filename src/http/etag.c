#include "http/etag.h"

#include <inttypes.h>

#include "base/hash.h"
#include "http/header.h"

struct str etag_of(struct arena *a, struct str bytes) {
    return arena_printf(a, "\"%016" PRIx64 "\"", hash_text(bytes));
}

struct str etag_coded(struct arena *a, struct str etag, enum accept_coding coding) {
    if (coding == ACCEPT_IDENTITY || !str_ends(etag, STR("\""))) return etag;
    struct str name = accept_coding_name(coding);
    return arena_printf(a, "%.*s-%.*s\"", (int)etag.n - 1, etag.p, (int)name.n, name.p);
}

struct str etag_quick(struct arena *a, struct str etag, enum accept_coding coding) {
    struct str name = accept_coding_name(coding);
    return arena_printf(a, "%.*s-q-%.*s\"", (int)etag.n - 1, etag.p, (int)name.n, name.p);
}

/* Without W/ and quotes. */
static struct str opaque(struct str tag) {
    if (str_starts(tag, STR("W/"))) tag = str_from(tag, 2);
    if (tag.n < 2 || tag.p[0] != '"' || tag.p[tag.n - 1] != '"') return (struct str){0};
    return str_slice(tag, 1, tag.n - 1);
}

static struct str without_coding(struct str tag) {
    if (str_ends(tag, STR("-br"))) tag.n -= 3;
    if (str_ends(tag, STR("-gzip"))) tag.n -= 5;
    if (str_ends(tag, STR("-q"))) tag.n -= 2;
    return tag;
}

bool etag_matches(struct str if_none_match, struct str etag, struct str *ret_seen) {
    struct str own = opaque(etag), tag;
    if (!own.p) return false;
    while (header_next(&if_none_match, &tag)) {
        struct str theirs = opaque(tag);
        bool all = str_eq(tag, STR("*"));
        if (!all && !(theirs.p && str_eq(without_coding(theirs), own))) continue;
        *ret_seen = all ? etag : tag;
        return true;
    }
    return false;
}
