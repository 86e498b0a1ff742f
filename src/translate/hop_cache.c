#include "translate/hop_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"

enum { N_BUCKETS = 1 << 14, FAILED_MS = 60000 };

/* A translated segment, or one that some thread has promised to translate. */
struct entry {
    struct entry *next;          /* of the bucket */
    struct entry *newer, *older; /* by last use; promised entries are in no such list */
    uint64_t hash;
    struct str key;
    bool ready;
    int64_t expires_ms;          /* monotonic; 0 is never. Failures are remembered for a while, or
                                    each of a story's languages would break the engine again */
    struct engine_output output; /* its memory is the entry's own */
    size_t bytes;
};

struct hop_cache {
    pthread_mutex_t lock;
    pthread_cond_t answered;
    struct entry *bucket[N_BUCKETS];
    struct entry *newest, *oldest;
    size_t bytes, max_bytes;
    int64_t asked;
};

int hop_cache_open(size_t max_bytes, struct hop_cache **ret_cache, struct err *e) {
    struct hop_cache *cache = calloc(1, sizeof *cache);
    if (!cache) return err_set(e, E_LIMIT, "no memory for the translation cache");
    cache->max_bytes = max_bytes;
    pthread_mutex_init(&cache->lock, NULL);
    pthread_cond_init(&cache->answered, NULL);
    *ret_cache = cache;
    return 0;
}

static void entry_free(struct entry *entry) {
    free((char *)entry->key.p);
    free((char *)entry->output.text.p);
    free(entry->output.link);
    free(entry->output.bound);
    free(entry);
}

void hop_cache_close(struct hop_cache *cache) {
    if (!cache) return;
    for (size_t i = 0; i < N_BUCKETS; i++)
        while (cache->bucket[i]) {
            struct entry *next = cache->bucket[i]->next;
            entry_free(cache->bucket[i]);
            cache->bucket[i] = next;
        }
    pthread_cond_destroy(&cache->answered);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static void *copy_bytes(const void *from, size_t n) {
    void *p = malloc(n ? n : 1);
    if (!p) abort();
    if (n) memcpy(p, from, n);
    return p;
}

static struct entry **find(struct hop_cache *cache, struct str key, uint64_t hash) {
    struct entry **at = &cache->bucket[hash % N_BUCKETS];
    while (*at && !((*at)->hash == hash && str_eq((*at)->key, key))) at = &(*at)->next;
    return at;
}

static void unlink_use(struct hop_cache *cache, struct entry *entry) {
    *(entry->newer ? &entry->newer->older : &cache->newest) = entry->older;
    *(entry->older ? &entry->older->newer : &cache->oldest) = entry->newer;
    entry->newer = entry->older = NULL;
}

static void push_newest(struct hop_cache *cache, struct entry *entry) {
    entry->older = cache->newest;
    if (cache->newest) cache->newest->newer = entry;
    cache->newest = entry;
    if (!cache->oldest) cache->oldest = entry;
}

static void drop(struct hop_cache *cache, struct entry *entry) {
    struct entry **at = &cache->bucket[entry->hash % N_BUCKETS];
    while (*at != entry) at = &(*at)->next;
    *at = entry->next;
    if (entry->ready) {
        unlink_use(cache, entry);
        cache->bytes -= entry->bytes;
    }
    entry_free(entry);
}

static struct entry *find_fresh(struct hop_cache *cache, struct str key, uint64_t hash) {
    struct entry *entry = *find(cache, key, hash);
    if (!entry || !entry->expires_ms || entry->expires_ms > clock_monotonic_ms()) return entry;
    drop(cache, entry);
    return NULL;
}

static void promise(struct hop_cache *cache, struct str key, uint64_t hash) {
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry) abort();
    entry->hash = hash;
    entry->key = (struct str){copy_bytes(key.p, key.n), key.n};
    entry->next = cache->bucket[hash % N_BUCKETS];
    cache->bucket[hash % N_BUCKETS] = entry;
}

/* Gives the promised answer, or takes the promise back when there is none. */
static void keep_promise(struct hop_cache *cache, struct str key, uint64_t hash,
                         const struct engine_output *output) {
    struct entry *entry = *find(cache, key, hash);
    if (!output) {
        drop(cache, entry);
        return;
    }
    entry->expires_ms = output->failed ? clock_monotonic_ms() + FAILED_MS : 0;
    entry->output = *output;
    entry->output.text.p = copy_bytes(output->text.p, output->text.n);
    entry->output.link = copy_bytes(output->link, output->n_links * sizeof *output->link);
    entry->output.bound = copy_bytes(output->bound, output->n_bound * sizeof *output->bound);
    entry->bytes = sizeof *entry + output->n_bound * sizeof *output->bound + key.n +
                   output->text.n + output->n_links * sizeof *output->link;
    entry->ready = true;
    cache->bytes += entry->bytes;
    push_newest(cache, entry);
    while (cache->bytes > cache->max_bytes && cache->oldest != entry) drop(cache, cache->oldest);
}

