#ifndef APP_REFUSAL_H
#define APP_REFUSAL_H
/* What clients are told whose requests the server refuses before any handler sees them. */

#include "http/server.h"
#include "page/site_info.h"

/* Below /api/ a problem (RFC 9457), else a short page in a language that the client takes. Reads
   memory only. */
void refusal_answer(const struct site_info *site, const struct server_refusal *refusal,
                    struct response *res);

#endif
