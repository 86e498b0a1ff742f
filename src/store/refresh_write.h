#ifndef STORE_REFRESH_WRITE_H
#define STORE_REFRESH_WRITE_H

#include "sql/database.h"

enum { REFRESH_PRIORITY = 10, REFRESH_AT_ONCE = 1000 };

/* Queues, behind all fresh news, the translations of stories with ids [first_id, first_id +
   REFRESH_AT_ONCE) from one language into another that were made by other engines than `engine`
   (route_version), those that were held included. What waits or was given up already stays as it
   is. Says how many. */
int refresh_write(struct database *db, struct str from, struct str to, struct str engine,
                  int64_t first_id, int64_t now_ms, int64_t *ret_n, struct err *e) MUST_CHECK;

#endif
