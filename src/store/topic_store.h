#ifndef STORE_TOPIC_STORE_H
#define STORE_TOPIC_STORE_H
/* The topics of the newsroom (the words above headlines) and what each language calls them. */

#include "sql/database.h"
#include "story/edition.h"

struct topic {
    int64_t id;
    struct str key;  /* in addresses, the same in every language */
    struct str name; /* in the language asked for; else in the other; else the key */
};

/* E_NOTFOUND when no topic has this key. */
int topic_store_find(struct database *db, struct arena *a, struct str key, struct str language,
                     struct str other, struct topic *ret_topic, struct err *e) MUST_CHECK;
/* Whether a story of the topic is published: until then nobody may know of it. */
int topic_store_is_public(struct database *db, int64_t id, int64_t now_ms, bool *ret_public,
                          struct err *e) MUST_CHECK;
/* The topic with this key, or else with this name in this language, or else a new one. A name (may
   be "") is kept when the language has none yet. */
int topic_store_ensure(struct database *db, struct str key, struct str language, struct str name,
                       int64_t *ret_id, struct err *e) MUST_CHECK;
/* Names it. What a person wrote is replaced by a person only; otherwise nothing happens. */
int topic_store_set_name(struct database *db, int64_t id, struct str language, struct str name,
                         enum segment_origin origin, struct err *e) MUST_CHECK;

#endif
