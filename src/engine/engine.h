#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H
/* What every translation engine can do. Behind it stand Apertium and others; in front of it nobody
   knows which. Every function may be called from any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct engine_direction {
    struct str from, to; /* BCP 47: "eu", "pt-BR" */
    struct str engine;   /* "apertium" */
    struct str name;     /* what the engine calls it: "spa-cat_valencia" */
    struct str version;  /* changes whenever the engine might translate otherwise */
};

struct engine_input {
    struct str text; /* one segment: valid UTF-8, no NUL, no line breaks, any length up to
                        ENGINE_MAX_SEGMENT */
};

/* These bytes of the target are the translation of those bytes of the source. Sorted by target
   start; a range may be in several links. Words without a link were put in by the engine. */
struct engine_link {
    uint32_t source_start, source_end, target_start, target_end;
};

struct engine_output {
    struct str text;
    struct engine_link *link;
    size_t n_links;
    uint32_t n_words;   /* words of the source the engine saw */
    uint32_t n_unknown; /* of these, words it has no translation for (copied as they are) */
    bool failed;        /* this segment cannot be translated by this engine; text is empty */
};

enum { ENGINE_MAX_SEGMENT = 256 << 10, ENGINE_MAX_BATCH = 20000 };

struct engine;

struct engine_ops {
    const char *name;
    /* All directions, in the engine's memory until close. */
    const struct engine_direction *(*directions)(struct engine *engine, size_t *ret_n);
    int (*translate)(struct engine *engine, struct arena *a,
                     const struct engine_direction *direction, const struct engine_input *input,
                     size_t n, struct engine_output *ret_output, struct err *e);
    /* Gives back what has not been used for a while; called now and then. */
    void (*tidy)(struct engine *engine);
    /* One line on each running part for `zubi status`, in the arena. */
    struct str (*status)(struct engine *engine, struct arena *a);
    void (*close)(struct engine *engine);
};

/* Each engine's struct begins with one of these. */
struct engine {
    const struct engine_ops *ops;
};

/* Translates n segments, one output each, in order; texts and links live in the arena. A segment
   that alone breaks the engine comes back `failed`; E_ENGINE means the engine as a whole does not
   answer (its message says what to do); E_INVALID that the direction is not its own. */
static inline int engine_translate(struct engine *engine, struct arena *a,
                                   const struct engine_direction *direction,
                                   const struct engine_input *input, size_t n,
                                   struct engine_output *ret_output, struct err *e) {
    return engine->ops->translate(engine, a, direction, input, n, ret_output, e);
}

#endif
