#ifndef STORE_STORY_SAVE_H
#define STORE_STORY_SAVE_H

#include "sql/database.h"
#include "store/story_write.h"
#include "story/story_draft.h"

struct story_saved {
    int64_t id, revision;
    bool is_new;
    bool unchanged; /* the same file was imported before: nothing was written */
};

/* Saves a draft whose segments, slug and pictures are done: story, source edition, an edition and
   a job for each target, and the change. Sections and topics that nobody knows are made. With an
   import key, the story saved under it is updated, or left alone when its hash is the same.
   Within the caller's transaction, or in one of its own. */
int story_save(struct database *db, struct arena *a, const struct story_draft *draft,
               const struct story_target *target, size_t n_targets, struct story_saved *ret_saved,
               struct err *e) MUST_CHECK;

#endif
