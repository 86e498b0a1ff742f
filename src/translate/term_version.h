#ifndef TRANSLATE_TERM_VERSION_H
#define TRANSLATE_TERM_VERSION_H
/* The glossary's version stands behind the engines that an edition was made by: "apertium 3.8 …;
   terms 17 in mundua". store/refresh_write.c knows of the "; terms ". */

#include "translate/term_glossary.h"

/* Without a glossary the engines alone. */
struct str term_version_add(struct arena *a, struct str engines, const struct term_glossary *g,
                            struct str section);
/* Takes it off: returns the engines. Where there is none the version is 0. */
struct str term_version_cut(struct str engine, struct term_since *ret_since);

#endif
