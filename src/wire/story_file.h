#ifndef WIRE_STORY_FILE_H
#define WIRE_STORY_FILE_H
/* A file with one story to a draft: Markdown with front matter, HTML, or ninjs. Files of pictures
   stay names in the draft's PICTURE blocks, as the author wrote them. */

#include "story/story_draft.h"

enum { STORY_FILE_MAX_WARNINGS = 20, STORY_FILE_MAX_BYTES = 8 << 20 };

/* What was not understood and left out, one sentence each. */
struct story_file_warnings {
    struct str text[STORY_FILE_MAX_WARNINGS];
    size_t n;
};

void story_file_warn(struct story_file_warnings *warnings, struct arena *a, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Whether a file of this name may hold a story: .md, .markdown, .html, .htm, .json. */
bool story_file_is_one(struct str name);
/* `name` decides how the bytes are read. The draft's import_key is what the file calls itself (id,
   uri), or empty. E_INVALID and E_LIMIT as the parsers say; E_CONFLICT for a ninjs item that was
   withheld or cancelled. */
int story_file_parse(struct arena *a, struct str name, struct str bytes,
                     struct story_draft *ret_draft, struct story_file_warnings *ret_warnings,
                     struct err *e) MUST_CHECK;

#endif
