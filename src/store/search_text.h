#ifndef STORE_SEARCH_TEXT_H
#define STORE_SEARCH_TEXT_H
/* An edition as the index takes it. */

#include "base/map.h"
#include "i18n/search_stemmer.h"
#include "sql/search_words.h"
#include "store/card.h"

struct search_text {
    int64_t story_id, published_ms;
    struct str language;
    struct str headline, body, filing; /* words in the form of sql/search_words.h */
};

/* The edition of a card that was loaded with its document. What stands behind
   SEARCH_TEXT_MAX_WORDS words is not found. In the arena. */
int search_text_make(struct arena *a, struct search_stemmer *stemmer, const struct card *card,
                     struct search_text *ret_text, struct err *e) MUST_CHECK;
/* The words of a name. */
struct str search_text_words(struct arena *a, struct search_stemmer *stemmer, struct str language,
                             struct str text);

/* Counts in `uses` (one per edition, not per place) the forms that stand in these words. Keys are
   "eu form". The values are int64_t in the arena. */
struct search_text_count {
    struct str key; /* language, space, form */
    int64_t uses;
};
struct search_text_counts {
    struct map map; /* key to struct search_text_count */
    struct search_text_count **count;
    size_t n, capacity;
};
void search_text_count(struct arena *a, struct search_text_counts *counts, struct str headline,
                       struct str body, int by);

enum { SEARCH_TEXT_MAX_WORDS = 50000 };

#endif
