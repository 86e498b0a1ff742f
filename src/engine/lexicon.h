#ifndef ENGINE_LEXICON_H
#define ENGINE_LEXICON_H
/* Words and names that Apertium's dictionaries lack, with what they are in Spanish and English: the
   file lexicon/eu.tsv, which is part of the program. Read-only once made, for any number of
   threads. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum lexicon_kind {
    LEXICON_NOUN,
    LEXICON_ADJECTIVE,
    LEXICON_FORM, /* one form of a Basque or Spanish word; `analysis` is that of one like it */
    LEXICON_PLACE,
    LEXICON_NAME
};

enum lexicon_language { LEXICON_BASQUE, LEXICON_SPANISH, LEXICON_ENGLISH, LEXICON_LANGUAGES };

struct lexicon_word {
    enum lexicon_kind kind;
    struct str text[LEXICON_LANGUAGES];
    struct str plural[LEXICON_LANGUAGES]; /* of nouns, Basque has none */
    struct str analysis;
    bool feminine; /* in Spanish */
};

struct lexicon;

/* What a table of lines means; all lives in the arena, `table` must live as long. E_INVALID names
   the line that makes no sense. */
int lexicon_make(struct arena *a, struct str table, struct lexicon **ret, struct err *e) MUST_CHECK;
/* The table that is part of the program. */
struct str lexicon_table(void);
/* Which of the three a language is; LEXICON_LANGUAGES when it is none. */
enum lexicon_language lexicon_language_of(struct str tag);
/* The word with this text (of nouns also the plural), capitals as they are in the table; NULL when
   there is none. */
const struct lexicon_word *lexicon_find(const struct lexicon *l, enum lexicon_language language,
                                        struct str text);
/* Whether a name of several words begins with this one. */
bool lexicon_begins(const struct lexicon *l, enum lexicon_language language, struct str word);

#endif
