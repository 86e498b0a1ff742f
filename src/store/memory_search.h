#ifndef STORE_MEMORY_SEARCH_H
#define STORE_MEMORY_SEARCH_H
/* Finding sentences in the memory. Never looks beyond one direction. */

#include "store/memory_store.h"

struct memory_wish {
    struct str from, to;          /* languages */
    struct str words;             /* the sentence without its marks */
    int64_t story_id, section_id; /* for which story; 0: none */
};

enum { MEMORY_SEARCH_EXACT = 8, MEMORY_SEARCH_NEAR = 24 }; /* the most there are */

/* Whether the direction has any entries at all. */
int memory_search_has(struct database *db, struct str from, struct str to, bool *ret_has,
                      struct err *e) MUST_CHECK;
/* The entries of just these words, best first: what stands for the whole text before what only
   corrected its spelling; then the story's own; then those of its section; then the newest. What
   the story rejected is not among them. None is no error. */
int memory_search_exact(struct database *db, struct arena *a, const struct memory_wish *wish,
                        struct memory_entry **ret_entry, size_t *ret_n, struct err *e) MUST_CHECK;
/* Entries whose words are probably almost these (memory_shape.h), the most probable first: whoever
   asks must compare them. Those of just these words are not among them. */
int memory_search_near(struct database *db, struct arena *a, const struct memory_wish *wish,
                       struct memory_entry **ret_entry, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
