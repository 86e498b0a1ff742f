#include "engine/apertium_text.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "engine/apertium_keep.h"

/* Text under construction with its way back. */
struct draft {
    char *p;
    uint32_t *origin;
    size_t n, capacity;
};

static void reserve(struct arena *a, struct draft *d, size_t n) {
    if (d->capacity - d->n >= n) return;
    struct draft larger = {.n = d->n, .capacity = d->capacity * 2 + n};
    larger.p = arena_alloc(a, larger.capacity);
    larger.origin = arena_array(a, larger.capacity, sizeof *larger.origin);
    if (d->n > 0) {
        memcpy(larger.p, d->p, d->n);
        memcpy(larger.origin, d->origin, d->n * sizeof *d->origin);
    }
    *d = larger;
}

/* Bytes that came from one place, or (step) one byte each from a row of places. */
static void put(struct arena *a, struct draft *d, struct str s, size_t origin, bool step) {
    reserve(a, d, s.n);
    for (size_t i = 0; i < s.n; i++) {
        d->p[d->n] = s.p[i];
        d->origin[d->n++] = (uint32_t)(origin + (step ? i : 0));
    }
}

static bool is_dropped(uint32_t rune) {
    return rune == 0xAD || rune == 0xFEFF || rune == 0xFFFE || rune == 0xFFFF ||
           (rune < 0x20 && rune != '\t' && rune != '\n') || rune == 0x7F;
}

static void put_rune(struct arena *a, struct draft *d, struct str source, size_t start, size_t end,
                     uint32_t rune) {
    if (is_dropped(rune)) return;
    if (rune == '\n') {
        put(a, d, STR(" "), start, false);
        return;
    }
    put(a, d, str_slice(source, start, end), start, true);
}

static void put_as_it_is(struct arena *a, struct draft *d, struct str source, size_t start,
                         size_t end) {
    size_t at = start;
    while (at < end) {
        size_t from = at;
        uint32_t rune = utf8_next(source, &at);
        put_rune(a, d, source, from, at, rune);
    }
}

/* A stretch that composing may change. When it does, all of it comes from the stretch's start. */
static void put_composed(struct arena *a, struct draft *d, struct str source, size_t start,
                         size_t end, const UNormalizer2 *nfc) {
    size_t n = end - start, capacity = n * 3 + 1;
    UChar *wide = arena_array(a, n + 1, sizeof *wide);
    UChar *composed = arena_array(a, capacity, sizeof *composed);
    char *bytes = arena_alloc(a, capacity * 3 + 1);
    UErrorCode status = U_ZERO_ERROR;
    int32_t n_wide = 0, n_composed = 0, n_bytes = 0;
    u_strFromUTF8(wide, (int32_t)n + 1, &n_wide, source.p + start, (int32_t)n, &status);
    n_composed = unorm2_normalize(nfc, wide, n_wide, composed, (int32_t)capacity, &status);
    u_strToUTF8(bytes, (int32_t)(capacity * 3 + 1), &n_bytes, composed, n_composed, &status);
    struct str result = {bytes, (size_t)n_bytes};
    if (U_FAILURE(status) || str_eq(result, str_slice(source, start, end)))
        put_as_it_is(a, d, source, start, end);
    else
        for (size_t at = 0; at < result.n;) {
            size_t from = at;
            if (!is_dropped(utf8_next(result, &at)))
                put(a, d, str_slice(result, from, at), start, false);
        }
}

/* Characters below U+0300 are composed already and change nothing before them; so only stretches
   from one of these (or another safe border) to the next are given to the normaliser. */
static void compose(struct arena *a, struct draft *d, struct str source) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    size_t at = 0, start = 0; /* of the stretch that is open */
    bool safe = true;         /* nothing in it needs composing */
    while (at < source.n) {
        size_t from = at;
        uint32_t rune = utf8_next(source, &at);
        bool plain = rune < 0x300;
        if (plain || U_FAILURE(status) || unorm2_hasBoundaryBefore(nfc, (UChar32)rune)) {
            if (safe)
                put_as_it_is(a, d, source, start, from);
            else
                put_composed(a, d, source, start, from, nfc);
            start = from;
            safe = true;
        }
        safe = safe && plain;
    }
    if (safe)
        put_as_it_is(a, d, source, start, source.n);
    else
        put_composed(a, d, source, start, source.n, nfc);
}

static bool is_plain_ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] >= 0x7F) return false;
    return true;
}

/* Puts placeholders where apertium_keep finds something. */
static struct draft replace(struct arena *a, const struct draft *from, struct apertium_text *text) {
    struct str s = {from->p, from->n};
    struct draft d = {0};
    reserve(a, &d, from->n + 2);
    size_t at = 0, start, end, capacity = 0;
    while (apertium_keep_find(s, at, &start, &end)) {
        memcpy(d.p + d.n, s.p + at, start - at);
        memcpy(d.origin + d.n, from->origin + at, (start - at) * sizeof *d.origin);
        d.n += start - at;
        text->keep = arena_grow(a, text->keep, text->n_keeps, &capacity, sizeof *text->keep);
        struct apertium_keep *keep = &text->keep[text->n_keeps++];
        keep->start = (uint32_t)d.n;
        keep->text = str_slice(s, start, end);
        put(a, &d, STR(APERTIUM_PLACEHOLDER), from->origin[start], false);
        keep->end = (uint32_t)d.n;
        reserve(a, &d, from->n - end + 2);
        at = end;
    }
    memcpy(d.p + d.n, s.p + at, s.n - at);
    memcpy(d.origin + d.n, from->origin + at, (s.n - at) * sizeof *d.origin);
    d.n += s.n - at;
    return d;
}

struct apertium_text apertium_text_prepare(struct arena *a, struct str source, bool keep) {
    struct draft d = {0};
    reserve(a, &d, source.n + 2);
    if (is_plain_ascii(source))
        put(a, &d, source, 0, true);
    else
        compose(a, &d, source);
    struct apertium_text text = {0};
    size_t start, end;
    if (keep && apertium_keep_find((struct str){d.p, d.n}, 0, &start, &end))
        d = replace(a, &d, &text);
    reserve(a, &d, 2);
    d.p[d.n] = '.';
    d.origin[d.n] = d.origin[d.n + 1] = (uint32_t)source.n;
    text.text = (struct str){d.p, d.n};
    text.origin = d.origin;
    return text;
}

void apertium_text_origin(const struct apertium_text *text, uint32_t start, uint32_t end,
                          uint32_t *ret_start, uint32_t *ret_end) {
    uint32_t n = (uint32_t)text->text.n;
    /* Within a stretch of one origin the range ends where the next one begins. */
    while (end > 0 && end < n && text->origin[end] == text->origin[end - 1]) end++;
    *ret_start = text->origin[start < n ? start : n];
    *ret_end = text->origin[end < n ? end : n];
}
