#ifndef WIRE_FEED_H
#define WIRE_FEED_H
/* A list of stories on its way out, in whatever format: rss.h, atom.h and json_feed.h write it.
   Plain values; addresses are absolute, texts are plain but for `content`. */

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "html/escape.h"

/* The same story in another language. */
struct feed_alternate {
    struct str language, url;
};

struct feed_picture {
    struct str url; /* "": the story has none */
    const char *type;
    int64_t width, height; /* pixels, 0 when not known */
    struct str alt;
};

struct feed_item {
    struct str id; /* never changes: feed_tag() */
    struct str url, language;
    struct str headline, lead, byline; /* the last two may be "" */
    struct html content;               /* all of it; begins with what readers must be told */
    struct str section, topic;         /* names; topic may be "" */
    struct str label;                  /* "automatic": edition_label_name() */
    struct str language_tag;           /* "es-t-eu-t0-und": translated_tag() */
    int64_t published_ms, updated_ms;
    struct feed_picture picture;
    struct feed_alternate *alternate;
    size_t n_alternates;
};

struct feed {
    struct str id;       /* never changes */
    struct str self_url; /* of the feed itself */
    struct str home_url; /* of the page with the same list */
    struct str title, description, language;
    struct str icon_url, label_scheme; /* label_scheme says what kind of word a label is */
    struct str publisher;              /* the newsroom's name */
    struct str hub_url;                /* of a WebSub hub; "": none */
    struct feed_item *item;            /* newest first */
    size_t n_items;
};

/* 2026-01-01: the year in tags of what has no date of its own. */
#define FEED_SINCE_MS INT64_C(1767225600000)

/* "tag:example.eus,2026:story/42/es" (RFC 4151): the host of `base_url`, the year of `since_ms`,
   and `what`. Stays the same whatever becomes of headline, section and address. */
struct str feed_tag(struct arena *a, struct str base_url, int64_t since_ms, struct str what);
/* When the newest of its items changed; 0 when it has none. */
int64_t feed_updated_ms(const struct feed *feed);
/* "Fri, 20 Nov 2026 07:00:00 +0000", as RSS wants it. */
struct str feed_date(struct arena *a, int64_t wall_ms);

#endif
