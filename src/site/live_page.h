#ifndef SITE_LIVE_PAGE_H
#define SITE_LIVE_PAGE_H
/* /{lang}/live?story=42&seen=…, ?section=key, ?topic=key or neither: a stream of what happens to
   that page, beginning with what has happened since `seen`, which the page says itself; or since
   the event that Last-Event-ID or `after` names. */

#include "http/request.h"
#include "http/response.h"

void live_page_handle(struct request *req, struct response *res);

#endif
