#ifndef API_STORY_INPUT_H
#define API_STORY_INPUT_H

#include <jansson.h>

#include "page/web_worker.h"

/* A story as the API takes it, made into a finished draft: language, section, topic, headline,
   lead, byline, date, body_html or body_markdown or body_text, and picture {media, alt, caption,
   credit}. E_INVALID names the field. The draft lives in the arena and points into the object. */
int story_input_read(struct web_worker *worker, struct arena *a, const json_t *object,
                     struct story_draft *ret_draft, struct err *e) MUST_CHECK;

#endif
