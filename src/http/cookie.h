#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H
/* Cookies: what a browser sends, and what we ask it to keep. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { COOKIE_MAX_SIZE = 4096 }; /* name and value, both ways */

/* The value of the first cookie of that name in a Cookie header, quotes around it taken off; p is
   NULL when there is none. Pairs that are malformed or too large are passed over, so that what
   another program has set does no harm here. Points into `header`. */
struct str cookie_get(struct str header, struct str name);

struct cookie {
    struct str name, value;
    struct str path;   /* "/" when empty */
    int64_t max_age_s; /* 0: as long as the browser is open; negative: forget it now */
    bool secure;       /* only over https */
    bool scripts;      /* scripts may read it (HttpOnly is left out) */
    bool strict;       /* SameSite=Strict instead of Lax */
};

/* The value of a Set-Cookie header. E_INVALID when name, value or path have a character that they
   may not have, or a "__Host-" name is not secure or not for "/"; E_LIMIT above
   COOKIE_MAX_SIZE. */
int cookie_format(struct arena *a, const struct cookie *cookie, struct str *ret_header,
                  struct err *e) MUST_CHECK;

#endif
