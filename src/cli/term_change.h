#ifndef CLI_TERM_CHANGE_H
#define CLI_TERM_CHANGE_H
/* Changes of the glossary with what follows from them: the translations that have a changed term in
   their source are queued behind all fresh news, in the transaction that stores it. */

#include "cli/term_scan.h"

struct term_change {
    int64_t n_terms; /* that differ from what there was */
    int64_t n_segments, n_stories, n_queued;
};

/* Puts terms in, in place of those of the same language, text and section. Those that are in the
   glossary just so already touch nothing. Errors as term_glossary_make's, for the glossary as it
   would be; then nothing is changed. */
int term_change_put(struct database *db, struct arena *a, const struct term *term, size_t n,
                    struct term_change *ret_change, struct err *e) MUST_CHECK;
/* Takes one out, as the glossary has it; E_NOTFOUND when it has not. */
int term_change_remove(struct database *db, struct arena *a, const struct term *term,
                       struct term_change *ret_change, struct err *e) MUST_CHECK;
/* Where terms stand, whether the glossary has them or not. */
int term_change_count(struct database *db, struct arena *a, const struct term *term, size_t n,
                      struct term_scan *ret_scan, struct err *e) MUST_CHECK;

#endif
