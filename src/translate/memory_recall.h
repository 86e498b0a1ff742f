#ifndef TRANSLATE_MEMORY_RECALL_H
#define TRANSLATE_MEMORY_RECALL_H

#include "store/memory_search.h"
#include "story/edition.h"

/* What the memory has of the very words of each segment of a source edition: what a translation
   needs of it, read beforehand. */
struct memory_recall {
    struct memory_recalled {
        const struct memory_entry *entry; /* best first */
        size_t n;
    } * of; /* one for each segment */
};

/* For the story's translation into `to`, in the arena. */
int memory_recall_read(struct database *db, struct arena *a, const struct edition *source,
                       int64_t section_id, struct str to, struct memory_recall *ret_recall,
                       struct err *e) MUST_CHECK;

#endif
