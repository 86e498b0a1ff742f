#ifndef STORY_DOCUMENT_HTML_H
#define STORY_DOCUMENT_HTML_H
/* HTML in, HTML out. What comes in is made safe by construction: a document cannot hold scripts,
   styles, handlers or addresses of other kinds than mark_address_allowed() lets through. Reading
   what was written gives the same document.

   What becomes of elements:
   - p, div, section and other containers, dt, dd, tr: paragraphs; two br in a row end one too, one
     is a line break; the cells of a table's row are joined by " · "
   - h1 and h2: level 2, h3: 3, h4 to h6: 4; blockquote: QUOTE; pre: CODE; hr: RULE
   - li: ITEM with the depth of its lists; its paragraphs are joined by line breaks
   - img: PICTURE and ALT; in a figure with its figcaption: CAPTION, and CREDIT from an element of
     class "credit", or small or cite, in it; a title makes a caption where there is none
   - a: LINK; b, strong: STRONG; i, em, cite, dfn: EMPHASIS; q: QUOTE; code, kbd, samp, var, tt:
     CODE; lang on any element: LANGUAGE, where it is another language than the text around
   - sup and sub with nothing but digits and signs: the Unicode characters for them
   - dropped with their text: script, style, forms and their controls, iframe, svg, math, object,
     audio, video, canvas, what is `hidden`, and what is struck out (del, s, strike), because
   without the stroke it would say the contrary
   - all else: its text. */

#include "base/arena.h"
#include "base/err.h"
#include "html/escape.h"
#include "story/document.h"

/* The body of a story: never makes HEADLINE, LEAD or TOPIC. `language` is the document's own
   (BCP 47; may be empty). E_INVALID for text that is not UTF-8 or has NUL, with its position;
   E_LIMIT for the ceilings of document.h and html/html5.h. */
int document_html_parse(struct arena *a, struct str html, struct str language,
                        struct document *ret_document, struct err *e) MUST_CHECK;
/* As above, but h1.headline, p.lead and p.topic at the beginning become those blocks: for what
   document_html_write wrote. */
int document_html_parse_whole(struct arena *a, struct str html, struct str language,
                              struct document *ret_document, struct err *e) MUST_CHECK;

/* The whole document, one element a line. */
struct html document_html_write(struct arena *a, const struct document *d);
/* From document_html_body_start() on: what stands below headline, lead, topic and lead picture. */
struct html document_html_body(struct arena *a, const struct document *d);
/* The same for readers of the site: pictures come in several widths and formats (picture_name.h).
 */
struct html document_html_shown(struct arena *a, const struct document *d);
/* All below headline, lead and topic, for a reader elsewhere: the addresses of pictures begin with
   `base` ("https://example.eus"). Links are the document's: see document_absolute.h. */
struct html document_html_abroad(struct arena *a, const struct document *d, struct str base);
/* Index of the first block that is not HEADLINE, LEAD, TOPIC or of a PICTURE right behind them
   (with its ALT, CAPTION and CREDIT); n_blocks when there is none. */
size_t document_html_body_start(const struct document *d);
/* A text with its marks, for a headline, a lead, a caption; line breaks are <br>. */
struct html document_html_inline(struct arena *a, const struct text *t);

#endif
