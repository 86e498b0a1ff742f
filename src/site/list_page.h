#ifndef SITE_LIST_PAGE_H
#define SITE_LIST_PAGE_H
/* Handlers (http/router.h) for lists of stories. A route's {place} is where a list goes on from: a
   part of the path, so that exported files have it too. With ?fragment=1 only the stories come, for
   a page that has the rest already. */

#include "http/request.h"
#include "http/response.h"

void list_page_root(struct request *req, struct response *res);    /* "/" */
void list_page_front(struct request *req, struct response *res);   /* "/{lang}/" */
void list_page_section(struct request *req, struct response *res); /* "/{lang}/{section}/" */
void list_page_topic(struct request *req, struct response *res);   /* "/{lang}/topic/{topic}/" */
/* The same without the last '/': sent on to it. */
void list_page_slash(struct request *req, struct response *res);

#endif
