#ifndef STORE_SUGGESTION_WRITE_H
#define STORE_SUGGESTION_WRITE_H
/* What becomes of a reader's suggestion, as somebody of the newsroom decides. */

#include "store/review_write.h"
#include "store/suggestion_store.h"

struct suggestion_decision {
    int64_t id;
    struct str who, role; /* who must be named; the role may be empty */
    struct text text;     /* their own version of it; empty: the reader's words */
    bool anyway;          /* although the translation is not the one that the reader saw */
    int64_t at_ms;
};

/* Makes it the edit of a segment by that person, in one transaction with its entry in the ledger,
   to which the suggestion then points. E_NOTFOUND: no such suggestion; E_CONFLICT: it is not open,
   its sentence is gone, or (without `anyway`) the translation is another one by now; E_INVALID: the
   marks of the sentence have no certain place in the reader's words; and what review_write says. */
int suggestion_write_take(struct database *db, struct arena *a, struct slug_maker *slug,
                          const struct suggestion_decision *decision,
                          struct suggestion *ret_suggestion, struct review_written *ret_written,
                          struct err *e) MUST_CHECK;
/* E_NOTFOUND, E_CONFLICT as above; E_INVALID without a name. */
int suggestion_write_dismiss(struct database *db, const struct suggestion_decision *decision,
                             struct err *e) MUST_CHECK;
/* The reader's words with the marks of the segment: what a take would make of them. E_INVALID as
   above. */
int suggestion_write_text(struct arena *a, const struct suggestion *suggestion,
                          const struct edition *edition, size_t segment, struct text *ret_text,
                          struct err *e) MUST_CHECK;

#endif
