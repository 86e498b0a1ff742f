#include "page/page_cache.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/hash.h"
#include "page/page_cache_parts.h"

enum { HANDED_MS = 50, FIRST_BUCKETS = 16, LARGEST_PART = 4 };
/* An entry and its tags are a piece of memory each; of buckets there are two for each at most. */
enum { ENTRY_OVERHEAD = 2 * PAGE_CACHE_OVERHEAD + 2 * sizeof(void *) };
/* A monotonic time, not 0, from which on nothing outdated is given out any more. */
enum { LONG_AGO_MS = -PAGE_CACHE_STALE_MS };

static void *owned(void *p) {
    if (!p) abort();
    return p;
}

struct page_cache *page_cache_open(size_t max_bytes, int64_t version) {
    struct page_cache *cache = owned(calloc(1, sizeof *cache));
    pthread_condattr_t by_monotonic;
    pthread_condattr_init(&by_monotonic);
    pthread_condattr_setclock(&by_monotonic, CLOCK_MONOTONIC);
    for (size_t i = 0; i < PAGE_CACHE_SHARDS; i++) {
        pthread_mutex_init(&cache->shard[i].lock, NULL);
        pthread_cond_init(&cache->shard[i].landed, &by_monotonic);
    }
    pthread_condattr_destroy(&by_monotonic);
    pthread_mutex_init(&cache->recent_lock, NULL);
    pthread_mutex_init(&cache->packing_lock, NULL);
    pthread_cond_init(&cache->packing_come, NULL);
    cache->max_bytes = max_bytes;
    cache->forgotten_id = version;
    return cache;
}

struct page_shard *page_cache_shard(struct page_cache *cache, uint64_t hash) {
    return &cache->shard[(hash >> 32) % PAGE_CACHE_SHARDS];
}

struct page_entry *page_cache_entry(const struct page_shard *shard, uint64_t hash, struct str key) {
    if (!shard->n_buckets) return NULL;
    struct page_entry *entry = shard->bucket[hash & (shard->n_buckets - 1)];
    while (entry && (entry->hash != hash || !str_eq(entry->key, key))) entry = entry->chain;
    return entry;
}

/* The queue in which pages give way. */
static void unqueue(struct page_shard *shard, struct page_entry *entry) {
    *(entry->newer ? &entry->newer->older : &shard->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &shard->oldest) = entry->newer;
}

static void queue_newest(struct page_shard *shard, struct page_entry *entry) {
    entry->newer = NULL;
    entry->older = shard->newest;
    *(shard->newest ? &shard->newest->newer : &shard->oldest) = entry;
    shard->newest = entry;
}

static void drop_copies(struct page_entry *entry) {
    for (size_t i = 0; i < PAGE_CACHE_CODINGS; i++) {
        page_copy_release(entry->copy[i]);
        entry->copy[i] = NULL;
        entry->packing[i] = false;
    }
}

static void drop(struct page_cache *cache, struct page_shard *shard, struct page_entry *entry) {
    struct page_entry **place = &shard->bucket[entry->hash & (shard->n_buckets - 1)];
    while (*place != entry) place = &(*place)->chain;
    *place = entry->chain;
    unqueue(shard, entry);
    shard->n--;
    drop_copies(entry);
    atomic_fetch_sub_explicit(&cache->bytes, entry->size, memory_order_relaxed);
    free(entry->tags);
    free(entry);
}

void page_cache_close(struct page_cache *cache) {
    if (!cache) return;
    for (size_t i = 0; i < PAGE_CACHE_SHARDS; i++) {
        struct page_shard *shard = &cache->shard[i];
        while (shard->oldest) drop(cache, shard, shard->oldest);
        free(shard->bucket);
        pthread_cond_destroy(&shard->landed);
        pthread_mutex_destroy(&shard->lock);
    }
    for (; cache->n_packings; cache->n_packings--)
        free((char *)cache->packing[cache->packing_from++ % PAGE_CACHE_PACKINGS].key.p);
    pthread_cond_destroy(&cache->packing_come);
    pthread_mutex_destroy(&cache->packing_lock);
    pthread_mutex_destroy(&cache->recent_lock);
    free(cache);
}

static struct page_flight *flight_of(const struct page_shard *shard, uint64_t hash,
                                     struct str key) {
    struct page_flight *flight = shard->flight;
    while (flight && (flight->hash != hash || !str_eq(flight->key, key))) flight = flight->next;
    return flight;
}

/* What may be given out of an entry at this moment. */
static bool may_serve(const struct page_entry *entry, const struct page_wish *wish, bool being_made,
                      int64_t now_ms) {
    if (!entry->outdated_ms) return true;
    return being_made && !wish->only_newest && now_ms - entry->outdated_ms <= PAGE_CACHE_STALE_MS;
}

