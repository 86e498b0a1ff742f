#ifndef WIRE_RSS_H
#define WIRE_RSS_H

#include "wire/feed.h"

#define RSS_TYPE "application/rss+xml; charset=utf-8"

/* RSS 2.0 with full text (content:encoded), authors (Dublin Core) and pictures (Media RSS). */
void rss_write(struct arena *a, const struct feed *feed, struct buf *out);

#endif
