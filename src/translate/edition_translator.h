#ifndef TRANSLATE_EDITION_TRANSLATOR_H
#define TRANSLATE_EDITION_TRANSLATOR_H
/* A source edition in, a translated edition out; nothing is stored here. */

#include "story/edition.h"
#include "translate/hop_cache.h"
#include "translate/route.h"
#include "translate/term_binding.h"

struct edition_count {
    size_t n_translated; /* segments that engines were asked for, drafts included */
    size_t n_reused;     /* segments taken over from the previous translation as they were */
    size_t n_held;       /* segments that stay in the source language */
    size_t n_outdated;   /* a person's, of a source text that has changed */
    size_t *dropped;     /* a person's, whose sentence is gone: indices in the previous one */
    size_t n_dropped;
};

/* Fills *ret_target (document, segments, route, engine, text_language, state and label; the rest is
   the caller's) with the translation of `source` into target language `language`.
   Of `previous` (NULL when there is none): what a person wrote, approved or locked goes on,
   wherever its sentence went. Where the source text changed it becomes outdated, and a draft is put
   beside it. A machine's text goes on when its source text is unchanged and it was written by the
   same route and engines. Only the rest is translated. A segment that cannot be translated stays in
   the source language, marked with it, and so does one for which the engine gives a text that a
   person rejected. All memory is the arena's; the result may point into source and previous. The
   edition is EDITION_HELD when its headline, or more than half of its segments, are held, those
   that a person rejected not counted; else EDITION_LIVE. */
int edition_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                      const struct edition *source, const struct edition *previous,
                      struct str language, struct edition *ret_target,
                      struct edition_count *ret_count, struct err *e) MUST_CHECK;

/* The same with the newsroom's terms for this story (NULL: none; names that the story explains
   itself are found in any case). The edition's engine names the glossary's version; what a machine
   wrote of a segment that has a term which has changed since the previous one is translated again.
 */
int edition_translate_bound(struct hop_cache *cache, struct arena *a, const struct route *route,
                            const struct term_use *use, const struct edition *source,
                            const struct edition *previous, struct str language,
                            struct edition *ret_target, struct edition_count *ret_count,
                            struct err *e) MUST_CHECK;

#endif
