#ifndef HTML_HTML5_GUARD_H
#define HTML_HTML5_GUARD_H
/* HTML written anew, tag by tag, before gumbo builds its tree. A tree builder repeats open
   formatting elements in every paragraph and searches its stack at every tag, so that a few
   megabytes made for it would take hours; what leaves here cannot. html5.h says what is left out.
 */

#include "base/buf.h"
#include "base/err.h"

/* Appends to `out`. E_LIMIT: HTML5_MAX_WORK. */
int html5_guard_rewrite(struct str html, struct buf *out, struct err *e) MUST_CHECK;

#endif
