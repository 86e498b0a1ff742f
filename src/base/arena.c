#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 8192, LARGEST_CHUNK = 1 << 20, ALIGN = 16 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t used, size;
    _Alignas(ALIGN) char bytes[];
};

struct arena_cleanup {
    struct arena_cleanup *older;
    void (*run)(void *);
    void *what;
};

static void out_of_memory(size_t size) {
    fprintf(stderr, "zubi: out of memory (wanted %zu bytes)\n", size);
    abort();
}

void arena_init(struct arena *a) {
    memset(a, 0, sizeof *a);
}

static void run_cleanups(struct arena *a) {
    while (a->cleanup) {
        struct arena_cleanup *c = a->cleanup;
        a->cleanup = c->older;
        c->run(c->what);
    }
}

void arena_release(struct arena *a) {
    run_cleanups(a);
    while (a->chunk) {
        struct arena_chunk *older = a->chunk->older;
        free(a->chunk);
        a->chunk = older;
    }
    a->used = 0;
}

void arena_reset(struct arena *a) {
    run_cleanups(a);
    while (a->chunk && a->chunk->older) {
        struct arena_chunk *older = a->chunk->older;
        free(a->chunk);
        a->chunk = older;
    }
    if (a->chunk && a->chunk->size > FIRST_CHUNK) {
        free(a->chunk);
        a->chunk = NULL;
    }
    if (a->chunk) a->chunk->used = 0;
    a->used = 0;
}

static struct arena_chunk *add_chunk(struct arena *a, size_t at_least) {
    size_t size = a->chunk ? a->chunk->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
    if (size < at_least) size = at_least;
    struct arena_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk) out_of_memory(size);
    *chunk = (struct arena_chunk){.older = a->chunk, .size = size};
    a->chunk = chunk;
    return chunk;
}

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2) out_of_memory(size);
    size_t padded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (padded == 0) padded = ALIGN;
    struct arena_chunk *chunk = a->chunk;
    if (!chunk || chunk->size - chunk->used < padded) chunk = add_chunk(a, padded);
    char *p = chunk->bytes + chunk->used;
    chunk->used += padded;
    a->used += padded;
    return memset(p, 0, padded);
}

void *arena_array(struct arena *a, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) out_of_memory(SIZE_MAX);
    return arena_alloc(a, bytes);
}

char *arena_cstr(struct arena *a, struct str s) {
    char *p = arena_alloc(a, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return p;
}

struct str arena_str(struct arena *a, struct str s) {
    return (struct str){arena_cstr(a, s), s.n};
}

struct str arena_vprintf(struct arena *a, const char *format, va_list args) {
    va_list again;
    struct arena_chunk *chunk = a->chunk;
    size_t room = chunk ? chunk->size - chunk->used : 0;
    char *p = room ? chunk->bytes + chunk->used : NULL;
    va_copy(again, args);
    int n = vsnprintf(p, room, format, again);
    va_end(again);
    if (n < 0) return STR("");
    if ((size_t)n < room) {
        size_t padded = ((size_t)n + ALIGN) & ~(size_t)(ALIGN - 1);
        if (padded > room) padded = room;
        chunk->used += padded;
        a->used += padded;
        return (struct str){p, (size_t)n};
    }
    p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, args);
    return (struct str){p, (size_t)n};
}

struct str arena_printf(struct arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    struct str s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

void arena_on_release(struct arena *a, void (*run)(void *what), void *what) {
    struct arena_cleanup *c = arena_alloc(a, sizeof *c);
    *c = (struct arena_cleanup){.older = a->cleanup, .run = run, .what = what};
    a->cleanup = c;
}

void *arena_grow(struct arena *a, void *items, size_t n, size_t *capacity, size_t size) {
    if (items && n < *capacity) return items;
    size_t more = items ? *capacity * 2 : 8;
    if (more <= n) more = n + 1;
    void *larger = arena_array(a, more, size);
    if (items) memcpy(larger, items, *capacity * size);
    *capacity = more;
    return larger;
}
