#ifndef TRANSLATE_TERM_NAME_H
#define TRANSLATE_TERM_NAME_H
/* Names that a story itself gives away: a capitalised word that stands there without an ending
   explains the one with an ending that an engine does not know. Basque only. */

#include "base/map.h"
#include "engine/engine.h"
#include "story/document.h"

struct term_names {
    struct map word; /* capitalised words of the story, as they stand there */
};

/* Reads the words; their texts must live as long as the names. */
void term_name_collect(struct term_names *names, struct arena *a, struct str text);
/* The same for all of a story. */
struct term_names term_name_of_story(struct arena *a, const struct document *document);
/* Splits a capitalised word whose base stands in the story; false when there is none. */
bool term_name_split(const struct term_names *names, struct str word, struct str *ret_base,
                     enum engine_term *ret_kind);

#endif
