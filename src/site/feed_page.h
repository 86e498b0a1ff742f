#ifndef SITE_FEED_PAGE_H
#define SITE_FEED_PAGE_H
/* Handlers for feeds: the newest stories of a language, a section ({section} in the path) or a
   topic
   ({topic}), with their whole text. Only live editions of what is published are in them. */

#include "http/request.h"
#include "http/response.h"

void feed_page_rss(struct request *req, struct response *res);  /* "…/feed.xml" */
void feed_page_atom(struct request *req, struct response *res); /* "…/atom.xml" */
void feed_page_json(struct request *req, struct response *res); /* "…/feed.json" */

#endif
