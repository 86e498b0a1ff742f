#ifndef SITE_SUGGESTION_PAGE_H
#define SITE_SUGGESTION_PAGE_H
/* Handlers for "/{lang}/suggest/{story}/{segment}": a reader suggests a better translation of a
   sentence. It goes to the newsroom; nothing is published, and nothing kept of who they are. */

#include "http/request.h"
#include "http/response.h"

enum { SUGGESTION_PAGE_MAX_BODY = 64 << 10 };

/* The form; with "thanks" for a segment, the page that one comes to. */
void suggestion_page_show(struct request *req, struct response *res);
/* Takes the form, or shows it again with what the reader typed and what is wrong. */
void suggestion_page_send(struct request *req, struct response *res);

#endif