static struct engine_output copy_output(struct arena *a, const struct engine_output *from) {
    struct engine_output output = *from;
    output.text = arena_str(a, from->text);
    output.link = arena_array(a, from->n_links, sizeof *output.link);
    if (from->n_links) memcpy(output.link, from->link, from->n_links * sizeof *output.link);
    output.bound = arena_array(a, from->n_bound, sizeof *output.bound);
    if (from->n_bound) memcpy(output.bound, from->bound, from->n_bound * sizeof *output.bound);
    return output;
}

struct request {
    struct str key;
    uint64_t hash;
    enum { OPEN, MINE, DONE } state;
};

/* Answers what is known and promises what nobody has promised yet. Returns how many of the
   promises are this caller's. With `wait`, waits until something open is known or free. */
static size_t take(struct hop_cache *cache, struct arena *a, struct request *request, size_t n,
                   struct engine_output *output, bool wait) {
    size_t mine = 0, waiting = 0, done = 0;
    pthread_mutex_lock(&cache->lock);
    do {
        waiting = 0;
        for (size_t i = 0; i < n; i++) {
            if (request[i].state != OPEN) continue;
            struct entry *entry = find_fresh(cache, request[i].key, request[i].hash);
            if (entry && entry->ready) {
                output[i] = copy_output(a, &entry->output);
                unlink_use(cache, entry);
                push_newest(cache, entry);
                request[i].state = DONE;
                done++;
            } else if (entry) {
                waiting++;
            } else {
                promise(cache, request[i].key, request[i].hash);
                request[i].state = MINE;
                mine++;
            }
        }
        if (wait && waiting && !mine && !done) pthread_cond_wait(&cache->answered, &cache->lock);
    } while (wait && waiting && !mine && !done);
    pthread_mutex_unlock(&cache->lock);
    return mine;
}

static int translate_mine(struct hop_cache *cache, struct arena *a, const struct route_hop *hop,
                          const struct engine_input *input, struct request *request, size_t n,
                          size_t mine, struct engine_output *output, struct err *e) {
    struct engine_input *asked = arena_array(a, mine, sizeof *asked);
    struct engine_output *answer = arena_array(a, mine, sizeof *answer);
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (request[i].state == MINE) asked[k++] = input[i];
    int code = engine_translate(hop->engine, a, hop->direction, asked, mine, answer, e);
    pthread_mutex_lock(&cache->lock);
    cache->asked += (int64_t)mine;
    k = 0;
    for (size_t i = 0; i < n; i++) {
        if (request[i].state != MINE) continue;
        keep_promise(cache, request[i].key, request[i].hash, code ? NULL : &answer[k]);
        if (!code) output[i] = answer[k];
        request[i].state = DONE;
        k++;
    }
    pthread_cond_broadcast(&cache->answered);
    pthread_mutex_unlock(&cache->lock);
    return code;
}

/* A segment has no line breaks, so that no text can look like a binding. */
static struct str key_of(struct arena *a, const struct engine_direction *d,
                         const struct engine_input *input) {
    struct str key =
        arena_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", (int)d->engine.n, d->engine.p, (int)d->name.n,
                     d->name.p, (int)d->version.n, d->version.p, (int)input->text.n, input->text.p);
    for (size_t i = 0; i < input->n_bindings; i++) {
        const struct engine_binding *b = &input->binding[i];
        key =
            arena_printf(a, "%.*s\n%u %u %zu %d %d %d %d\n%.*s\n%.*s", (int)key.n, key.p, b->start,
                         b->end, b->base.n, (int)b->kind, (int)b->gender, b->is_plural, b->is_guess,
                         (int)b->target.n, b->target.p, (int)b->plural.n, b->plural.p);
    }
    return key;
}

int hop_cache_translate(struct hop_cache *cache, struct arena *a, const struct route_hop *hop,
                        const struct engine_input *input, size_t n,
                        struct engine_output *ret_output, struct err *e) {
    const struct engine_direction *d = hop->direction;
    struct request *request = arena_array(a, n, sizeof *request);
    for (size_t i = 0; i < n; i++) {
        request[i].key = key_of(a, d, &input[i]);
        request[i].hash = hash_quick(request[i].key);
    }
    for (bool wait = false;; wait = true) {
        size_t open = 0;
        size_t mine = take(cache, a, request, n, ret_output, wait);
        if (mine) {
            int code = translate_mine(cache, a, hop, input, request, n, mine, ret_output, e);
            if (code) return code;
        }
        for (size_t i = 0; i < n; i++) open += request[i].state == OPEN;
        if (open == 0) return 0;
    }
}

int64_t hop_cache_asked(struct hop_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    int64_t asked = cache->asked;
    pthread_mutex_unlock(&cache->lock);
    return asked;
}
