#ifndef STORY_DOCUMENT_PLAIN_H
#define STORY_DOCUMENT_PLAIN_H
/* Plain text in and out. */

#include "base/arena.h"
#include "base/err.h"
#include "story/document.h"

/* Blank lines separate paragraphs, single line breaks are spaces. E_INVALID and E_LIMIT as
   document_html_parse. */
int document_plain_parse(struct arena *a, struct str plain, struct document *ret_document,
                         struct err *e) MUST_CHECK;
/* What people read, a blank line between blocks, without marks: items begin with "- " or a number,
   indented by their level; quotations with "> "; a rule is "* * *". A picture is its caption and
   credit; alternative texts are left out. Ends with a line break, unless it is empty. */
struct str document_plain_write(struct arena *a, const struct document *d);

#endif
