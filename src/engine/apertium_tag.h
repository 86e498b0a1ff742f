#ifndef ENGINE_APERTIUM_TAG_H
#define ENGINE_APERTIUM_TAG_H
/* Apertium's names of languages as BCP 47. */

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* "spa-cat_valencia" as two tags, "es" and "ca-valencia". E_INVALID when it is no name of two
   languages. */
MUST_CHECK int apertium_tag_pair(struct arena *a, struct str name, struct str *ret_from,
                                 struct str *ret_to, struct err *e);

#endif
