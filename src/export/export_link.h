#ifndef EXPORT_EXPORT_LINK_H
#define EXPORT_EXPORT_LINK_H
/* Which of the site's own addresses a page, a feed or a sitemap names. */

#include <stdbool.h>

#include "base/str.h"

/* Takes the next address out of *rest: its path only, which points into it. An address is what
   begins with '/' behind a quotation mark or behind another picture in a srcset, and what stands
   behind `base_url`. False when there is none left. Words of a story are no addresses: quotation
   marks in text are written as &quot;. */
bool export_link_next(struct str *rest, struct str base_url, struct str *ret_path);

#endif
