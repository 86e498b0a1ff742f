#ifndef PAGE_ERROR_VIEW_H
#define PAGE_ERROR_VIEW_H
/* A page that says what went wrong, in the reader's language, and helps them on. */

#include "page/page.h"

/* `status` is an HTTP status; those without words of their own get those of 404 or 500. */
int error_view_render(struct arena *a, const struct page_maker *maker,
                      const struct site_language *language, int status, struct buf *out,
                      struct err *e) MUST_CHECK;

#endif
