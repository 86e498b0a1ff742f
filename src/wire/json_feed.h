#ifndef WIRE_JSON_FEED_H
#define WIRE_JSON_FEED_H

#include "wire/feed.h"

#define JSON_FEED_TYPE "application/feed+json; charset=utf-8"

/* JSON Feed 1.1 with full text. What it has no word for is in "_zubi": the label, the language with
   what it was translated from, and the same story's addresses in the other languages. Texts
   must be UTF-8. */
void json_feed_write(struct arena *a, const struct feed *feed, struct buf *out);

#endif
