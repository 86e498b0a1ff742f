#ifndef ENGINE_APERTIUM_BIND_H
#define ENGINE_APERTIUM_BIND_H
/* Names and terms that have to come out as somebody wants them: between analyser and translator
   their analyses are replaced by those of a stand-in with the same case and number, and behind the
   translator the stand-in by the word that was wanted. Names that the analyser does not know lose
   their Basque endings here, too. */

#include "engine/apertium_text.h"
#include "engine/apertium_unit.h"
#include "engine/engine.h"
#include "engine/lexicon.h"

/* A stand-in under way; unit.swap is 1 + its number. */
struct apertium_swap {
    const char *singular, *plural;          /* what to look for; plural may be NULL */
    struct str text, plural_text;           /* what to put there */
    const char *feminine, *feminine_plural; /* of adjectives, or NULL */
    struct str feminine_text, feminine_plural_text;
    bool is_quiet; /* nobody asked for it, and the next engine may translate what is put there */
    uint32_t source_start, source_end; /* bytes of the source */
    enum engine_term kind;
    uint32_t binding; /* 1 + number of the binding, or 0 */
};

struct apertium_swaps {
    struct apertium_swap *swap;
    size_t n;
    uint32_t *other; /* 1 + numbers of bindings whose word is another one of the same form */
    size_t n_other;
};

struct apertium_bind_request {
    struct str from, to; /* languages */
    struct str source;   /* as it came in */
    const struct engine_binding *binding;
    size_t n_bindings;
    const struct lexicon *lexicon; /* NULL: none */
};

/* Changes the units (some become one) and lists the stand-ins. A binding that cannot be followed is
   left out. */
void apertium_bind(struct arena *a, const struct apertium_bind_request *request,
                   const struct apertium_text *text, struct apertium_units *units,
                   struct apertium_swaps *ret_swaps);

#endif
