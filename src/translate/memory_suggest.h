#ifndef TRANSLATE_MEMORY_SUGGEST_H
#define TRANSLATE_MEMORY_SUGGEST_H
/* What the memory offers to a person who translates a sentence: other translations of the same
   words, and those of sentences that are almost the same, each with what is different. */

#include "store/memory_search.h"
#include "story/sentence_difference.h"

struct memory_suggestion {
    const struct memory_entry *entry;
    struct text text;  /* the translation, with the marks of the sentence that it is offered for */
    unsigned likeness; /* 100: the same words */
    bool adapted;      /* only numbers differed, and `text` has those of the sentence */
    struct sentence_difference difference; /* from the entry's sentence to this one; no pieces where
                                              the words are the same */
};

enum { MEMORY_SUGGEST_MOST = 3, MEMORY_SUGGEST_LEAST = 65 /* likeness */ };

/* Best first, at most MEMORY_SUGGEST_MOST, each with other words than those before it and than
   `present` (the segment as it stands; empty: none). None is no error. */
int memory_suggest(struct database *db, struct arena *a, const struct memory_wish *wish,
                   const struct text *source, struct str present,
                   struct memory_suggestion **ret_suggestion, size_t *ret_n,
                   struct err *e) MUST_CHECK;

#endif
