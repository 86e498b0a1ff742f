#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "http/request.h"
#include "http/response.h"

/* Handler for /api/v1/openapi.json: the description of the API. */
void openapi_handle(struct request *req, struct response *res);

#endif
