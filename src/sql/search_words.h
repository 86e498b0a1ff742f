#ifndef SQL_SEARCH_WORDS_H
#define SQL_SEARCH_WORDS_H
/* How full text is given to the database, whichever it is: words that were cut, folded and stemmed
   before, so that all databases find the same. Nothing above sql/ knows more of its full text
   search than is said here and in the migration "search" of sql/.

   Words are one text: the language, then the words in their order, with spaces between; a word is
   one form or several with '|' between, which stand at the same place:

       eu etxe|etxea gobernu|gobernuaren 2026

   Forms hold letters and digits only. The database keeps languages apart: words find only words of
   the same language. In SQLite this is an FTS5 table with a tokenizer that reads this form; in
   PostgreSQL it would be a tsvector, whose lexemes and positions are written the same way. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/database.h"

struct search_words_term {
    struct str words; /* as above: any form of each, next to each other in this order */
    bool without;     /* must not be there */
};

struct search_words_query {
    const struct search_words_term *term; /* all hold; one at least is not `without` */
    size_t n_terms;
    struct str filing;  /* words that must stand in that column, "" for none */
    bool headline_only; /* the terms must stand in headlines */
};

enum { SEARCH_WORDS_MAX_TERMS = 32 };

/* What `@search_matches@ $1` takes for $1, in the arena. */
struct str search_words_match(struct database *db, struct arena *a,
                              const struct search_words_query *query);

#endif
