#ifndef PAGE_SITE_DUE_H
#define PAGE_SITE_DUE_H
/* Stories that are dated later. */

#include "page/site_info.h"
#include "sql/database.h"

/* When the next edition in any of the site's languages becomes public, after `after_ms`; INT64_MAX
   when none will. */
int site_due_next(struct database *db, const struct site_info *site, int64_t after_ms,
                  int64_t *ret_ms, struct err *e) MUST_CHECK;

#endif
