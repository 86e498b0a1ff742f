#ifndef ENGINE_APERTIUM_WORD_H
#define ENGINE_APERTIUM_WORD_H
/* Finds words of the lexicon among units that the analyser does not know, or knows as somebody's
   capitals only. */

#include "engine/apertium_unit.h"
#include "engine/lexicon.h"

struct apertium_word_sentence {
    struct arena *arena;
    struct str text; /* as it was sent: places of units are bytes of it */
    const struct apertium_units *units;
    const struct lexicon *lexicon;
    enum lexicon_language from, to; /* both Basque, Spanish or English */
};

/* Units first to last are a word; the first base_n bytes are without its ending. */
struct apertium_word {
    const struct lexicon_word *word;
    size_t last, base_n;
    struct str ending;
    struct str tags; /* Basque: what the ending says, behind the lemma */
    bool is_plural;  /* Spanish */
};

/* Whether there is one that begins with unit i and has to be something else in the target language
   than it would be without this. */
bool apertium_word_find(const struct apertium_word_sentence *s, size_t i,
                        struct apertium_word *ret_word);

#endif
