#ifndef SITE_LIST_PAGE_H
#define SITE_LIST_PAGE_H
/* Handlers (http/router.h) for lists of stories. With ?before=… a list goes on from there; with
   &fragment=1 only its stories come, for a page that has the rest already. */

#include "http/request.h"
#include "http/response.h"

void list_page_root(struct request *req, struct response *res);    /* "/" */
void list_page_front(struct request *req, struct response *res);   /* "/{lang}/" */
void list_page_section(struct request *req, struct response *res); /* "/{lang}/{section}/" */
void list_page_topic(struct request *req, struct response *res);   /* "/{lang}/topic/{topic}/" */
/* The same without the last '/': sent on to it. */
void list_page_slash(struct request *req, struct response *res);

#endif
