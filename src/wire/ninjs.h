#ifndef WIRE_NINJS_H
#define WIRE_NINJS_H

#include "wire/story_file.h"

/* A text item of ninjs 1, 2 or 3 (IPTC): uri, language, headline(s), body or bodies (XHTML, HTML or
   plain), by or byline, description(s), the first subject as section when there is none, dates,
   embargo. E_CONFLICT when its pubStatus is not usable; E_INVALID when it is no such item. */
int ninjs_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                struct story_file_warnings *warnings, struct err *e) MUST_CHECK;

#endif
