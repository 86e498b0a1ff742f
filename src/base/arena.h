#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/* Memory of one request, one job or one loaded file: taken piece by piece, given back whole.
   Running out of memory ends the program: every size a stranger can choose has a ceiling at the
   door, so that it cannot be chosen by one. Not for use by two threads at once. */

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena_chunk;
struct arena_cleanup;

struct arena {
    struct arena_chunk *chunk;     /* newest first */
    struct arena_cleanup *cleanup; /* newest first */
    size_t used;                   /* bytes handed out since the last reset */
};

void arena_init(struct arena *a);
/* Runs the cleanups and gives all memory back. Takes a zeroed or a released arena too. */
void arena_release(struct arena *a);
/* As arena_release, but keeps the oldest chunk for the next use. */
void arena_reset(struct arena *a);
/* `size` zeroed bytes, aligned for any type. Never NULL; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));
/* `n` zeroed elements of `size` bytes; an overflow ends the program. */
void *arena_array(struct arena *a, size_t n, size_t size) __attribute__((returns_nonnull));
/* A copy that lives as long as the arena; a NUL follows its bytes. */
struct str arena_str(struct arena *a, struct str s);
/* The same as a C string for libraries that want one. */
char *arena_cstr(struct arena *a, struct str s);
/* printf into the arena; a NUL follows the bytes. */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), nonnull(2)));
/* Calls run(what) when the arena is reset or released, newest first. */
void arena_on_release(struct arena *a, void (*run)(void *what), void *what);
/* Makes room for element number `n` in an array that grows: items must be NULL or have come from
   here. Returns the (possibly moved) array; *capacity is kept by this function. */
void *arena_grow(struct arena *a, void *items, size_t n, size_t *capacity, size_t size);

#endif
