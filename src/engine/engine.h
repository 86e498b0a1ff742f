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

enum engine_term { ENGINE_PERSON, ENGINE_PLACE, ENGINE_ORGANISATION, ENGINE_NOUN };

enum engine_gender { ENGINE_ANY_GENDER, ENGINE_MASCULINE, ENGINE_FEMININE };

/* What a name or term of a segment has to become. */
struct engine_binding {
    uint32_t start, end; /* of the source, with its ending ("Trumpek") */
    struct str base;     /* without it ("Trump") */
    struct str target;   /* what must stand in the target; empty: the base as it is */
    struct str plural;   /* of an ENGINE_NOUN; empty: as the singular */
    enum engine_term kind;
    enum engine_gender gender; /* in the target */
    bool is_plural;            /* an ENGINE_NOUN whose word does not say so itself */
    bool is_guess;             /* only where the engine does not know the word */
};

struct engine_input {
    struct str text; /* one segment: valid UTF-8, no NUL, no line breaks, any length up to
                        ENGINE_MAX_SEGMENT */
    const struct engine_binding *binding; /* by place, apart from each other; an engine that
                                             cannot follow them passes them over */
    size_t n_bindings;
};

/* These bytes of the target are the translation of those bytes of the source. Sorted by target
   start; a range may be in several links. Words without a link were put in by the engine. */
struct engine_link {
    uint32_t source_start, source_end, target_start, target_end;
};

/* A binding that was followed, or a name that the engine recognised and kept by itself. */
struct engine_bound {
    uint32_t source_start, source_end;
    uint32_t target_start, target_end; /* empty: the engine knows that it is another word */
    enum engine_term kind;
    bool is_plural;   /* the target stands in the plural */
    uint32_t binding; /* 1 + its number in the input; 0: the engine's own */
};

struct engine_output {
    struct str text;
    struct engine_link *link;
    size_t n_links;
    struct engine_bound *bound; /* by place in the target; a binding may be in none or in several */
    size_t n_bound;
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
