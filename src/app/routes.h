#ifndef APP_ROUTES_H
#define APP_ROUTES_H
/* Every address that the server answers. */

#include "http/router.h"

extern const struct router_entry routes_table[];
extern const size_t routes_count;

#endif
