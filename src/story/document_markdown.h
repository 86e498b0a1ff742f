#ifndef STORY_DOCUMENT_MARKDOWN_H
#define STORY_DOCUMENT_MARKDOWN_H
/* The body of a story in Markdown (CommonMark, through cmark). HTML in it is read and made safe
   like all other HTML (document_html.h): cmark's output goes through document_html_parse. The title
   of a picture, ![alt](file "title"), is its caption. */

#include "base/arena.h"
#include "base/err.h"
#include "story/document.h"

enum {
    DOCUMENT_MARKDOWN_MAX_BYTES = 1 << 20,
    DOCUMENT_MARKDOWN_MAX_DEPTH = 100,       /* block quotations and lists begun on one line */
    DOCUMENT_MARKDOWN_MAX_PARAGRAPH = 32768, /* bytes between two blank lines */
};

/* As document_html_parse; E_LIMIT also for these, naming the line. */
int document_markdown_parse(struct arena *a, struct str markdown, struct str language,
                            struct document *ret_document, struct err *e) MUST_CHECK;

#endif
