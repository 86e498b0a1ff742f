#ifndef API_STORIES_API_H
#define API_STORIES_API_H
/* Handlers for /api/v1/stories and /api/v1/stories/{id}; openapi.json says what they take and
   give. */

#include "http/request.h"
#include "http/response.h"

enum { STORIES_API_MAX_BODY = 8 << 20 }; /* a document's ceiling, twice: JSON escapes */

void stories_api_create(struct request *req, struct response *res);
void stories_api_replace(struct request *req, struct response *res);
void stories_api_read(struct request *req, struct response *res);
void stories_api_list(struct request *req, struct response *res);

#endif
