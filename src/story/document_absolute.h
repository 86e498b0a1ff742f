#ifndef STORY_DOCUMENT_ABSOLUTE_H
#define STORY_DOCUMENT_ABSOLUTE_H

#include "story/document.h"

/* A copy whose links say all of their address, for readers who have the text elsewhere than on its
   page: "/eu/x" becomes `base` ("https://example.eus") and "/eu/x", "#x" becomes `page` (the text's
   own address) and "#x". */
struct document document_absolute(struct arena *a, const struct document *d, struct str base,
                                  struct str page);

#endif
