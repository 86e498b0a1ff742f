#ifndef STORE_REVIEW_WRITE_H
#define STORE_REVIEW_WRITE_H
/* People's acts on the segments of a translation: the edition, the ledger, the memory, the
   change, in one transaction. A worker that is translating this edition meanwhile loses its lease
   and starts again from what is stored here: neither overwrites the other. */

#include "i18n/slug.h"
#include "sql/database.h"
#include "story/segment_act.h"

struct review_written {
    size_t n;               /* acts done */
    bool needs_worker;      /* there is a job now: wake the workers */
    struct edition edition; /* as it is now, in the arena */
};

/* Does the acts in their order, all or none. Where the language policy waits for a person's review,
   the edition becomes live with the act that leaves no text that nobody answers for. E_NOTFOUND: no
   such story or edition; E_CONFLICT: the edition has no translation yet; and what segment_act_apply
   says. at_ms of the reviews is what the ledger keeps; their texts may live anywhere. */
int review_write(struct database *db, struct arena *a, struct slug_maker *slug, int64_t story_id,
                 struct str language, const struct segment_review *review, size_t n,
                 struct review_written *ret_written, struct err *e) MUST_CHECK;
/* The same within the caller's transaction. */
int review_write_within(struct database *db, struct arena *a, struct slug_maker *slug,
                        int64_t story_id, struct str language, const struct segment_review *review,
                        size_t n, struct review_written *ret_written, struct err *e) MUST_CHECK;
/* An approval for each segment that is current or outdated and not yet revised, not locked, in the
   arena: what "approve all" does. */
void review_write_approvals(struct arena *a, const struct edition *edition,
                            const struct segment_review *like, struct segment_review **ret_review,
                            size_t *ret_n);
/* The words of a person whose sentence is gone from the source: kept in the ledger. Within the
   transaction that stores the translation without them. */
int review_write_dropped(struct database *db, struct arena *a, const struct edition *previous,
                         const size_t *dropped, size_t n, int64_t now_ms, struct err *e) MUST_CHECK;

#endif
