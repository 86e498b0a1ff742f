#ifndef API_STORY_OUTPUT_H
#define API_STORY_OUTPUT_H

#include <jansson.h>

#include "page/web_worker.h"

/* A story as the API shows it, with all its editions, as a new object. E_NOTFOUND when there is
   none, or it is not published yet and `with_unpublished` is false. */
int story_output_make(struct web_worker *worker, struct arena *a, int64_t id, bool with_unpublished,
                      json_t **ret_object, struct err *e) MUST_CHECK;

#endif