static struct page_copy *give(struct page_cache *cache, struct page_shard *shard,
                              struct page_entry *entry, int coding) {
    struct page_copy *copy = entry->copy[coding];
    if (!copy) return NULL;
    if (copy->quick && entry->used && !entry->packing[coding])
        page_packing_want(cache, entry, coding);
    entry->used = true;
    shard->hits++;
    shard->stale_hits += entry->outdated_ms != 0;
    return page_copy_hold(copy);
}

/* Before anything of the entry is looked at. */
static void age(struct page_entry *entry) {
    if (entry && entry->until_ms && !entry->outdated_ms && clock_wall_ms() >= entry->until_ms)
        entry->outdated_ms = clock_monotonic_ms();
}

/* Of an outdated page, or one that is not in this coding: one reader is sent to make what is
   missing. */
static struct page_copy *find_unready(struct page_cache *cache, struct page_shard *shard,
                                      struct page_entry *entry, const struct page_wish *wish) {
    int64_t now_ms = clock_monotonic_ms();
    int64_t *handed_ms = &entry->handed_ms[entry->outdated_ms ? 0 : wish->coding];
    bool being_made = now_ms - *handed_ms < HANDED_MS || flight_of(shard, entry->hash, entry->key);
    if (!being_made) *handed_ms = now_ms;
    if (!being_made || !may_serve(entry, wish, true, now_ms)) return NULL;
    return give(cache, shard, entry, entry->copy[wish->coding] ? wish->coding : 0);
}

struct page_copy *page_cache_find(struct page_cache *cache, const struct page_wish *wish) {
    uint64_t hash = hash_quick(wish->key);
    struct page_shard *shard = page_cache_shard(cache, hash);
    struct page_copy *copy = NULL;
    if (atomic_load_explicit(&cache->distrusted, memory_order_acquire)) return NULL;
    pthread_mutex_lock(&shard->lock);
    struct page_entry *entry = page_cache_entry(shard, hash, wish->key);
    age(entry);
    if (entry && !entry->outdated_ms && entry->copy[wish->coding])
        copy = give(cache, shard, entry, wish->coding);
    else if (entry)
        copy = find_unready(cache, shard, entry, wish);
    pthread_mutex_unlock(&shard->lock);
    return copy;
}

static bool wait_for_landing(struct page_shard *shard, const struct timespec *until) {
    return pthread_cond_timedwait(&shard->landed, &shard->lock, until) == 0;
}

static void start_flight(struct page_cache *cache, struct page_shard *shard,
                         const struct page_wish *wish, uint64_t hash, bool is_registered,
                         struct page_flight *ret_flight) {
    *ret_flight = (struct page_flight){
        .cache = cache, .key = wish->key, .hash = hash, .is_registered = is_registered};
    if (!is_registered) return;
    ret_flight->next = shard->flight;
    shard->flight = ret_flight;
}

/* Waits at most as long as outdated pages are given out: who makes the page may be stuck. */
struct page_copy *page_cache_enter(struct page_cache *cache, const struct page_wish *wish,
                                   struct page_flight *ret_flight, int *ret_coding) {
    uint64_t hash = hash_quick(wish->key);
    struct page_shard *shard = page_cache_shard(cache, hash);
    struct page_copy *copy = NULL;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += PAGE_CACHE_STALE_MS / 1000;
    pthread_mutex_lock(&shard->lock);
    bool waited = false, patient = !atomic_load(&cache->distrusted);
    for (;;) {
        struct page_entry *entry = page_cache_entry(shard, hash, wish->key);
        bool being_made = flight_of(shard, hash, wish->key) != NULL;
        if (atomic_load(&cache->distrusted)) entry = NULL;
        age(entry);
        if (entry && may_serve(entry, wish, being_made, clock_monotonic_ms())) {
            *ret_coding = entry->copy[wish->coding] ? wish->coding : 0;
            copy = give(cache, shard, entry, *ret_coding);
            break;
        }
        if (!being_made || !patient) {
            start_flight(cache, shard, wish, hash, !waited && !being_made, ret_flight);
            for (size_t i = 0; i < PAGE_CACHE_CODINGS && entry; i++)
                ret_flight->coding[i] = entry->copy[i] != NULL;
            break;
        }
        waited = true;
        patient = wait_for_landing(shard, &until);
    }
    pthread_mutex_unlock(&shard->lock);
    return copy;
}

