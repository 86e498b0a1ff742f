#ifndef SITE_FILE_PAGE_H
#define SITE_FILE_PAGE_H
/* Handlers for pictures, the theme's files and the health check. */

#include "http/request.h"
#include "http/response.h"

void file_page_media(struct request *req, struct response *res);  /* "/media/{name}" */
void file_page_asset(struct request *req, struct response *res);  /* "/assets/{name}" */
void file_page_health(struct request *req, struct response *res); /* "/healthz": 200 when the
                                                                     database answers, else 503 */

#endif
