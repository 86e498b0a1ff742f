#ifndef STORE_EDITION_STORE_H
#define STORE_EDITION_STORE_H
/* The table of editions: a story in one language. For pages and lists see card.h. */

#include "store/edition_row.h"

/* Stores a whole edition, the source edition or a translation, in place of the one before. Its
   document must be its own: language and text_language are equal, json is not empty. */
int edition_store_put(struct database *db, const struct edition_row *row, struct err *e) MUST_CHECK;
/* The edition of a language that has no translation yet: with the words of the source edition (in
   `source_language`), in the state QUEUED, OFF or WITHHELD. Where there is a translation it stays
   as it is, until edition_store_put replaces it. */
int edition_store_await(struct database *db, int64_t story_id, struct str source_language,
                        struct str language, enum edition_state state, struct str problem,
                        struct err *e) MUST_CHECK;
/* How the work on it goes. An edition with a live translation stays live and keeps only the
   problem. Never LIVE: that is edition_store_put. E_NOTFOUND when there is no such edition. */
int edition_store_set_state(struct database *db, int64_t story_id, struct str language,
                            enum edition_state state, struct str problem, struct err *e) MUST_CHECK;
/* Whether readers are shown its translation: LIVE, REVIEW or WITHHELD. live_ms is 0 unless it is
   LIVE. Nothing happens to an edition that has none. */
int edition_store_show(struct database *db, int64_t story_id, struct str language,
                       enum edition_state state, int64_t live_ms, struct err *e) MUST_CHECK;
/* What the language policy makes of it, its date included: the story's is published_ms. */
int edition_store_set_policy(struct database *db, int64_t story_id, struct str language,
                             const struct edition_policy *policy, int64_t published_ms,
                             struct err *e) MUST_CHECK;
/* Files all editions of a story where the story is filed, each with its own delay. */
int edition_store_refile(struct database *db, int64_t story_id, int64_t section_id,
                         int64_t topic_id, int64_t published_ms, struct err *e) MUST_CHECK;
/* One edition with its document; E_NOTFOUND when there is none. */
int edition_store_find(struct database *db, struct arena *a, int64_t story_id, struct str language,
                       struct edition_row *ret_row, struct err *e) MUST_CHECK;
/* All editions of a story by language, with documents or without; none is no error. */
int edition_store_list(struct database *db, struct arena *a, int64_t story_id, bool documents,
                       struct edition_row **ret_row, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
