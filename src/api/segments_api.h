#ifndef API_SEGMENTS_API_H
#define API_SEGMENTS_API_H
/* Handlers for /api/v1/stories/{id}/editions/{lang}/segments and …/segments/{n}: a translation
   segment by segment, and people's acts on one. Both want a token. openapi.json says what they take
   and give. */

#include "http/request.h"
#include "http/response.h"

void segments_api_list(struct request *req, struct response *res);
void segments_api_act(struct request *req, struct response *res);

#endif
