#include "engine/apertium_align.h"

#include <stdbool.h>
#include <string.h>

enum {
    REACH = 256, /* the longest change looked for, in bytes of both sides together */
    SURE = 6,    /* equal bytes that end a change */
};

static bool is_inside_character(struct str s, size_t at) {
    return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

static bool meets(struct str before, size_t i, struct str after, size_t j) {
    size_t left = before.n - i, right = after.n - j, n = left < right ? left : right;
    if (is_inside_character(before, i) || is_inside_character(after, j)) return false;
    if (n < SURE && left != right) return false;
    return memcmp(before.p + i, after.p + j, n < SURE ? n : SURE) == 0;
}

/* From a place where they differ to the nearest where they are equal again, or the end. */
static struct apertium_change change_at(struct str before, size_t i, struct str after, size_t j) {
    size_t left = before.n - i, right = after.n - j;
    struct apertium_change c = {(uint32_t)i, (uint32_t)before.n, (uint32_t)j, (uint32_t)after.n};
    for (size_t both = 1; both <= REACH && both <= left + right; both++) {
        for (size_t skip = both > right ? both - right : 0; skip <= both && skip <= left; skip++) {
            if (!meets(before, i + skip, after, j + both - skip)) continue;
            c.before_end = (uint32_t)(i + skip);
            c.after_end = (uint32_t)(j + both - skip);
            return c;
        }
    }
    return c;
}

struct apertium_change *apertium_align_diff(struct arena *a, struct str before, struct str after,
                                            size_t *ret_n) {
    struct apertium_change *change = NULL;
    size_t n = 0, capacity = 0, i = 0, j = 0;
    while (i < before.n || j < after.n) {
        if (i < before.n && j < after.n && before.p[i] == after.p[j]) {
            i++;
            j++;
            continue;
        }
        while (i > 0 && j > 0 && (is_inside_character(before, i) || is_inside_character(after, j)))
            i--, j--;
        change = arena_grow(a, change, n, &capacity, sizeof *change);
        change[n] = change_at(before, i, after, j);
        i = change[n].before_end;
        j = change[n].after_end;
        n++;
    }
    *ret_n = n;
    return change;
}

void apertium_align_map(struct apertium_walk *w, uint32_t start, uint32_t end, uint32_t *ret_start,
                        uint32_t *ret_end) {
    while (w->at < w->n && w->change[w->at].before_end <= start) {
        w->shift = (int64_t)w->change[w->at].after_end - w->change[w->at].before_end;
        w->at++;
    }
    bool starts_inside = w->at < w->n && w->change[w->at].before_start <= start;
    *ret_start = starts_inside ? w->change[w->at].after_start : (uint32_t)(start + w->shift);
    size_t at = w->at;
    int64_t shift = w->shift;
    while (at < w->n && w->change[at].before_end <= end) {
        shift = (int64_t)w->change[at].after_end - w->change[at].before_end;
        at++;
    }
    bool ends_inside = at < w->n && w->change[at].before_start < end;
    *ret_end = ends_inside ? w->change[at].after_end : (uint32_t)(end + shift);
}
