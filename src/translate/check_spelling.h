#ifndef TRANSLATE_CHECK_SPELLING_H
#define TRANSLATE_CHECK_SPELLING_H
/* What a language does not write: letters, groups of letters and ends of words. */

#include <stdbool.h>

#include "base/str.h"
#include "translate/check_words.h"

/* Whether a word in small letters is not spelled as this language spells: "milhões" is not
   Galician, "puente" may be. False for languages that are not known. */
bool check_spelling_is_foreign(enum check_language language, struct str word);

#endif
