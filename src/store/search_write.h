#ifndef STORE_SEARCH_WRITE_H
#define STORE_SEARCH_WRITE_H
/* Keeps the index of search up to date, following the change log. What has been taken in is
   remembered in the same transaction: after a crash it goes on where it was. */

#include "i18n/search_stemmer.h"
#include "sql/database.h"

struct search_write_options {
    const struct str *language; /* of the site: whose stories become due */
    size_t n_languages;
    int64_t stories; /* at once, while all are indexed anew; 0: 16 */
};

struct search_progress {
    int64_t stories; /* still to be indexed anew; 0 when none are */
    bool worked;     /* there may be more to do at once */
};

/* One step, in a short transaction of its own: news first, then stories whose date has come, then
   some of those that are indexed anew. Not within a transaction. Several processes may do this at
   once: E_CONFLICT says that another one was quicker. */
int search_write_step(struct database *db, struct arena *a, struct search_stemmer_set *stemmers,
                      const struct search_write_options *options, int64_t now_ms,
                      struct search_progress *ret_progress, struct err *e) MUST_CHECK;
/* Empties the index; the next steps make it anew. */
int search_write_clear(struct database *db, struct err *e) MUST_CHECK;
/* How many editions are in it. */
int search_write_count(struct database *db, int64_t *ret_n, struct err *e) MUST_CHECK;
/* Merges what was written piece by piece, so that less is read for a query. */
int search_write_tidy(struct database *db, struct err *e) MUST_CHECK;

#endif
