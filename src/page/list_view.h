#ifndef PAGE_LIST_VIEW_H
#define PAGE_LIST_VIEW_H
/* The front page, a section, a topic: lists of stories, newest first. */

#include "page/page.h"
#include "store/card.h"

/* Where a list goes on; zeroed for its first page. */
struct list_place {
    bool is_set;
    int64_t before_ms, before_id;
    bool fragment; /* only the stories and the way on, for a page that has the rest */
};

/* Each renders into `out`. E_NOTFOUND when there is no such section or topic. */
int list_view_front(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, const struct list_place *place,
                    struct buf *out, struct err *e) MUST_CHECK;
int list_view_section(struct arena *a, const struct page_maker *maker,
                      const struct site_language *language, struct str key,
                      const struct list_place *place, struct buf *out, struct err *e) MUST_CHECK;
int list_view_topic(struct arena *a, const struct page_maker *maker,
                    const struct site_language *language, struct str key,
                    const struct list_place *place, struct buf *out, struct err *e) MUST_CHECK;

#endif
