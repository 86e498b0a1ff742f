#ifndef CLI_SUGGESTION_PRINT_H
#define CLI_SUGGESTION_PRINT_H
/* What readers suggest, on the terminal. */

#include "store/suggestion_store.h"

/* The open ones of an edition, at most this many. */
enum { SUGGESTION_PRINT_MOST = SUGGESTION_MOST_OPEN_OF_STORY };

/* Number, date, words and note, in one or two lines below their segment. `changed`: the reader saw
   another translation. */
void suggestion_print_below(struct arena *a, const struct suggestion *suggestion, bool changed);
/* The whole of it: story, source, the translation that the reader saw, what it is now when it is
   another, the reader's words. */
int suggestion_print(struct database *db, struct arena *a, const struct suggestion *suggestion,
                     struct err *e) MUST_CHECK;

#endif
