#ifndef STORE_CARD_H
#define STORE_CARD_H
/* An edition as pages show it, with what belongs to its story: one read for a page, one for a
   list. */

#include "store/edition_row.h"

struct card {
    struct edition_row edition; /* with json from card_load, without from lists;
                                   with its policy from card_load and card_by_ids */
    struct str source_language;
    struct str byline;
    int64_t created_ms, updated_ms; /* of the story */
    struct str section_key, section_name;
    struct str topic_key, topic_name; /* "" without a topic */
}; /* Names are in the edition's language; else in the source language; else they are the key. */

/* Everything for the page of a story in a language; E_NOTFOUND when there is no such edition. As
   with card_by_ids, what is dated later comes too: to keep it back is for who asks. */
int card_load(struct database *db, struct arena *a, int64_t story_id, struct str language,
              struct card *ret_card, struct err *e) MUST_CHECK;

struct card_query {
    struct str language;
    int64_t section_id; /* 0: all */
    int64_t topic_id;   /* 0: all; not together with a section */
    bool with_off;      /* also stories that have no route into this language, in their own words */
    int64_t except_id;  /* a story to leave out, 0: none */
    /* Older than this place in the list: the last card of the page before. For the first page the
       present time plus 1 and 0: what is dated later is not yet published. */
    int64_t before_ms, before_id;
    bool newest; /* it is the first page: before_ms is the present */
    int64_t limit;
};

/* Live editions, newest first. Every page of a list costs the same. */
int card_list(struct database *db, struct arena *a, const struct card_query *query,
              struct card **ret_card, size_t *ret_n, struct err *e) MUST_CHECK;

/* When the next of the live editions becomes public that are dated later than after_ms; *ret_ms is
   INT64_MAX when there is none. */
int card_next_due(struct database *db, struct str language, int64_t after_ms, int64_t *ret_ms,
                  struct err *e) MUST_CHECK;
/* The stories of live editions dated later than after_ms and not later than until_ms. */
int card_due(struct database *db, struct arena *a, struct str language, int64_t after_ms,
             int64_t until_ms, int64_t **ret_id, size_t *ret_n, struct err *e) MUST_CHECK;
/* Whether a story of this number and date is in the language's lists: a place where one goes on. */
int card_is_place(struct database *db, struct str language, int64_t at_ms, int64_t id, bool *ret_is,
                  struct err *e) MUST_CHECK;

enum { CARD_MAX_IDS = 200 };

/* The editions of these stories in a language, in the order given, whatever their state; ids that
   do not exist are left out. E_LIMIT above CARD_MAX_IDS. */
int card_by_ids(struct database *db, struct arena *a, struct str language, const int64_t *id,
                size_t n, struct card **ret_card, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
