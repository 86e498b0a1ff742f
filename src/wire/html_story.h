#ifndef WIRE_HTML_STORY_H
#define WIRE_HTML_STORY_H

#include "wire/story_file.h"

/* A page of HTML: its language from <html lang>, its headline from <title> or else the heading it
   begins with, and lead, byline, section, topic, date and id from <meta name=… content=…> of those
   names (description and author too). All else in <body> is the story's text. */
int html_story_parse(struct arena *a, struct str bytes, struct story_draft *draft,
                     struct story_file_warnings *warnings, struct err *e) MUST_CHECK;

#endif
