#ifndef APP_REFRESH_H
#define APP_REFRESH_H

#include "app/newsroom.h"

/* Queues every translation that was made by other engines, or other versions of them, than the
   newsroom has now; only what a machine wrote will be translated again, after all fresh news. Done
   when the server starts, and by `zubi status --refresh`. Says how many. */
int refresh_queue(const struct newsroom *newsroom, struct database *db, int64_t *ret_n,
                  struct err *e) MUST_CHECK;

#endif
