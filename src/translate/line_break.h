#ifndef TRANSLATE_LINE_BREAK_H
#define TRANSLATE_LINE_BREAK_H

/* Engines get lines without breaks, which are put back by the alignment of words. */

#include "translate/link.h"

enum { LINE_BREAK_MAX = 1000 }; /* in one segment: each costs a look at all links */

/* The text with a space for each line break, byte for byte where it was. */
struct str line_break_take_out(struct arena *a, struct str source);
/* The target with one space turned into a line break for each of the source's, at the place that
   parts the fewest words from their side of it. False when there are fewer places than breaks, or
   more than LINE_BREAK_MAX breaks. */
bool line_break_restore(struct arena *a, struct str source, struct str target,
                        struct link_list links, struct str *ret_target);

#endif
