#ifndef HTTP_HEAD_GLIMPSE_H
#define HTTP_HEAD_GLIMPSE_H
/* What can be made out of a head that is refused: only to say in a fitting way why. */

#include "base/str.h"

struct head_glimpse {
    struct str path;      /* of the target, as sent; empty when it cannot be told */
    struct str languages; /* Accept-Language; empty when it has not come */
};

/* Looks at the first few kilobytes; both point into `raw`, and may hold any bytes. */
struct head_glimpse head_glimpse_at(struct str raw);

#endif
