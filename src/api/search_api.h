#ifndef API_SEARCH_API_H
#define API_SEARCH_API_H

#include "http/request.h"
#include "http/response.h"

/* GET /api/v1/search: what readers find, for anybody. */
void search_api_handle(struct request *req, struct response *res);

#endif
