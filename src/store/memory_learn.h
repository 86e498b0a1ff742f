#ifndef STORE_MEMORY_LEARN_H
#define STORE_MEMORY_LEARN_H

#include "sql/database.h"

struct memory_learned {
    int64_t last_id;  /* of the ledger, read so far; 0 at first */
    int64_t n_acts;   /* looked at: edits, approvals, rejections */
    int64_t n_stored; /* put into the memory, or in place of what it had */
};

enum { MEMORY_LEARN_AT_ONCE = 500 };

/* Does to the memory what the next entries of the ledger would have done to it, in their order, as
   far as it does not know better already (memory_store_put): from before there was a memory, or
   after it was lost. Learning twice changes nothing. Each call is one transaction, so that others
   can write in between. *ret_more is false when the ledger is read. */
int memory_learn(struct database *db, struct memory_learned *learned, bool *ret_more,
                 struct err *e) MUST_CHECK;

#endif
