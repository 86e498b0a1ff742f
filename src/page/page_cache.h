#ifndef PAGE_PAGE_CACHE_H
#define PAGE_PAGE_CACHE_H
/* Pages as the bytes that are sent, kept until a change touches them. All functions may be called
   by any thread. Memory of all that is kept stays below the given bound, heads, keys and tags
   included; what is still being sent counts too, so that kept pages give way to it. Pages that were
   asked for once go first.

   A page that a change has touched is outdated: it is given out for PAGE_CACHE_STALE_MS at most
   after the change was heard of, and only to those who come while somebody makes the new one. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "page/page_tags.h"

enum { PAGE_CACHE_STALE_MS = 1000, PAGE_CACHE_CODINGS = 3 };

struct page_cache;

/* A page in one coding. Read-only; whoever holds it gives it back with page_copy_release. */
struct page_copy {
    atomic_uint refs;
    struct page_cache *cache;
    size_t size;              /* of all of it, in memory */
    bool quick;               /* packed in a hurry: page_packing_next gives it a better one */
    struct str head;          /* of the answer with the page */
    struct str unchanged;     /* of the answer that it is unchanged */
    struct str etag;          /* of these bytes, with quotes */
    struct str page_etag;     /* of the page as it was made */
    struct str type, link;    /* Content-Type and Link; the latter may be "" */
    struct str names, groups; /* see page_tags_names */
    struct str body;
};

/* Takes no memory for pages until there are some. Version and time are where pages begin: see
   struct page_made. */
struct page_cache *page_cache_open(size_t max_bytes, int64_t version);
/* Nobody may hold a copy any more. Takes NULL. */
void page_cache_close(struct page_cache *cache);

/* A copy of these texts with one reference, the caller's. */
struct page_copy *page_copy_make(struct page_cache *cache, const struct page_copy *texts);
struct page_copy *page_copy_hold(struct page_copy *copy);
/* Fits struct answer's release. */
void page_copy_release(void *copy);

struct page_wish {
    struct str key;   /* the page's address, see site/page_key.h */
    int coding;       /* below PAGE_CACHE_CODINGS; 0 is the page as it was made */
    bool only_newest; /* the reader would rather wait than have an outdated page */
};

/* Never waits, but for a lock. NULL when there is nothing to give out: the request must then go to
   a worker. While one is sent there for a coding, others get the page as it was made. */
struct page_copy *page_cache_find(struct page_cache *cache, const struct page_wish *wish);

/* A page being made by the thread that holds this struct. */
struct page_flight {
    struct page_cache *cache;
    struct str key;
    uint64_t hash;
    bool is_registered; /* others wait for it */
    bool
        coding[PAGE_CACHE_CODINGS]; /* that an outdated page was read in: the new one will be too */
    struct page_flight *next;
};

/* For a worker: the page in the wished coding, or, where that has not been made yet, as it is
   (*ret_coding says which); waits for one that is being made. NULL: the caller makes it, and ends
   with page_cache_land or page_cache_leave. The key must live until then. */
struct page_copy *page_cache_enter(struct page_cache *cache, const struct page_wish *wish,
                                   struct page_flight *ret_flight, int *ret_coding);

struct page_made {
    struct page_copy *copy[PAGE_CACHE_CODINGS]; /* [0] as it was made, others may be NULL; still
                                                   the caller's */
    const struct page_tags *tags;
    int64_t version; /* the newest entry of the change log that it has seen */
    int64_t made_ms; /* wall time before anything was read */
};

/* Keeps it; outdated from the start when a change came that it has not seen. */
void page_cache_land(struct page_flight *flight, const struct page_made *made);
/* Nothing that can be kept; those who wait make theirs alone. */
void page_cache_leave(struct page_flight *flight);

/* Adds another coding to the page that `original` is a copy of, if that is still kept; where the
   coding makes it no smaller, `copy` may be `original` itself. Both stay the caller's. */
void page_cache_add(struct page_cache *cache, struct str key, const struct page_copy *original,
                    int coding, struct page_copy *copy);

/* What would be worth to pack better: pages that are read again in a coding that was made in a
   hurry. */
struct page_packing {
    char key[1024];
    size_t key_n;
    int coding;
    struct page_copy *original; /* the caller's to release */
};

/* Waits for work until page_packing_stop; false then. */
bool page_packing_next(struct page_cache *cache, struct page_packing *ret_packing);
void page_packing_stop(struct page_cache *cache);

/* Makes what the change touches outdated. When it returns, no page from before is fresh. */
void page_cache_apply(struct page_cache *cache, const struct page_change *change);

/* Whether changes are heard of. While they are not, no page is given out or kept. */
void page_cache_trust(struct page_cache *cache, bool trusted);

struct page_cache_stats {
    size_t bytes, pages;
    uint64_t hits, stale_hits, landed, touched, evicted;
};
void page_cache_stats(struct page_cache *cache, struct page_cache_stats *ret_stats);

#endif
