#ifndef SITE_STORY_PAGE_H
#define SITE_STORY_PAGE_H

#include "http/request.h"
#include "http/response.h"
#include "store/card.h"

/* Handler for "/{lang}/{section}/{story}", whose last part ends with "-" and the story's number.
   An old or wrong section or slug is sent on to the right address. */
void story_page_handle(struct request *req, struct response *res);

/* The card of a story in a language; E_NOTFOUND too for an edition
   that is not public. */
int story_page_card(const struct request *req, int64_t id, struct str language,
                    struct card *ret_card, struct err *e) MUST_CHECK;

#endif