/* The shard is locked. */
static void end_flight(struct page_shard *shard, struct page_flight *flight) {
    if (!flight->is_registered) return;
    struct page_flight **place = &shard->flight;
    while (*place != flight) place = &(*place)->next;
    *place = flight->next;
    flight->is_registered = false;
    pthread_cond_broadcast(&shard->landed);
}

void page_cache_leave(struct page_flight *flight) {
    struct page_shard *shard = page_cache_shard(flight->cache, flight->hash);
    pthread_mutex_lock(&shard->lock);
    end_flight(shard, flight);
    pthread_mutex_unlock(&shard->lock);
}

static bool has_missed(int64_t version, int64_t made_ms, const struct page_change *c) {
    return c->due_ms ? made_ms < c->due_ms : version < c->id;
}

/* Since when a page just made has been outdated by something that it has not seen; 0: it is not. Of
   what is forgotten nobody knows when it came: long ago. */
static int64_t outdated_since(struct page_cache *cache, const struct page_made *made) {
    int64_t since_ms = 0;
    pthread_mutex_lock(&cache->recent_lock);
    uint64_t n = cache->n_recent < PAGE_CACHE_RECENT ? cache->n_recent : PAGE_CACHE_RECENT;
    for (uint64_t i = 0; i < n; i++) {
        size_t at = (cache->n_recent - 1 - i) % PAGE_CACHE_RECENT;
        const struct page_change *c = &cache->recent[at];
        if (has_missed(made->version, made->made_ms, c) && page_tags_touched(made->tags, c))
            since_ms = cache->recent_ms[at];
    }
    if (made->version < cache->forgotten_id || made->made_ms < cache->forgotten_due_ms)
        since_ms = LONG_AGO_MS;
    pthread_mutex_unlock(&cache->recent_lock);
    return since_ms;
}

static void grow(struct page_shard *shard) {
    size_t n_buckets = shard->n_buckets ? shard->n_buckets * 2 : FIRST_BUCKETS;
    struct page_entry **bucket = owned(calloc(n_buckets, sizeof(struct page_entry *)));
    for (struct page_entry *entry = shard->oldest; entry; entry = entry->newer) {
        struct page_entry **place = &bucket[entry->hash & (n_buckets - 1)];
        entry->chain = *place;
        *place = entry;
    }
    free(shard->bucket);
    shard->bucket = bucket;
    shard->n_buckets = n_buckets;
}

static struct page_entry *add_entry(struct page_shard *shard, uint64_t hash, struct str key) {
    if (shard->n >= shard->n_buckets) grow(shard);
    struct page_entry *entry = owned(calloc(1, sizeof *entry + key.n));
    char *copy = (char *)(entry + 1);
    memcpy(copy, key.p, key.n);
    entry->hash = hash;
    entry->key = (struct str){copy, key.n};
    struct page_entry **place = &shard->bucket[hash & (shard->n_buckets - 1)];
    entry->chain = *place;
    *place = entry;
    queue_newest(shard, entry);
    shard->n++;
    return entry;
}

static void keep(struct page_cache *cache, struct page_shard *shard, struct page_flight *flight,
                 const struct page_made *made) {
    struct page_entry *entry = page_cache_entry(shard, flight->hash, flight->key);
    if (entry && entry->version > made->version) return;
    int64_t outdated_ms = outdated_since(cache, made);
    age(entry);
    if (entry && !entry->outdated_ms && outdated_ms) return;
    if (!entry) entry = add_entry(shard, flight->hash, flight->key);
    size_t tags, size_before = entry->size;
    drop_copies(entry);
    free(entry->tags);
    entry->tags = page_tags_copy(made->tags, &tags);
    entry->size = sizeof *entry + entry->key.n + tags + ENTRY_OVERHEAD;
    atomic_fetch_add_explicit(&cache->bytes, entry->size - size_before, memory_order_relaxed);
    for (size_t i = 0; i < PAGE_CACHE_CODINGS; i++)
        if (made->copy[i]) entry->copy[i] = page_copy_hold(made->copy[i]);
    entry->version = made->version;
    entry->made_ms = made->made_ms;
    entry->until_ms = made->tags->until_ms;
    entry->outdated_ms = outdated_ms;
    memset(entry->handed_ms, 0, sizeof entry->handed_ms);
    shard->landed_n++;
}

/* A page that was read since it last came to the end of the queue gets another turn. */
static bool give_way(struct page_cache *cache, struct page_shard *shard) {
    struct page_entry *entry = shard->oldest;
    if (!entry) return false;
    if (entry->used) {
        entry->used = false;
        unqueue(shard, entry);
        queue_newest(shard, entry);
        return true;
    }
    drop(cache, shard, entry);
    shard->evicted++;
    return true;
}

