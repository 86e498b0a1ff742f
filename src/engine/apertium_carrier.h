#ifndef ENGINE_APERTIUM_CARRIER_H
#define ENGINE_APERTIUM_CARRIER_H
/* A word that every dictionary knows stands in for a term while it is translated, so that articles,
   agreement and contractions come out right; then the term takes its place. */

#include <stdbool.h>

#include "engine/engine.h"

struct apertium_carrier {
    const char *lemma;    /* in the source language */
    const char *gender;   /* its tag there: "<m>"; "" where nouns have none */
    const char *singular; /* in the target language */
    const char *plural;
};

/* The carrier for a target word: of its gender, and beginning as it does where the target language
   asks ("a"/"an", "le"/"l'"). False when there is none for these languages. */
bool apertium_carrier_find(struct str from, struct str to, enum engine_gender gender,
                           struct str target, struct apertium_carrier *ret_carrier);
/* The same for adjectives, from Basque into Spanish and English: forms of both genders there. */
struct apertium_adjective {
    const char *lemma;
    const char *masculine, *masculine_plural, *feminine, *feminine_plural;
};
bool apertium_carrier_adjective(struct str from, struct str to,
                                struct apertium_adjective *ret_carrier);
/* A word no dictionary knows, to stand for a name that begins as this one does. */
const char *apertium_carrier_name(struct str name);
/* Whether the text has one of these made-up names in it. */
bool apertium_carrier_is_in(struct str text);

#endif
