#ifndef API_SUGGESTION_OUTPUT_H
#define API_SUGGESTION_OUTPUT_H

#include <jansson.h>

#include "sql/database.h"
#include "story/edition.h"

/* Of so many segments of an edition, the first ones that people do not answer for. */
enum { SUGGESTION_OUTPUT_MOST = 300 };

/* What the memory offers for a segment, as openapi.json's Suggestion; *ret_list is NULL when it
   offers nothing. */
int suggestion_output_list(struct database *db, struct arena *a, const struct edition *edition,
                           size_t at, const struct edition *source, int64_t section_id,
                           json_t **ret_list, struct err *e) MUST_CHECK;

#endif
