#ifndef STORE_STORY_STORE_H
#define STORE_STORY_STORE_H
/* The table of stories: what is the same in every language. To save a story with its edition and
   its jobs use story_write.h. */

#include "sql/database.h"

struct story_row {
    int64_t id;
    struct str source_language;
    int64_t section_id;
    int64_t topic_id; /* 0: none */
    struct str byline;
    int64_t published_ms;
    int64_t created_ms, updated_ms;
    int64_t revision;       /* 1 for a new one, one more with every save */
    struct str import_key;  /* unique; "" for what was not imported */
    struct str import_hash; /* of what was imported */
    struct str words;       /* word_sieve of its source text; only written, empty: not known */
};

/* A new one, with revision 1; id and revision of *story do not matter. E_CONFLICT when its import
   key is taken. */
int story_store_insert(struct database *db, const struct story_row *story, int64_t *ret_id,
                       struct err *e) MUST_CHECK;
/* Replaces all but source_language and created_ms. story->revision is the one that was read before,
   and E_CONFLICT says that somebody has saved since; 0 means whatever it is. */
int story_store_update(struct database *db, const struct story_row *story, int64_t *ret_revision,
                       struct err *e) MUST_CHECK;
/* E_NOTFOUND when there is none. */
int story_store_find(struct database *db, struct arena *a, int64_t id, struct story_row *ret_story,
                     struct err *e) MUST_CHECK;
int story_store_find_import(struct database *db, struct arena *a, struct str import_key,
                            struct story_row *ret_story, struct err *e) MUST_CHECK;

#endif
