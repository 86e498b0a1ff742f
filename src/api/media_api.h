#ifndef API_MEDIA_API_H
#define API_MEDIA_API_H

#include "http/request.h"
#include "http/response.h"

/* Handler for POST /api/v1/media: the body is a picture's bytes. 201 with its name, address and
   size. */
void media_api_create(struct request *req, struct response *res);

#endif
