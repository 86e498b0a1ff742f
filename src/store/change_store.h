#ifndef STORE_CHANGE_STORE_H
#define STORE_CHANGE_STORE_H
/* The change log: what was changed, in order, written in the transaction that changes it. Caches,
   in this process and in others, follow it. */

#include "sql/database.h"

enum change_kind {
    CHANGE_STORY,   /* saved: all its editions, and all lists it is or was in */
    CHANGE_EDITION, /* one edition of it */
    CHANGE_FILING,  /* a section was made, named or moved; about no story */
    CHANGE_TOPIC,   /* a topic was named; story_id is the topic's */
};

struct change {
    int64_t id; /* grows; never given twice */
    enum change_kind kind;
    int64_t story_id;    /* 0 for FILING */
    struct str language; /* EDITION: its language; else "" */
    int64_t at_ms;
};

int change_store_add(struct database *db, enum change_kind kind, int64_t story_id,
                     struct str language, int64_t at_ms, struct err *e) MUST_CHECK;
/* At most `limit` changes after `after_id`, oldest first; none is no error. */
int change_store_since(struct database *db, struct arena *a, int64_t after_id, int64_t limit,
                       struct change **ret_change, size_t *ret_n, struct err *e) MUST_CHECK;
/* Id of the newest, 0 when there is none: where a new cache begins. */
int change_store_last(struct database *db, int64_t *ret_id, struct err *e) MUST_CHECK;
/* "story", "edition", "filing", "topic" */
const char *change_kind_name(enum change_kind kind);

#endif
