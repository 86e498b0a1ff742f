#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "page/page_cache_parts.h"

void page_packing_want(struct page_cache *cache, struct page_entry *entry, int coding) {
    pthread_mutex_lock(&cache->packing_lock);
    if (cache->n_packings < PAGE_CACHE_PACKINGS &&
        entry->key.n <= sizeof((struct page_packing *)NULL)->key) {
        char *key = malloc(entry->key.n);
        if (!key) abort();
        memcpy(key, entry->key.p, entry->key.n);
        size_t at = (cache->packing_from + cache->n_packings++) % PAGE_CACHE_PACKINGS;
        cache->packing[at].key = (struct str){key, entry->key.n};
        cache->packing[at].coding = coding;
        entry->packing[coding] = true;
        pthread_cond_signal(&cache->packing_come);
    }
    pthread_mutex_unlock(&cache->packing_lock);
}

void page_packing_stop(struct page_cache *cache) {
    pthread_mutex_lock(&cache->packing_lock);
    cache->stopped = true;
    pthread_cond_broadcast(&cache->packing_come);
    pthread_mutex_unlock(&cache->packing_lock);
}

/* The next key that was asked for; false when there will be none. */
static bool take(struct page_cache *cache, struct page_packing *packing) {
    pthread_mutex_lock(&cache->packing_lock);
    while (!cache->n_packings && !cache->stopped)
        pthread_cond_wait(&cache->packing_come, &cache->packing_lock);
    bool stopped = cache->stopped;
    if (!stopped) {
        size_t at = cache->packing_from % PAGE_CACHE_PACKINGS;
        struct str key = cache->packing[at].key;
        memcpy(packing->key, key.p, key.n);
        packing->key_n = key.n;
        packing->coding = cache->packing[at].coding;
        free((char *)key.p);
        cache->packing_from = at + 1;
        cache->n_packings--;
    }
    pthread_mutex_unlock(&cache->packing_lock);
    return !stopped;
}

bool page_packing_next(struct page_cache *cache, struct page_packing *ret_packing) {
    while (take(cache, ret_packing)) {
        struct str key = {ret_packing->key, ret_packing->key_n};
        uint64_t hash = hash_quick(key);
        struct page_shard *shard = page_cache_shard(cache, hash);
        pthread_mutex_lock(&shard->lock);
        struct page_entry *entry = page_cache_entry(shard, hash, key);
        bool wanted = entry && !entry->outdated_ms && entry->copy[ret_packing->coding] &&
                      entry->copy[ret_packing->coding]->quick;
        if (wanted) ret_packing->original = page_copy_hold(entry->copy[0]);
        pthread_mutex_unlock(&shard->lock);
        if (wanted) return true;
    }
    return false;
}
