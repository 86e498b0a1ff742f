#ifndef I18N_NUMBER_H
#define I18N_NUMBER_H
/* Whole numbers as each language groups them: "12.345", "12,345", "12 345". */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* A language that is not known gets a narrow no-break space, which is wrong in none. */
struct str number_format(struct arena *a, struct str language, int64_t number);

#endif
