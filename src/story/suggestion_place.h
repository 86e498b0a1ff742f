#ifndef STORY_SUGGESTION_PLACE_H
#define STORY_SUGGESTION_PLACE_H
/* Where a sentence that a reader saw is now, and what their plain words are with its marks. */

#include "story/edition.h"

/* What the reader saw. */
struct suggestion_seen {
    size_t segment;       /* index in the edition then */
    uint64_t source_hash; /* segment_wanted_hash */
    uint64_t text_hash;   /* segment_hash of the translation */
};

enum suggestion_standing {
    SUGGESTION_SAME,    /* the sentence is as they saw it */
    SUGGESTION_CHANGED, /* its translation is another one by now */
    SUGGESTION_GONE,    /* the source has no such sentence any more */
};

/* The segment that it is about; *ret_segment is set unless it is gone. */
enum suggestion_standing suggestion_place_find(const struct edition *edition,
                                               const struct suggestion_seen *seen,
                                               size_t *ret_segment);

/* The plain text `words` with each mark of `model` on the words that it stands on there. False when
   a mark other than of language has no such place, or no certain one: then nobody but a person can
   say where it goes. Marks of language that have none are left out. */
bool suggestion_place_marks(struct arena *a, const struct text *model, struct str words,
                            struct text *ret_text);

#endif
