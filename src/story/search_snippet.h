#ifndef STORY_SEARCH_SNIPPET_H
#define STORY_SEARCH_SNIPPET_H
/* Where a story says what was searched for: its own words, with the found ones marked. */

#include "html/escape.h"
#include "i18n/search_stemmer.h"
#include "story/document.h"
#include "story/search_query.h"

/* The forms of a query's words in one language. */
struct search_marks {
    struct search_stemmer *stemmer;
    struct {
        struct search_forms forms;
        bool prefix;
    } word[SEARCH_QUERY_MAX_TERMS * SEARCH_QUERY_MAX_WORDS];
    size_t n;
};

void search_snippet_marks(const struct search_query *query, struct search_stemmer *stemmer,
                          struct search_marks *ret_marks);
/* A text with <mark> around the found words. */
struct html search_snippet_text(struct arena *a, const struct search_marks *marks, struct str text);
/* The stretch of the document, about 200 bytes, that holds the most different words of the query,
   with "…" where it was cut; without any of them the beginning of its lead or text. Headline, topic
   and alternative texts are left out: they are shown elsewhere. */
struct html search_snippet_make(struct arena *a, const struct search_marks *marks,
                                const struct document *document);

#endif
