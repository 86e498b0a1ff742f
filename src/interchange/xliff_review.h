#ifndef INTERCHANGE_XLIFF_REVIEW_H
#define INTERCHANGE_XLIFF_REVIEW_H
/* What a translator did in an XLIFF file, as acts on the edition; nothing is done here. */

#include "interchange/xliff.h"
#include "story/segment_act.h"

struct xliff_refusal {
    unsigned line;  /* of the file */
    size_t segment; /* from 1; 0 where the unit is of no segment */
    struct str why; /* one sentence */
};

struct xliff_reviews {
    struct segment_review *review; /* in the order of the file */
    size_t n;
    size_t n_edited, n_approved; /* segments; one that is edited and approved counts as edited */
    size_t n_unchanged;
    struct xliff_refusal *refusal;
    size_t n_refused;
};

enum { XLIFF_REVIEW_MOST = 4000000 };

/* A changed text is an edit; a state of reviewed or final (signed-off, approved) besides is an
   approval, also of a text that was not changed. A unit nobody touched is no act, whatever became
   of the segment since. Refused are units whose source changed in the newsroom or in the file,
   texts with codes lost, added, doubled or wrongly nested, texts that somebody else changed since
   the file was written, and what segment_act_apply refuses. `like` has who, role and time.
   E_INVALID when the file is of another story or other languages. All memory is the arena's. */
int xliff_review_make(struct arena *a, const struct xliff *x, const struct edition *edition,
                      const struct edition *source, const struct segment_review *like,
                      struct xliff_reviews *ret_reviews, struct err *e) MUST_CHECK;

#endif
