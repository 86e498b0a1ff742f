#ifndef API_SUGGESTIONS_API_H
#define API_SUGGESTIONS_API_H
/* What readers suggest as better translations, for those with a token. What the memory offers for
   a segment is suggestion_output.h. */

#include "http/request.h"
#include "http/response.h"

/* GET "/api/v1/suggestions": ?state, ?story, ?lang, ?after. */
void suggestions_api_list(struct request *req, struct response *res);
/* POST "/api/v1/suggestions/{id}": {"act": "take" or "dismiss", "who": …}. */
void suggestions_api_act(struct request *req, struct response *res);

#endif
