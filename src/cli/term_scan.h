#ifndef CLI_TERM_SCAN_H
#define CLI_TERM_SCAN_H
/* Walks through the source text of all stories. */

#include "translate/term_glossary.h"

struct term_scan {
    int64_t n_segments; /* source segments with one of the terms */
    int64_t n_stories;
    int64_t *story_id; /* of these stories, in the arena */
};

/* Counts where the terms of a glossary, those that are gone too, stand. */
int term_scan_count(struct database *db, struct arena *a, const struct term_glossary *glossary,
                    const struct term *term, size_t n_terms, struct term_scan *ret_scan,
                    struct err *e) MUST_CHECK;

/* A name that the newsroom writes often and its glossary does not have. */
struct term_suggestion {
    struct str name;
    enum term_kind kind;
    int64_t n_seen, n_stories;
};

/* The most frequent ones in stories of this language, at most `limit`. */
int term_scan_suggest(struct database *db, struct arena *a, const struct term_glossary *glossary,
                      struct str language, size_t limit, struct term_suggestion **ret,
                      size_t *ret_n, struct err *e) MUST_CHECK;

#endif
