#ifndef STORE_SEARCH_SLOT_H
#define STORE_SEARCH_SLOT_H
/* Numbers of the index that follow the dates of stories: each minute has SEARCH_SLOT_SIZE; when
   they are used up, those of the next minutes are taken. */

#include "sql/database.h"

enum { SEARCH_SLOT_SIZE = 16384 };

/* Nothing dated published_ms or later has a smaller number. */
int64_t search_slot_first(int64_t published_ms);
/* Nothing dated before published_ms has this number or a larger one, unless a thousand minutes'
   more editions share a minute. */
int64_t search_slot_end(int64_t published_ms);
/* The minute that a number was taken for, or one soon after. */
int64_t search_slot_ms(int64_t id);
/* A free number for an edition of this date. */
int search_slot_take(struct database *db, int64_t published_ms, int64_t *ret_id,
                     struct err *e) MUST_CHECK;

#endif
