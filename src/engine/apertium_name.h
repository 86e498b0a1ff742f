#ifndef ENGINE_APERTIUM_NAME_H
#define ENGINE_APERTIUM_NAME_H
/* Finds the names of a sentence that the analyser does not know, and joins units that are one. */

#include "engine/apertium_unit.h"
#include "engine/engine.h"

struct apertium_name_sentence {
    struct arena *arena;
    struct str text; /* as it was sent: places of units are bytes of it */
    struct apertium_units *units;
    bool wants_receiver; /* a Basque verb agrees with somebody who is not there */
    bool somebody_goes;
};

/* Units first to last are a name; of the last one the first base_n bytes. A unit of its own that
   holds the ending only ("-ren") may follow. */
struct apertium_name_guess {
    size_t first, last, last_of_ending, base_n;
    struct str tags; /* behind the lemma */
};

/* Makes one unit of [first, last], numbered `first`; the others are emptied. False, nothing
   changed, when something other than text is between them. */
bool apertium_name_merge(struct arena *a, struct apertium_units *units, size_t first, size_t last);
/* Removes the emptied ones. */
void apertium_name_compact(struct apertium_units *units);

/* Basque: what the verbs ask for, before names are looked for. */
void apertium_name_read_verbs(struct apertium_name_sentence *s);
/* Basque: puts an ending that stands behind a hyphen ("EAJ-k") back on a name that the analyser
   knows. */
void apertium_name_join_endings(struct apertium_name_sentence *s);
/* Where the name begins that ends with unit i: "Ursula von der Leyen". */
size_t apertium_name_first(const struct apertium_name_sentence *s, size_t i);
/* Basque: whether unit i is an unknown name with an ending; with the words of the name before it.
 */
bool apertium_name_guess(const struct apertium_name_sentence *s, size_t i,
                         struct apertium_name_guess *ret_guess);
/* Romance languages: whether unit i is a common word used as a surname ("Pablo Casado"). */
bool apertium_name_is_surname(const struct apertium_name_sentence *s, size_t i,
                              struct apertium_name_guess *ret_guess);

#endif
