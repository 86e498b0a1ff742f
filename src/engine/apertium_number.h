#ifndef ENGINE_APERTIUM_NUMBER_H
#define ENGINE_APERTIUM_NUMBER_H
/* Basque numbers with endings that the analyser takes apart or does not know: "%43k", "7,4koa",
   "XIV.ak", "1982.eko". */

#include "engine/apertium_unit.h"

/* Makes one unit of each, with an analysis of a number and its case. `text` is what was sent. */
void apertium_number_join(struct arena *a, struct str text, struct apertium_units *units);

#endif
