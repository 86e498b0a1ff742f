#ifndef APP_SERVE_LOCK_H
#define APP_SERVE_LOCK_H
/* Whether a server runs for a newsroom's folder, so that `zubi import --wait` knows if it must
   translate itself. Several servers may share a newsroom: each holds the lock for reading. */

#include <stdbool.h>

#include "base/err.h"

/* Holds it until the process ends. */
int serve_lock_hold(const char *dir, struct err *e) MUST_CHECK;
bool serve_lock_is_held(const char *dir);

#endif
