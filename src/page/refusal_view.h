#ifndef PAGE_REFUSAL_VIEW_H
#define PAGE_REFUSAL_VIEW_H
/* The page for a request that could not even be read: words alone, made of memory, without the
   database, templates or style, for it may be all that the server has time for. */

#include "page/site_info.h"

/* A whole HTML page, in the arena; empty when it cannot be made. */
struct str refusal_view_make(struct arena *a, const struct site_info *site,
                             const struct site_language *language, int status);

#endif
