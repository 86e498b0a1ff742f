#ifndef SITE_SEARCH_PAGE_H
#define SITE_SEARCH_PAGE_H
/* Handlers (http/router.h) of search. What is asked for is anybody's choice: answers are kept
   nowhere. */

#include "http/request.h"
#include "http/response.h"
#include "page/search_view.h"

/* "/{lang}/search?q=…&section=…&from=…&to=…&order=newest&page=2"; with &fragment=1 only results. */
void search_page_handle(struct request *req, struct response *res);
/* "/{lang}/search/suggest?q=…": items of a list box, without a page around them. */
void search_page_suggest(struct request *req, struct response *res);

#endif
