#ifndef ENGINE_BASQUE_CASE_H
#define ENGINE_BASQUE_CASE_H
/* The endings that Basque puts on names ("Trumpek", "Moskutik", "EAJ-ren") and what Apertium's
   Basque analyser calls them. */

#include "base/arena.h"
#include "engine/engine.h"

/* The tags behind a name's lemma for this ending, as in "<np><ant>+k<post>" for "ek" on "Trump" or
   "<n>+a<det><art><sg>+en<post>" for "aren" on the noun "arantzel"; empty when it is no ending that
   may stand on this base. A hyphen in front of the ending and a doubled r are understood. */
struct str basque_case_tags(struct arena *a, struct str base, struct str ending,
                            enum engine_term kind);
/* Whether it is an ending of such a base; none at all is one. Takes no memory. */
bool basque_case_is_ending(struct str base, struct str ending, enum engine_term kind);
/* Whether the ending is one of place (from, to, in, until): then the name is a place's. */
bool basque_case_is_place(struct str base, struct str ending);

/* What is known of the sentence around an unknown word. */
struct basque_case_context {
    bool wants_ergative;      /* a verb agrees with an agent that no other word is */
    bool wants_dative;        /* the same of a dative */
    bool wants_goal;          /* somebody goes or is sent somewhere */
    bool before_postposition; /* "aurka", "arabera": asks for a genitive */
    bool before_noun;         /* a common noun in small letters follows */
    bool behind_name;         /* the word before has a capital, too */
};

/* Splits a capitalised form that no dictionary knows, when its ending cannot well be part of the
   name; false when it could be. What is ambiguous stays whole: an ending left on a name is seen, a
   name cut short is a mistake in the news. The pieces point into `form`. */
bool basque_case_split(struct str form, const struct basque_case_context *context,
                       struct str *ret_base, struct str *ret_ending);

#endif
