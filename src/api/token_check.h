#ifndef API_TOKEN_CHECK_H
#define API_TOKEN_CHECK_H

#include "http/request.h"
#include "page/web_worker.h"

/* Whether the request has a bearer token of this newsroom: E_DENIED when it has none, or one that
   is not known. */
int token_check(const struct request *req, struct err *e) MUST_CHECK;

#endif
