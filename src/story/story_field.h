#ifndef STORY_STORY_FIELD_H
#define STORY_STORY_FIELD_H
/* The parts of a story that come one by one, from a form, the API or front matter, made into one
   document with the body. */

#include "base/arena.h"
#include "base/err.h"
#include "story/document.h"

enum story_field_format {
    STORY_FIELD_TEXT, /* as it is: "<" is a less-than sign; line breaks are spaces */
    STORY_FIELD_HTML, /* inline HTML; blocks in it are joined by line breaks, in a headline, a topic
                         and an alternative text by spaces */
};

struct story_field_set {
    struct str headline, lead, topic;         /* may be empty */
    struct str picture, alt, caption, credit; /* without a picture the other three are left out */
    uint32_t picture_width, picture_height;   /* 0 when not known */
};

/* HEADLINE, LEAD, TOPIC, PICTURE, ALT, CAPTION and CREDIT, as far as given, and the blocks of
   `body` (may be NULL) behind them. Headline and topic keep only emphasis, quotations and language;
   the alternative text is plain. E_INVALID, E_LIMIT: as document_html_parse, naming the field. */
int story_field_document(struct arena *a, const struct story_field_set *field,
                         enum story_field_format format, struct str language,
                         const struct document *body, struct document *ret_document,
                         struct err *e) MUST_CHECK;

#endif
