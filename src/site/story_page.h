#ifndef SITE_STORY_PAGE_H
#define SITE_STORY_PAGE_H

#include "http/request.h"
#include "http/response.h"

/* Handler for "/{lang}/{section}/{story}", whose last part ends with "-" and the story's number.
   An old or wrong section or slug is sent on to the right address. */
void story_page_handle(struct request *req, struct response *res);

#endif
