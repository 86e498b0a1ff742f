#ifndef TRANSLATE_EDITION_TRANSLATOR_H
#define TRANSLATE_EDITION_TRANSLATOR_H
/* A source edition in, a translated edition out; nothing is stored here. */

#include "story/edition.h"
#include "translate/check_rules.h"
#include "translate/hop_cache.h"
#include "translate/memory_recall.h"
#include "translate/route.h"
#include "translate/term_binding.h"

struct edition_count {
    size_t n_translated; /* segments that engines were asked for, drafts included */
    size_t n_reused;     /* segments taken over from the previous translation as they were */
    size_t n_held;       /* segments that stay in the source language */
    size_t n_outdated;   /* a person's, of a source text that has changed */
    size_t *dropped;     /* a person's, whose sentence is gone: indices in the previous one */
    size_t n_dropped;
    const struct memory_entry **recalled; /* whose words stand in it, for each segment that has them
                                             from the memory */
    size_t n_recalled;
};

/* What translates, what binds it, and what tests it. */
struct edition_tools {
    struct hop_cache *cache;
    const struct route *route;
    const struct term_use *use;       /* the newsroom's terms for this story; NULL: none. Names that
                                         the story explains itself are found in any case */
    const struct check_rules *checks; /* NULL: nothing is tested */
    /* What the memory has of the source's sentences: goes before what a machine says or said. NULL:
       nothing is asked of it. */
    const struct memory_recall *recall;
};

/* Fills *ret_target (document, segments, route, engine, text_language, state and label; the rest is
   the caller's) with the translation of `source` into target language `language`.
   Of `previous` (NULL when there is none): what a person wrote, approved or locked goes on,
   wherever its sentence went. Where the source text changed it becomes outdated, and a draft is put
   beside it. A machine's text goes on when its source text is unchanged, it was written by the same
   route and engines and none of its terms has changed since; it is tested again when the checks
   have changed. Only the rest is translated, and tested. A segment that cannot be translated stays
   in the source language, marked with it, and so does one that a check stops (its draft is what the
   engine said) and one for which the engine gives a text that a person rejected: engines are asked
   for these again only when something of this changes. All memory is the arena's; the result may
   point into source and previous. The edition is EDITION_HELD, with the first reason as its
   problem, when its headline, or more than half of its segments, are held, those that a person
   rejected not counted; else EDITION_LIVE. All this is said of the first n_wanted segments: of the
   others, what people wrote or machines translated before goes on, the rest is held, which is no
   failure, and does not count for the label. */
int edition_translate(const struct edition_tools *tools, struct arena *a,
                      const struct edition *source, size_t n_wanted, const struct edition *previous,
                      struct str language, struct edition *ret_target,
                      struct edition_count *ret_count, struct err *e) MUST_CHECK;

#endif
