#ifndef STORE_SEARCH_TERMS_H
#define STORE_SEARCH_TERMS_H
/* A query's words as one language's index has them, and how much each term counts. */

#include "i18n/search_stemmer.h"
#include "sql/search_words.h"
#include "story/search_query.h"

struct search_terms {
    struct search_words_term term[SEARCH_QUERY_MAX_TERMS];
    size_t n;
    struct str weights; /* for search_rank: rare words count more */
};

/* Beginnings of words become at most SEARCH_TERMS_MOST_FORMS words, those in most stories. In the
   arena. */
int search_terms_make(struct database *db, struct arena *a, struct search_stemmer *stemmer,
                      struct str language, const struct search_query *query,
                      struct search_terms *ret_terms, struct err *e) MUST_CHECK;

enum {
    SEARCH_TERMS_MOST_FORMS = 40,
    SEARCH_TERMS_MOST_READ = 1500, /* forms that begin so, of which those are chosen */
    SEARCH_TERMS_LEAST_PREFIX = 2, /* bytes; less stands for itself */
};

#endif
