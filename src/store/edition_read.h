#ifndef STORE_EDITION_READ_H
#define STORE_EDITION_READ_H

#include "store/edition_row.h"

/* An edition with its document and segments; where its text is not of its own language, without
   them. The row besides, unless ret_row is NULL. E_NOTFOUND when there is none. */
int edition_read(struct database *db, struct arena *a, int64_t story_id, struct str language,
                 struct edition *ret_edition, struct edition_row *ret_row,
                 struct err *e) MUST_CHECK;
/* The same from a row that was read with its document. */
int edition_read_row(struct arena *a, const struct edition_row *row, struct edition *ret_edition,
                     struct err *e) MUST_CHECK;

#endif
