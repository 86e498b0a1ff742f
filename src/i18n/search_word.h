#ifndef I18N_SEARCH_WORD_H
#define I18N_SEARCH_WORD_H
/* Words as search knows them: where they begin and end in a text. What is written and what is asked
   for is cut by the same function, so that both meet. */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct search_word {
    size_t start, end; /* bytes of the text */
};

/* The next word from byte *at on, which moves behind it; false at the end. A word is a run of
   letters, digits and what combines with them. A digit ends where a letter begins ("2026ko" is two
   words, "G7" is one); in scripts without spaces each sign is a word. Takes valid UTF-8. */
bool search_word_next(struct str text, size_t *at, struct search_word *ret_word);

#endif
