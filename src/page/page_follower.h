#ifndef PAGE_PAGE_FOLLOWER_H
#define PAGE_PAGE_FOLLOWER_H
/* Tells a page cache what has changed: what this process stores, at once; what other processes of
   the newsroom store, within PAGE_FOLLOWER_MS; and stories whose date comes, when it comes. */

#include "page/page_cache.h"
#include "page/site_info.h"

struct page_follower;

enum { PAGE_FOLLOWER_MS = 250 };

/* Opens a cache that begins with the newsroom's present state, and starts to follow. The site and
   the url must live as long. */
int page_follower_open(const char *database_url, const struct site_info *site, size_t max_bytes,
                       struct page_follower **ret_follower, struct err *e) MUST_CHECK;
/* Takes NULL; closes the cache too, of which nobody may hold a copy any more. */
void page_follower_close(struct page_follower *follower);
struct page_cache *page_follower_cache(struct page_follower *follower);
/* After something was stored: when it returns, what it touches is not fresh any more. By any
   thread; waits for the database. */
void page_follower_now(struct page_follower *follower);
/* The same without waiting: the follower's own thread looks as soon as it can. */
void page_follower_wake(struct page_follower *follower);

#endif
