#ifndef STORE_MEMORY_WRITE_H
#define STORE_MEMORY_WRITE_H

#include "store/memory_store.h"
#include "story/segment_act.h"

/* What the memory makes of a person's act, within its transaction: an edit or an approval puts the
   segment in, in place of what the same story said of the same sentence before; a rejection takes
   its words out. `from` is the story's language, `edition` as it is after the act. */
int memory_write_act(struct database *db, struct arena *a, struct str from, int64_t section_id,
                     const struct edition *edition, const struct segment_review *review,
                     const struct segment_change *change, struct err *e) MUST_CHECK;
/* An entry of the memory goes out of it for good, whoever is told of it again: not before somebody
   writes or approves these words anew. E_NOTFOUND when there is none. */
int memory_write_remove(struct database *db, struct arena *a, int64_t id, int64_t now_ms,
                        struct err *e) MUST_CHECK;

#endif
