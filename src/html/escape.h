#ifndef HTML_ESCAPE_H
#define HTML_ESCAPE_H
/* Text into HTML. A struct html is text that is safe to send as it is; that it is another type than
   str makes forgetting to escape a compile error. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* HTML that is safe already: made by escaping, or of pieces that were. */
struct html {
    struct str s;
};

/* For element content: & < > become references. */
void escape_text(struct buf *out, struct str text);
/* For attribute values between double quotes, and for element content: & < > " ' become
   references. */
void escape_attribute(struct buf *out, struct str text);
/* Element content or attribute value, in the arena. */
struct html escape_html(struct arena *a, struct str text);
/* Says that these bytes are safe HTML: every piece of text in them went through the functions above
   (or is a literal of the program). The one door to struct html for other rooms; whoever calls it
   answers for it. */
struct html escape_trust(struct str safe);

#endif
