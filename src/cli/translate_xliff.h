#ifndef CLI_TRANSLATE_XLIFF_H
#define CLI_TRANSLATE_XLIFF_H

#include "interchange/xliff.h"
#include "translate/text_translator.h"

/* Gives the units of an XLIFF file the translations they lack, and adds the whole file to the
   buffer. Units that cannot be translated stay as they are; how many goes to standard error.
   E_INVALID when one of its files is in other languages than the first. */
int translate_xliff_fill(struct hop_cache *cache, struct arena *a, const struct route *route,
                         const struct term_use *use, const struct xliff *x, struct str to,
                         struct buf *out, struct err *e) MUST_CHECK;

#endif
