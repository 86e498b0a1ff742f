#ifndef STORY_SEARCH_QUERY_H
#define STORY_SEARCH_QUERY_H
/* What a reader types into the search field. Words that all must be there; "words in this order";
   begin* for words that begin so; -word for what must not be there. Everything else is just words:
   nothing that is typed is wrong. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    SEARCH_QUERY_MAX_BYTES = 240, /* of text; what is longer is cut */
    SEARCH_QUERY_MAX_TERMS = 10,
    SEARCH_QUERY_MAX_WORDS = 10, /* of one term */
};

/* One or several words of search_word_next, which stand next to each other when several. */
struct search_term {
    struct str text; /* as it was typed, in NFC */
    bool prefix;     /* its last word is the beginning of one */
    bool without;
};

struct search_query {
    struct str text; /* all of it, without space around it, for the search field */
    struct search_term term[SEARCH_QUERY_MAX_TERMS];
    size_t n_terms; /* 0: nothing was asked for; else one at least is not `without` */
};

/* `typed` is valid UTF-8; texts of the result are in the arena. With `growing`, the last word is
   taken for the beginning of one, as it is while somebody types. */
struct search_query search_query_parse(struct arena *a, struct str typed, bool growing);

#endif
