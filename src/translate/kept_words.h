#ifndef TRANSLATE_KEPT_WORDS_H
#define TRANSLATE_KEPT_WORDS_H
/* Code and words in another language pass through engines as made-up words that no dictionary
   knows, and come back as they were. */

#include "story/document.h"
#include "translate/rewrite.h"

struct kept_words {
    struct rewrite sent; /* from the segment's text to what the engine is given */
    struct str *word;    /* the made-up word of each kept piece */
    struct str *text;    /* what it stands for */
    size_t n;
};

/* Replaces what must be kept, and line breaks by spaces. *ret_sent is what the engine gets. */
void kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent);
/* Fills *ret_back with the replacements that undo it in the engine's answer. False when a made-up
   word is missing or doubled there: the answer is of no use. */
bool kept_words_put_back(struct arena *a, const struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back);

#endif
