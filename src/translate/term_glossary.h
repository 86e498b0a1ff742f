#ifndef TRANSLATE_TERM_GLOSSARY_H
#define TRANSLATE_TERM_GLOSSARY_H
/* The newsroom's glossary in memory: read-only once made, for any number of threads. */

#include "base/err.h"
#include "engine/engine.h"
#include "store/term_store.h"

struct term_glossary;

/* A term in a text: bytes [start, end) with its ending, of which the first base_n are the term. */
struct term_match {
    const struct term *term;
    uint32_t start, end, base_n;
};

/* Indexes the terms, those that are gone too, which must live as long as the glossary (in the
   arena). E_CONFLICT when two contradict each other or go round in a circle, E_INVALID for one that
   cannot be used, E_LIMIT for too many; the message names them. */
int term_glossary_make(struct arena *a, const struct term *term, size_t n, int64_t version,
                       struct term_glossary **ret, struct err *e) MUST_CHECK;
int64_t term_glossary_version(const struct term_glossary *g);
/* All terms of this language in the text, by place, apart, the longest first where they compete;
   those of the section before those of all. The list is the arena's. */
struct term_match *term_glossary_find(const struct term_glossary *g, struct arena *a,
                                      struct str text, struct str language, struct str section,
                                      size_t *ret_n);

/* What was made with the glossary of this version, as a story's of this section. */
struct term_since {
    int64_t version;
    struct str section;
};

/* Whether a text has a term that has changed since, that is gone since, or that holds in only one
   of the two sections. */
bool term_glossary_touches(const struct term_glossary *g, struct arena *a, struct str text,
                           struct str language, struct str section, const struct term_since *since);
/* What a term is called in a language ("pt" serves "pt-BR" too); NULL when nothing says so. */
const struct term_rendering *term_glossary_rendering(const struct term *term, struct str language);

#endif
