#ifndef TRANSLATE_ENGINE_ANSWER_H
#define TRANSLATE_ENGINE_ANSWER_H

#include "translate/link.h"

/* Brings an engine's text into the form that documents have (story/document.h), on one line: NFC,
   single spaces, none at the ends, no characters that no text may have; the links follow, and those
   that point outside the text or at nothing are left out. False, nothing changed, when it is not
   UTF-8 or nothing that can be seen is left. */
bool engine_answer_clean(struct arena *a, struct str *text, struct link_list *links);

#endif
