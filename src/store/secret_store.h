#ifndef STORE_SECRET_STORE_H
#define STORE_SECRET_STORE_H

#include "sql/database.h"

/* The newsroom's secret of this name, 64 hexadecimal digits in the arena. The first to ask for it
   makes it of `fresh`; from then on all get the same, after every restart too. */
int secret_store_get(struct database *db, struct arena *a, struct str name, struct str fresh,
                     struct str *ret_value, struct err *e) MUST_CHECK;

#endif
