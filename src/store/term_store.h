#ifndef STORE_TERM_STORE_H
#define STORE_TERM_STORE_H
/* The glossary: names and terms, and what they are called in other languages. */

#include "sql/database.h"

enum term_kind { TERM_PERSON, TERM_PLACE, TERM_ORGANISATION, TERM_NOUN };

struct term_rendering {
    struct str language;
    struct str text;
    struct str plural; /* may be empty */
    char gender;       /* 'm', 'f' or 0 */
};

struct term {
    struct str language;
    struct str text;
    struct str section; /* key; empty: all */
    enum term_kind kind;
    bool keep;     /* never translated */
    bool any_case; /* found whatever its capitals */
    struct str note;
    struct term_rendering *rendering; /* by language */
    size_t n_renderings;
};

enum { TERM_MOST = 200000, TERM_MOST_BYTES = 200, TERM_MOST_RENDERINGS = 100 };

/* "person", "place", "organisation", "noun" */
const char *term_kind_name(enum term_kind kind);
bool term_kind_from_name(struct str name, enum term_kind *ret_kind);

/* All terms, by language, text and section. */
int term_store_list(struct database *db, struct arena *a, struct term **ret_term, size_t *ret_n,
                    struct err *e) MUST_CHECK;
/* Puts terms in, each in place of the one of the same language, text and section. Within a
   transaction. The version goes up by one. */
int term_store_put(struct database *db, const struct term *term, size_t n,
                   struct err *e) MUST_CHECK;
/* E_NOTFOUND when there is no such term. Within a transaction. The version goes up by one. */
int term_store_remove(struct database *db, struct str language, struct str text, struct str section,
                      struct err *e) MUST_CHECK;
/* 0 as long as nobody ever changed a term. */
int term_store_version(struct database *db, int64_t *ret_version, struct err *e) MUST_CHECK;

/* Source editions one after the other, for looking through all stories. `after` is the id of the
   last story read, 0 at first; E_NOTFOUND when there are no more. */
struct term_source {
    int64_t story_id;
    struct str language, section;
    struct str document; /* JSON */
};
int term_store_sources(struct database *db, struct arena *a, int64_t after, int64_t limit,
                       struct term_source **ret_source, size_t *ret_n, struct err *e) MUST_CHECK;
/* Queues every translated edition of a story again, after fresh news; says how many. Within a
   transaction. */
int term_store_queue(struct database *db, int64_t story_id, int64_t priority, int64_t now_ms,
                     int64_t *ret_n, struct err *e) MUST_CHECK;

#endif
