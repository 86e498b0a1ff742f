#ifndef TRANSLATE_LINE_BREAK_H
#define TRANSLATE_LINE_BREAK_H

#include "translate/link.h"

/* The target with one space turned into a line break for each of the source's, at the place that
   parts the fewest words from their side of it. False when there are fewer places than breaks. */
bool line_break_restore(struct arena *a, struct str source, struct str target,
                        struct link_list links, struct str *ret_target);

#endif
