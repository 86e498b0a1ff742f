#ifndef TRANSLATE_TEXT_TRANSLATOR_H
#define TRANSLATE_TEXT_TRANSLATOR_H
/* Segments with marks through a route: what the engine must not touch is taken out, plain text
   goes through each hop, and line breaks, kept words and marks are put back by the alignment. */

#include "story/document.h"
#include "translate/hop_cache.h"
#include "translate/route.h"
#include "translate/term_binding.h"

struct translated_text {
    struct text text;
    bool held;          /* no engine could translate it, or a mark found no place; text is empty */
    uint32_t n_words;   /* of the source */
    uint32_t n_unknown; /* words that the first engine did not know */
    uint32_t n_missing; /* terms of the glossary that are not in the text as they should */
};

/* n segments, one result each, in the arena. E_ENGINE when an engine does not answer at all. */
int text_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                   const struct text *source, size_t n, struct translated_text *ret_target,
                   struct err *e) MUST_CHECK;
/* The same with the newsroom's terms and names (NULL: none). */
int text_translate_bound(struct hop_cache *cache, struct arena *a, const struct route *route,
                         const struct term_use *use, const struct text *source, size_t n,
                         struct translated_text *ret_target, struct err *e) MUST_CHECK;

#endif
