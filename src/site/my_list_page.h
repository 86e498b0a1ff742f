#ifndef SITE_MY_LIST_PAGE_H
#define SITE_MY_LIST_PAGE_H
/* Handlers for "/my-list/{lang}". The list is a cookie of story numbers that the browser sends to
   these addresses only; the server keeps nothing. */

#include "http/request.h"
#include "http/response.h"

void my_list_page_show(struct request *req, struct response *res);
/* A form with action=add|remove|clear and id. Answers with the list's page, or with
   {"ids":[…]} for a client that accepts application/json. */
void my_list_page_change(struct request *req, struct response *res);

#endif
