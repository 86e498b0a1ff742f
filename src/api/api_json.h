#ifndef API_API_JSON_H
#define API_API_JSON_H
/* JSON in and out of the API. */

#include <jansson.h>

#include "base/err.h"
#include "http/request.h"
#include "http/response.h"

/* The request's body as an object; the caller gives it back with json_decref. E_INVALID, with line
   and column, for what is no JSON object, has a key twice, or is not UTF-8. */
int api_json_read(const struct request *req, json_t **ret_object, struct err *e) MUST_CHECK;
/* A text field; "" when it is not there or null. E_INVALID when it is no text. Points into the
   object. */
int api_json_text(const json_t *object, const char *key, struct str *ret_text,
                  struct err *e) MUST_CHECK;
void api_json_set(json_t *object, const char *key, struct str text);
/* The body of the answer; takes the value over. */
void api_json_send(const struct request *req, struct response *res, json_t *value);

#endif
