#ifndef BASE_BUF_H
#define BASE_BUF_H
/* A growable buffer, born with the most bytes it may ever hold. Adding beyond that, or after it,
   changes nothing but marks the buffer failed: write freely, check buf_failed once at the end.
   Its memory is the buffer's own (malloc), given back by buf_release. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct buf {
    char *p;
    size_t n, capacity, max;
    bool failed;
};

void buf_init(struct buf *b, size_t max);
/* Frees; the buffer is empty and usable again with the same ceiling. */
void buf_release(struct buf *b);
/* Empty, but keeps its memory. Takes a failure back. */
void buf_clear(struct buf *b);
void buf_add(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
/* A Unicode scalar value as UTF-8. */
void buf_add_rune(struct buf *b, uint32_t rune);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `n` more bytes at b->p + b->n, for read(2) and the like: the caller then adds to b->n.
   False when that is over the ceiling. */
bool buf_reserve(struct buf *b, size_t n);
/* Removes the first `n` bytes. */
void buf_consume(struct buf *b, size_t n);
bool buf_failed(const struct buf *b);
/* What is in it; valid until the next change. */
struct str buf_str(const struct buf *b);
/* A copy in the arena. */
struct str buf_keep(const struct buf *b, struct arena *a);

#endif
