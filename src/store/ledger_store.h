#ifndef STORE_LEDGER_STORE_H
#define STORE_LEDGER_STORE_H
/* The ledger: every act of a person on a segment, in order, never changed. Each row is sealed with
   a hash of itself and of the row before it. */

#include "sql/database.h"
#include "story/segment_act.h"

struct ledger_entry {
    int64_t id; /* given by the table */
    int64_t story_id;
    struct str language;
    int64_t revision;
    int64_t segment; /* from 1 */
    enum segment_act act;
    struct str who, role;
    uint64_t source_hash;
    struct str source, before, after; /* stored form (document_json_write_text), may be "" */
    struct str text_hash;             /* given: hash_hex of `after` */
    int64_t at_ms;
    struct str seal; /* given */
};

/* Within a transaction, so that no other row comes between this one and the seal before it. */
int ledger_store_add(struct database *db, struct arena *a, const struct ledger_entry *entry,
                     struct err *e) MUST_CHECK;

/* The newest entry; within the transaction that added it. E_NOTFOUND in an empty ledger. */
int ledger_store_last(struct database *db, int64_t *ret_id, struct err *e) MUST_CHECK;

struct ledger_query {
    int64_t story_id;        /* 0: all */
    struct str language;     /* "": all */
    int64_t from_ms, to_ms;  /* [from, to); to 0: no end */
    int64_t after_id, limit; /* page by page: entries after this one */
};

/* In order; none is no error. */
int ledger_store_list(struct database *db, struct arena *a, const struct ledger_query *query,
                      struct ledger_entry **ret_entry, size_t *ret_n, struct err *e) MUST_CHECK;
/* Whether `entry` is as it was written: `previous_seal` is that of the row before it ("" for the
   first one). */
bool ledger_store_is_sealed(struct arena *a, const struct ledger_entry *entry,
                            struct str previous_seal);
/* The first entry that is not as it was written, or behind which one is missing; 0 when all are. */
int ledger_store_verify(struct database *db, int64_t *ret_broken_id, int64_t *ret_n,
                        struct err *e) MUST_CHECK;

#endif
