#ifndef STORE_MEMORY_STORE_H
#define STORE_MEMORY_STORE_H
/* The memory: translations of sentences that people wrote or approved, for use in other texts. One
   row for a sentence in a story and direction; for one from outside (story 0) one for each of its
   translations. Looking up is memory_search.h, people's acts come by memory_write.h.

   What changes the memory runs within a transaction, and has the editions that show words which
   are not in the memory any more made again, after fresh news. */

#include "sql/database.h"
#include "story/document.h"

enum memory_origin {
    MEMORY_EDIT,    /* a person wrote it */
    MEMORY_APPROVE, /* a person found it right */
    MEMORY_IMPORT,  /* it came from outside */
};

struct memory_entry {
    int64_t id;                   /* given by the table */
    struct str from, to;          /* languages */
    struct text source, target;   /* with their marks */
    int64_t story_id, section_id; /* where it was written, and that story's section; 0: none */
    struct str who, role;         /* may be empty */
    enum memory_origin origin;
    bool approved;  /* stands for the whole text; false: somebody only corrected its spelling */
    int64_t at_ms;  /* when it was written or approved */
    int64_t n_used; /* read only: editions that show it */
};

enum { MEMORY_PRIORITY = 10 }; /* of the jobs that make editions again */

/* Puts an entry in: in place of that of the same sentence, story and direction, or for story 0 of
   the same translation too. *ret_id is 0, and nothing happens, when the entry is older than what it
   would replace, or than the moment somebody rejected these words. What was rejected before may
   come again, as a person says so. E_INVALID: the translation could not stand for the sentence
   (segment_act_fits); E_LIMIT: longer than MEMORY_SHAPE_MAX_BYTES. */
int memory_store_put(struct database *db, struct arena *a, const struct memory_entry *entry,
                     int64_t *ret_id, struct err *e) MUST_CHECK;
/* A person rejected `target` as the translation of `source` in this story (0: everywhere): it goes
   out of the memory, wherever it came from, and as that of any other sentence of that story. */
int memory_store_refuse(struct database *db, struct arena *a, const struct memory_entry *refused,
                        struct err *e) MUST_CHECK;
/* Sets at_ms forward where the memory knows something of the sentence that is dated later: for what
   happens now, whatever clocks say. */
int memory_store_come_last(struct database *db, struct memory_entry *entry,
                           struct err *e) MUST_CHECK;
/* E_NOTFOUND when there is none. */
int memory_store_get(struct database *db, struct arena *a, int64_t id,
                     struct memory_entry *ret_entry, struct err *e) MUST_CHECK;

/* All of a direction, page by page in the order they came: bounded memory for any number. */
struct memory_query {
    struct str from, to;     /* "": any */
    int64_t story_id;        /* 0: any */
    int64_t after_id, limit; /* entries after this one */
};
/* None is no error. */
int memory_store_list(struct database *db, struct arena *a, const struct memory_query *query,
                      struct memory_entry **ret_entry, size_t *ret_n, struct err *e) MUST_CHECK;

struct memory_count {
    struct str from, to;
    int64_t n, n_written, n_approved, n_imported; /* entries: all, and by memory_origin */
    int64_t n_shown;                              /* editions that show any */
};
/* By direction; none is no error. */
int memory_store_count(struct database *db, struct arena *a, struct memory_count **ret_count,
                       size_t *ret_n, struct err *e) MUST_CHECK;

/* Which entries an edition shows now, instead of before. E_CONFLICT: one of them is not in the
   memory any more with these words (somebody rejected or changed it meanwhile): the edition must
   not be stored. */
int memory_store_set_used(struct database *db, int64_t story_id, struct str language,
                          const struct memory_entry *const *used, size_t n,
                          struct err *e) MUST_CHECK;

/* "edit", "approve", "import" */
const char *memory_origin_name(enum memory_origin origin);

/* For a SELECT from `memory m`: what memory_store_read takes. */
#define MEMORY_COLUMNS                                                                             \
    "m.id, m.source_language, m.target_language, m.source, m.target, m.story_id, m.section_id,"    \
    " m.who, m.role, m.origin, m.approved, m.at_ms,"                                               \
    " (SELECT COUNT(*) FROM memory_use u WHERE u.memory_id = m.id)"
int memory_store_read(const struct rows *rows, struct arena *a, struct memory_entry *ret_entry,
                      struct err *e) MUST_CHECK;

#endif
