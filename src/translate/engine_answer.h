#ifndef TRANSLATE_ENGINE_ANSWER_H
#define TRANSLATE_ENGINE_ANSWER_H

#include "translate/link.h"

/* Brings an engine's text into the form that documents have (story/document.h): single spaces,
   none at the ends, no control characters; the links follow. False when it is not UTF-8 or
   nothing is left. */
bool engine_answer_clean(struct arena *a, struct str *text, struct link_list *links);

#endif
