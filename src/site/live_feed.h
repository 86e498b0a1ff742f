#ifndef SITE_LIVE_FEED_H
#define SITE_LIVE_FEED_H
/* Tells the readers who have a page open what happens to it: follows the change log, what this
   process stores at once, what others store within a quarter of a second, and stories whose date
   comes; and publishes it to streams of events. What is dated later is never told of. */

#include "http/event_stream.h"
#include "page/page_follower.h"
#include "page/site_info.h"

struct live_feed;

/* Begins with the newsroom's present state. The site and the url must live as long; `follower` may
   be NULL: it is asked to outdate pages before anybody is told of new ones. */
int live_feed_open(const char *database_url, const struct site_info *site,
                   struct page_follower *follower, struct live_feed **ret_feed,
                   struct err *e) MUST_CHECK;
/* Starts to follow and to publish. */
int live_feed_start(struct live_feed *feed, struct server *server, struct err *e) MUST_CHECK;
/* Ends that: before the server stops. */
void live_feed_stop(struct live_feed *feed);
/* Takes NULL. */
void live_feed_close(struct live_feed *feed);
/* By any thread, after something was stored: does not wait. Takes NULL. */
void live_feed_wake(struct live_feed *feed);
/* Of the change log, the last entry before the feed began: what came before was never published. */
int64_t live_feed_began(const struct live_feed *feed);

enum live_kind { LIVE_FRONT, LIVE_SECTION, LIVE_TOPIC, LIVE_STORY };

/* The channel of one page; `id` is that of the section, topic or story, 0 for the front page. */
uint64_t live_feed_channel(const struct site_info *site, const struct site_language *language,
                           enum live_kind kind, int64_t id);

/* The names of events: a story's page is another one now (data: live_view_tag, or "gone"); new
   stories are on top of a list (data: their places, "1763622000000-42 …"); a stream begins. */
#define LIVE_EVENT_STORY "story"
#define LIVE_EVENT_STORIES "stories"
#define LIVE_EVENT_BEGIN "begin"
#define LIVE_EVENT_RELOAD "reload"

#endif
