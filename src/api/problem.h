#ifndef API_PROBLEM_H
#define API_PROBLEM_H
/* Errors of the API: RFC 9457, application/problem+json. */

#include "base/err.h"
#include "http/request.h"
#include "http/response.h"

/* Answers with the error's code as a status, its text as detail and its hint as "hint"; what is
   the server's own fault is logged as well. */
void problem_send(const struct request *req, struct response *res, const struct err *e);
/* A problem with a status of its own. */
void problem_send_status(const struct request *req, struct response *res, int status,
                         const struct err *e);
/* For addresses below /api/ that do not exist. */
void problem_not_found(struct request *req, struct response *res);

#endif