static void make_room(struct page_cache *cache) {
    size_t empty = 0;
    while (atomic_load_explicit(&cache->bytes, memory_order_relaxed) > cache->max_bytes &&
           empty < PAGE_CACHE_SHARDS) {
        struct page_shard *shard =
            &cache->shard[atomic_fetch_add(&cache->hand, 1) % PAGE_CACHE_SHARDS];
        pthread_mutex_lock(&shard->lock);
        empty = give_way(cache, shard) ? 0 : empty + 1;
        pthread_mutex_unlock(&shard->lock);
    }
}

void page_cache_land(struct page_flight *flight, const struct page_made *made) {
    struct page_cache *cache = flight->cache;
    struct page_shard *shard = page_cache_shard(cache, flight->hash);
    bool fits = made->copy[0]->size <= cache->max_bytes / LARGEST_PART && !made->tags->refused &&
                !atomic_load(&cache->distrusted);
    pthread_mutex_lock(&shard->lock);
    if (fits) keep(cache, shard, flight, made);
    end_flight(shard, flight);
    pthread_mutex_unlock(&shard->lock);
    make_room(cache);
}

void page_cache_add(struct page_cache *cache, struct str key, const struct page_copy *original,
                    int coding, struct page_copy *copy) {
    uint64_t hash = hash_quick(key);
    struct page_shard *shard = page_cache_shard(cache, hash);
    pthread_mutex_lock(&shard->lock);
    struct page_entry *entry = page_cache_entry(shard, hash, key);
    struct page_copy **place = entry ? &entry->copy[coding] : NULL;
    if (entry && coding > 0 && entry->copy[0] == original &&
        (!*place || ((*place)->quick && !copy->quick))) {
        page_copy_release(*place);
        *place = page_copy_hold(copy);
    }
    pthread_mutex_unlock(&shard->lock);
    make_room(cache);
}

static void remember(struct page_cache *cache, const struct page_change *change) {
    size_t at = cache->n_recent++ % PAGE_CACHE_RECENT;
    struct page_change *place = &cache->recent[at];
    if (cache->n_recent > PAGE_CACHE_RECENT) {
        int64_t *newest = place->due_ms ? &cache->forgotten_due_ms : &cache->forgotten_id;
        int64_t forgotten = place->due_ms ? place->due_ms : place->id;
        if (forgotten > *newest) *newest = forgotten;
    }
    *place = *change;
    cache->recent_ms[at] = clock_monotonic_ms();
    size_t n = change->language.n;
    char *language = cache->recent_language[at];
    if (n > sizeof cache->recent_language[at]) {
        n = 0; /* no such language: all of them then */
    }
    if (n) memcpy(language, change->language.p, n);
    place->language = (struct str){language, n};
}

static void touch(struct page_shard *shard, const struct page_change *change, int64_t now_ms) {
    for (struct page_entry *entry = shard->oldest; entry; entry = entry->newer) {
        if (entry->outdated_ms || !has_missed(entry->version, entry->made_ms, change) ||
            !page_tags_touched(entry->tags, change))
            continue;
        entry->outdated_ms = now_ms;
        entry->handed_ms[0] = 0;
        shard->touched++;
    }
}

void page_cache_apply(struct page_cache *cache, const struct page_change *change) {
    pthread_mutex_lock(&cache->recent_lock);
    remember(cache, change);
    pthread_mutex_unlock(&cache->recent_lock);
    int64_t now_ms = clock_monotonic_ms();
    for (size_t i = 0; i < PAGE_CACHE_SHARDS; i++) {
        pthread_mutex_lock(&cache->shard[i].lock);
        touch(&cache->shard[i], change, now_ms);
        pthread_mutex_unlock(&cache->shard[i].lock);
    }
}

void page_cache_trust(struct page_cache *cache, bool trusted) {
    atomic_store_explicit(&cache->distrusted, !trusted, memory_order_release);
}

void page_cache_stats(struct page_cache *cache, struct page_cache_stats *ret_stats) {
    *ret_stats = (struct page_cache_stats){.bytes = atomic_load(&cache->bytes)};
    for (size_t i = 0; i < PAGE_CACHE_SHARDS; i++) {
        struct page_shard *shard = &cache->shard[i];
        pthread_mutex_lock(&shard->lock);
        ret_stats->pages += shard->n;
        ret_stats->hits += shard->hits;
        ret_stats->stale_hits += shard->stale_hits;
        ret_stats->landed += shard->landed_n;
        ret_stats->touched += shard->touched;
        ret_stats->evicted += shard->evicted;
        pthread_mutex_unlock(&shard->lock);
    }
}
