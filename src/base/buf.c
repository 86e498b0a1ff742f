#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void buf_init(struct buf *b, size_t max) {
    *b = (struct buf){.max = max};
}

void buf_release(struct buf *b) {
    free(b->p);
    *b = (struct buf){.max = b->max};
}

void buf_clear(struct buf *b) {
    b->n = 0;
    b->failed = false;
}

bool buf_reserve(struct buf *b, size_t n) {
    if (b->failed || n > b->max || b->n > b->max - n) {
        b->failed = true;
        return false;
    }
    if (b->capacity - b->n >= n) return true;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity < b->n + n) capacity *= 2;
    if (capacity > b->max) capacity = b->max;
    char *p = realloc(b->p, capacity + 1); /* one more for the NUL of buf_printf */
    if (!p) abort();
    b->p = p;
    b->capacity = capacity;
    return true;
}

void buf_add(struct buf *b, struct str s) {
    if (s.n == 0 || !buf_reserve(b, s.n)) return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void buf_add_char(struct buf *b, char c) {
    if (!buf_reserve(b, 1)) return;
    b->p[b->n++] = c;
}

void buf_add_rune(struct buf *b, uint32_t rune) {
    char bytes[4];
    buf_add(b, (struct str){bytes, utf8_encode(rune, bytes)});
}

void buf_printf(struct buf *b, const char *format, ...) {
    va_list args, again;
    size_t room = b->failed || !b->p ? 0 : b->capacity - b->n + 1;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(room ? b->p + b->n : NULL, room, format, args);
    va_end(args);
    if (n < 0) b->failed = true;
    if (n > 0 && buf_reserve(b, (size_t)n)) {
        if ((size_t)n >= room) vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_consume(struct buf *b, size_t n) {
    if (n >= b->n) {
        b->n = 0;
        return;
    }
    memmove(b->p, b->p + n, b->n - n);
    b->n -= n;
}

bool buf_failed(const struct buf *b) {
    return b->failed;
}

struct str buf_str(const struct buf *b) {
    return (struct str){b->p ? b->p : "", b->n};
}

struct str buf_keep(const struct buf *b, struct arena *a) {
    return arena_str(a, buf_str(b));
}
