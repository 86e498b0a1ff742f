#ifndef STORE_TERM_STORE_H
#define STORE_TERM_STORE_H
/* The glossary: names and terms, and what they are called in other languages. */

#include "sql/database.h"
#include "story/word_sieve.h"

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
    int64_t version;                  /* of the glossary that last changed it */
    bool is_gone;                     /* what it was: only tells which texts a change touches */
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
/* How terms were found that are gone, or are found in another way since; no renderings. */
int term_store_gone(struct database *db, struct arena *a, struct term **ret_term, size_t *ret_n,
                    struct err *e) MUST_CHECK;
/* Puts terms in, each in place of the one of the same language, text and section; they are of the
   new version, but for those that say which. Within a transaction. The version goes up by one. */
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
/* One of them; E_NOTFOUND when there is none. */
int term_store_source(struct database *db, struct arena *a, int64_t story_id,
                      struct term_source *ret_source, struct err *e) MUST_CHECK;
/* The stories that may have one of the terms, by what is kept of their words; about one in eighty
   of the others, too, and all that were saved before that was kept. */
int term_store_candidates(struct database *db, struct arena *a, const struct word_sieve_term *term,
                          size_t n_terms, int64_t **ret_id, size_t *ret_n,
                          struct err *e) MUST_CHECK;
/* Queues every translated edition of a story again, after fresh news; says how many. One that a
   worker is at is taken back. Within a transaction. */
int term_store_queue(struct database *db, int64_t story_id, int64_t priority, int64_t now_ms,
                     int64_t *ret_n, struct err *e) MUST_CHECK;
/* The same for all stories that something was stored of after this change (change_store_last). */
int term_store_queue_changed(struct database *db, int64_t after_change, int64_t priority,
                             int64_t now_ms, struct err *e) MUST_CHECK;

#endif
