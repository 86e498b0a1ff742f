#ifndef STORE_SEARCH_FIND_H
#define STORE_SEARCH_FIND_H
/* Which stories a query finds. What the index says may be some milliseconds old: who shows a story
   looks at it first (card_load). */

#include "i18n/search_stemmer.h"
#include "sql/database.h"
#include "story/search_query.h"

enum {
    /* So many of the newest matches are looked at, and as many of the newest that match in their
       headline: what a common word costs has an end. */
    SEARCH_FIND_MOST = 500,
};

struct search_request {
    const struct search_query *query; /* with terms */
    struct str language;              /* of the editions */
    int64_t section_id;               /* 0: all */
    int64_t from_ms, before_ms;       /* the story's date: from_ms <= date < before_ms; 0: any */
    bool newest;                      /* in the order of dates; else the most relevant first */
    bool headline_only;
    int64_t most;   /* matches to look at; 0: SEARCH_FIND_MOST */
    int64_t now_ms; /* for recency */
};

struct search_hit {
    int64_t id;       /* in the index; grows with the date */
    int64_t story_id; /* once search_find_story was called */
    double score;
};

/* All that are found, best first, at most 2 * SEARCH_FIND_MOST; *ret_more says whether there are
   others besides. In the arena. */
int search_find(struct database *db, struct arena *a, struct search_stemmer *stemmer,
                const struct search_request *request, struct search_hit **ret_hit, size_t *ret_n,
                bool *ret_more, struct err *e) MUST_CHECK;

/* Which story it is; 0 when it has been taken out meanwhile. */
int search_find_story(struct database *db, struct search_hit *hit, struct err *e) MUST_CHECK;

#endif
