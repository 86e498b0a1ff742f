#ifndef TRANSLATE_KEPT_WORDS_H
#define TRANSLATE_KEPT_WORDS_H
/* Code and words in another language pass through engines as made-up words that no dictionary
   knows, and come back as they were. */

#include "story/document.h"
#include "translate/rewrite.h"

struct kept_piece {
    struct str text;
    uint32_t source, target; /* where it begins in the source and, once put back, in the target */
};

struct kept_words {
    struct rewrite sent;      /* from the segment's text to what the engine is given */
    struct str stem;          /* all made-up words of this text begin with it */
    struct kept_piece *piece; /* what each stands for, in the order of the source */
    size_t n;
};

/* Replaces what must be kept; *ret_sent is the text without it. False
   when the text itself uses all made-up words: it cannot be translated. */
bool kept_words_take_out(struct arena *a, const struct text *source, struct kept_words *ret_kept,
                         struct str *ret_sent);
/* Fills *ret_back with the replacements that undo it in the engine's answer. False when a made-up
   word is missing, doubled or mangled there: the answer is of no use. */
bool kept_words_put_back(struct arena *a, struct kept_words *kept, struct str answer,
                         struct rewrite *ret_back);
/* The links of the text with its kept words put back: within these each word is linked to itself,
   whatever the engine said of the made-up words, so that marks on and in them stay on their words.
   Sources are bytes of the segment's own text. */
struct link_list kept_words_link(struct arena *a, const struct kept_words *kept,
                                 struct link_list links);

#endif
