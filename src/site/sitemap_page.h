#ifndef SITE_SITEMAP_PAGE_H
#define SITE_SITEMAP_PAGE_H
/* Handlers for sitemaps. Stories are spread over files by their numbers, so that a file costs the
   same whichever it is, and old ones stay as they are. What is in them: live editions of what is
   published, in languages where search engines are to find them (site_is_found). */

#include "http/request.h"
#include "http/response.h"

void sitemap_page_index(struct request *req, struct response *res);   /* "/sitemap.xml" */
void sitemap_page_lists(struct request *req, struct response *res);   /* "/sitemap-lists.xml" */
void sitemap_page_stories(struct request *req, struct response *res); /* "/sitemap-{n}.xml" */
/* "/news-{lang}.xml": the stories of the last two days in a language. */
void sitemap_page_news(struct request *req, struct response *res);

#endif
