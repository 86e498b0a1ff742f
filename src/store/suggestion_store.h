#ifndef STORE_SUGGESTION_STORE_H
#define STORE_SUGGESTION_STORE_H
/* The table of suggestions: what readers propose as a better translation of a sentence. */

#include "sql/database.h"
#include "story/suggestion_place.h"

enum suggestion_state { SUGGESTION_OPEN, SUGGESTION_TAKEN, SUGGESTION_DISMISSED };

struct suggestion {
    int64_t id;
    int64_t story_id;
    struct str language;
    int64_t segment; /* from 1 */
    uint64_t source_hash;
    struct text source, present; /* as the reader saw them; the source may be empty */
    struct str proposed, note;   /* plain text */
    int64_t at_ms;
    enum suggestion_state state;
    struct str who; /* who took or dismissed it, and when; "" and 0 while it is open */
    int64_t settled_ms;
    int64_t ledger_id; /* the edit that took it, 0: none */
};

/* Ceilings, so that strangers cannot fill the disk. */
enum { SUGGESTION_MOST_OPEN = 5000, SUGGESTION_MOST_OPEN_OF_STORY = 200 };

/* Stores an open one; id, state and what follows are the table's. The same words for the same
   sentence are kept once: then nothing is stored, and that is no error. E_LIMIT when too many are
   open. */
int suggestion_store_add(struct database *db, struct arena *a, const struct suggestion *suggestion,
                         struct err *e) MUST_CHECK;
/* E_NOTFOUND when there is none. */
int suggestion_store_find(struct database *db, struct arena *a, int64_t id,
                          struct suggestion *ret_suggestion, struct err *e) MUST_CHECK;

struct suggestion_query {
    enum suggestion_state state;
    int64_t story_id;        /* 0: of all */
    struct str language;     /* "": of all */
    int64_t after_id, limit; /* page by page, oldest first */
};

/* None is no error. */
int suggestion_store_list(struct database *db, struct arena *a,
                          const struct suggestion_query *query, struct suggestion **ret_suggestion,
                          size_t *ret_n, struct err *e) MUST_CHECK;
int suggestion_store_count_open(struct database *db, int64_t *ret_n, struct err *e) MUST_CHECK;
/* What became of an open one. E_CONFLICT when it is not open any more. */
int suggestion_store_settle(struct database *db, int64_t id, enum suggestion_state state,
                            struct str who, int64_t now_ms, int64_t ledger_id,
                            struct err *e) MUST_CHECK;
/* What it is about, for suggestion_place_find. */
struct suggestion_seen suggestion_store_seen(const struct suggestion *suggestion);

/* "open", "taken", "dismissed" */
const char *suggestion_state_name(enum suggestion_state state);
bool suggestion_state_from_name(struct str name, enum suggestion_state *ret_state);

#endif
