#ifndef STORY_TRANSLATED_TAG_H
#define STORY_TRANSLATED_TAG_H
/* A language tag that also tells where a text comes from (BCP 47 extension T, RFC 6497): "es" as it
   was written, "es-t-eu-t0-und" translated from Basque by a machine, whether or not a person
   revised it since: that the label tells. For API and feeds; pages and addresses name the language
   alone. */

#include "story/edition.h"

/* Of an edition in `language` with this label; `source` is the story's own language. Tags are
   canonical. */
struct str translated_tag(struct arena *a, struct str language, struct str source,
                          enum edition_label label);

#endif
