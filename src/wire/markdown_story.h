#ifndef WIRE_MARKDOWN_STORY_H
#define WIRE_MARKDOWN_STORY_H

#include "wire/story_file.h"

/* Markdown below front matter with the keys id, language, section, topic, headline, lead, date,
   byline, picture, focus, alt, caption, credit. Other keys are a warning. Without a headline in
   front, a heading that begins the body is it. */
int markdown_story_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                         struct story_file_warnings *warnings, struct err *e) MUST_CHECK;

#endif
