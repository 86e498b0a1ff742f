#ifndef STORY_SEGMENT_MATCH_H
#define STORY_SEGMENT_MATCH_H
/* Which segment of an earlier translation stands for which segment of the source as it is now:
   sentences may have been changed, moved, put in, taken out, merged and split since. The same
   source text is found wherever it went; a person's text whose source text changed follows the
   sentence that is most like it. */

#include "story/edition.h"

enum segment_relation {
    SEGMENT_NEW,     /* nothing stands for it */
    SEGMENT_SAME,    /* a translation of just this text */
    SEGMENT_COPY,    /* the same, but it stands for another segment of the same text */
    SEGMENT_CHANGED, /* a person's text, of a source text that has become this one */
};

struct segment_match {
    enum segment_relation relation;
    size_t old; /* in the earlier translation; for all but NEW */
};

struct segment_matching {
    struct segment_match *match; /* one for each segment of the source */
    bool *placed;                /* for each of the earlier translation: whether its words go on */
    size_t *follower;            /* for each of these: the one joined behind it, since their source
                                    texts were merged; SIZE_MAX: none */
};

/* In the arena. Of the earlier translation (NULL: there is none), segments that a person keeps
   (segment_is_kept) go before others where there are more of a text than before. */
void segment_match(struct arena *a, const struct edition *previous, const struct edition *source,
                   struct segment_matching *ret);

#endif
