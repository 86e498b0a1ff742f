#include <stdlib.h>
#include <string.h>

#include "page/page_cache_parts.h"

static struct str put(char **at, struct str s) {
    if (s.n) memcpy(*at, s.p, s.n);
    struct str copy = {*at, s.n};
    *at += s.n;
    return copy;
}

struct page_copy *page_copy_make(struct page_cache *cache, const struct page_copy *texts) {
    size_t size = sizeof *texts + texts->head.n + texts->unchanged.n + texts->etag.n +
                  texts->page_etag.n + texts->type.n + texts->link.n + texts->names.n +
                  texts->groups.n + texts->body.n + PAGE_CACHE_OVERHEAD;
    struct page_copy *copy = malloc(size - PAGE_CACHE_OVERHEAD);
    if (!copy) abort();
    char *at = (char *)(copy + 1);
    atomic_init(&copy->refs, 1);
    copy->cache = cache;
    copy->size = size;
    copy->quick = texts->quick;
    copy->head = put(&at, texts->head);
    copy->unchanged = put(&at, texts->unchanged);
    copy->etag = put(&at, texts->etag);
    copy->page_etag = put(&at, texts->page_etag);
    copy->type = put(&at, texts->type);
    copy->link = put(&at, texts->link);
    copy->names = put(&at, texts->names);
    copy->groups = put(&at, texts->groups);
    copy->body = put(&at, texts->body);
    atomic_fetch_add_explicit(&cache->bytes, size, memory_order_relaxed);
    return copy;
}

struct page_copy *page_copy_hold(struct page_copy *copy) {
    atomic_fetch_add_explicit(&copy->refs, 1, memory_order_relaxed);
    return copy;
}

void page_copy_release(void *what) {
    struct page_copy *copy = what;
    if (!copy || atomic_fetch_sub_explicit(&copy->refs, 1, memory_order_acq_rel) > 1) return;
    atomic_fetch_sub_explicit(&copy->cache->bytes, copy->size, memory_order_relaxed);
    free(copy);
}
