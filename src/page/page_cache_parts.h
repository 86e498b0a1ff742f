#ifndef PAGE_PAGE_CACHE_PARTS_H
#define PAGE_PAGE_CACHE_PARTS_H
/* The inside of page_cache: for page_cache*.c and page_copy.c only. */

#include <pthread.h>

#include "page/page_cache.h"

/* malloc's own part of a piece of memory, at most. */
enum {
    PAGE_CACHE_SHARDS = 16,
    PAGE_CACHE_RECENT = 256,
    PAGE_CACHE_PACKINGS = 64,
    PAGE_CACHE_OVERHEAD = 24
};

/* A page that is kept. */
struct page_entry {
    struct page_entry *chain;         /* others of the same bucket */
    struct page_entry *newer, *older; /* in the order in which they give way, oldest first */
    uint64_t hash;
    struct str key;
    size_t size; /* without the copies */
    struct page_copy *copy[PAGE_CACHE_CODINGS];
    bool packing[PAGE_CACHE_CODINGS]; /* has been asked for */
    bool used;                        /* read since it last could have given way */
    struct page_tags *tags;
    int64_t version, made_ms;
    int64_t until_ms;    /* wall time from which it is outdated by itself; 0: never */
    int64_t outdated_ms; /* monotonic; 0: fresh */
    /* When somebody was last sent to make the new one ([0]), or another coding. */
    int64_t handed_ms[PAGE_CACHE_CODINGS];
};

/* Each has a lock of its own, so that loops rarely wait for each other. */
struct page_shard {
    pthread_mutex_t lock;
    pthread_cond_t landed;
    struct page_entry **bucket;
    size_t n_buckets, n;
    struct page_entry *newest, *oldest;
    struct page_flight *flight; /* pages being made */
    uint64_t hits, stale_hits, landed_n, touched, evicted;
};

struct page_cache {
    struct page_shard shard[PAGE_CACHE_SHARDS];
    size_t max_bytes;
    atomic_size_t bytes;
    atomic_bool distrusted;
    atomic_uint hand; /* the shard that gives way next */

    /* Changes that pages now being made may not have seen. Locked within a shard's lock. */
    pthread_mutex_t recent_lock;
    struct page_change recent[PAGE_CACHE_RECENT];
    int64_t recent_ms[PAGE_CACHE_RECENT]; /* monotonic: when it was heard of */
    char recent_language[PAGE_CACHE_RECENT][40];
    uint64_t n_recent;                      /* ever */
    int64_t forgotten_id, forgotten_due_ms; /* the newest that is not in `recent` any more */

    /* Keys of pages to be packed better. Locked within a shard's lock. */
    pthread_mutex_t packing_lock;
    pthread_cond_t packing_come;
    struct {
        struct str key;
        uint64_t hash;
        int coding;
    } packing[PAGE_CACHE_PACKINGS];
    size_t packing_from, n_packings;
    bool stopped;
};

struct page_shard *page_cache_shard(struct page_cache *cache, uint64_t hash);
struct page_entry *page_cache_entry(const struct page_shard *shard, uint64_t hash, struct str key);
/* Notes that a page should be packed; the shard is locked. */
void page_packing_want(struct page_cache *cache, struct page_entry *entry, int coding);

#endif
