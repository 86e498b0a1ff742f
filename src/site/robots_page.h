#ifndef SITE_ROBOTS_PAGE_H
#define SITE_ROBOTS_PAGE_H
/* Handlers for what programs ask every site for, at addresses that they know without a link. */

#include "http/request.h"
#include "http/response.h"

void robots_page_handle(struct request *req, struct response *res); /* "/robots.txt" */
/* "/favicon.ico", "/favicon.svg": the theme's, for who does not read the page's link to it. */
void robots_page_icon(struct request *req, struct response *res);

#endif
