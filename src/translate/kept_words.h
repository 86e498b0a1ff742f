#ifndef TRANSLATE_KEPT_WORDS_H
#define TRANSLATE_KEPT_WORDS_H
/* Code and words in another language pass through engines as made-up words that no dictionary
   knows, and come back as they were. */

#include "story/document.h"
#include "translate/rewrite.h"

struct kept_words {
    struct rewrite sent; /* from the segment's text to what the engine is given */
    struct str stem;     /* all made-up words of this text begin with it */
    struct str *text;    /* what each stands for */
    size_t n;
};

/* Replaces what must be kept; *ret_sent is the text without it. False
   when the text itself uses all made-up words: it cannot be translated. */
bool kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent);
/* Fills *ret_back with the replacements that undo it in the engine's answer. False when a made-up
   word is missing, doubled or mangled there: the answer is of no use. */
bool kept_words_put_back(struct arena *a, const struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back);

#endif
