#ifndef SITE_ORIGINAL_PAGE_H
#define SITE_ORIGINAL_PAGE_H

#include "http/request.h"
#include "http/response.h"

/* Handler for "/{lang}/{section}/{story}/original": the translation beside its original, sentence
   by sentence. Where there is no translation, readers are sent on to the story. */
void original_page_handle(struct request *req, struct response *res);

#endif
