#ifndef STORE_SEARCH_TOPIC_STORE_H
#define STORE_SEARCH_TOPIC_STORE_H
/* Topics by the beginning of one of the words of their names. */

#include "sql/database.h"
#include "store/topic_store.h"

/* Takes the present names of a topic into the index, 0: of all. */
int search_topic_store_update(struct database *db, struct arena *a, int64_t topic_id,
                              struct err *e) MUST_CHECK;
/* At most `limit` topics with published stories, by the alphabet; `typed` may be anything. */
int search_topic_store_find(struct database *db, struct arena *a, struct str language,
                            struct str typed, int64_t now_ms, int64_t limit,
                            struct topic **ret_topic, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
