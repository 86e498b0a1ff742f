#ifndef PAGE_MY_LIST_VIEW_H
#define PAGE_MY_LIST_VIEW_H
/* The stories a reader keeps, in the language they read now. */

#include "page/page.h"

/* `id` in the order the reader sees them; ids of stories that are not published are left out. */
int my_list_view_render(struct arena *a, const struct page_maker *maker,
                        const struct site_language *language, const int64_t *id, size_t n,
                        struct buf *out, struct err *e) MUST_CHECK;

#endif
