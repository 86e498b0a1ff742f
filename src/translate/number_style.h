#ifndef TRANSLATE_NUMBER_STYLE_H
#define TRANSLATE_NUMBER_STYLE_H

#include "base/arena.h"
#include "base/str.h"

/* Writes the numbers of a translation as its language does: "1.234,5" becomes "1,234.5" in English,
   and the other way round from English. Only numbers that stand so in the source change, and only
   where they cannot be anything else (a date, a time, a version). The text keeps its length. */
struct str number_style(struct arena *a, struct str source, struct str from, struct str text,
                        struct str to);

#endif
