/* A Bloom filter over the beginnings of a story's words, 3, 5 and 8 letters long: a word that must
   begin with "muga-zerg" is looked for by "mug", "muga-" and "muga-zer". */

#include "story/word_sieve.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "i18n/word_run.h"

enum { VERSION = 1, BITS_FOR_KEY = 10, PROBES = 4, MOST_BYTES = 1 << 16, FIRST_ROOM = 1024 };

static const size_t lengths[] = {3, 5, 8};
enum { N_LENGTHS = sizeof lengths / sizeof *lengths };

/* Keys without repetition. */
struct key_set {
    struct arena *a;
    uint64_t *slot; /* 0 is free */
    size_t n, capacity;
};

static uint64_t mixed(uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdu;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53u;
    hash ^= hash >> 33;
    return hash ? hash : 1;
}

/* The keys of the beginnings of a word; says how many it has. */
static size_t keys_of(struct str word, uint64_t ret_key[N_LENGTHS]) {
    uint64_t hash = 0xcbf29ce484222325u;
    size_t letters = 0, n = 0;
    for (size_t at = 0; at < word.n && n < N_LENGTHS;) {
        uint32_t rune = utf8_next(word, &at);
        if (rune >= 0x80)
            rune = (uint32_t)u_tolower((UChar32)rune);
        else if (rune >= 'A' && rune <= 'Z')
            rune |= 32;
        hash = (hash ^ rune) * 0x100000001b3u;
        if (++letters == lengths[n]) ret_key[n++] = mixed(hash + letters);
    }
    return n;
}

static bool put_into(uint64_t *slot, size_t capacity, uint64_t key) {
    size_t i = (size_t)key & (capacity - 1);
    while (slot[i] && slot[i] != key) i = (i + 1) & (capacity - 1);
    bool is_new = slot[i] == 0;
    slot[i] = key;
    return is_new;
}

static void put(struct key_set *set, uint64_t key) {
    if (set->n * 2 >= set->capacity) {
        size_t capacity = set->capacity ? set->capacity * 2 : FIRST_ROOM;
        uint64_t *slot = arena_array(set->a, capacity, sizeof *slot);
        for (size_t i = 0; i < set->capacity; i++)
            if (set->slot[i]) put_into(slot, capacity, set->slot[i]);
        set->slot = slot;
        set->capacity = capacity;
    }
    set->n += put_into(set->slot, set->capacity, key);
}

static void put_words(struct key_set *set, struct str text) {
    for (size_t at = 0; at < text.n;) {
        uint64_t key[N_LENGTHS];
        size_t end = word_run_end(text, at);
        if (end == at) {
            utf8_next(text, &at);
            continue;
        }
        size_t n = keys_of(str_slice(text, at, end), key);
        for (size_t i = 0; i < n; i++) put(set, key[i]);
        at = end;
    }
}

/* Bit number `probe` of a key among `bits`. */
static size_t bit_of(uint64_t key, uint32_t probe, uint32_t bits) {
    uint32_t hash = (uint32_t)key + probe * ((uint32_t)(key >> 32) | 1);
    return (size_t)(((uint64_t)hash * bits) >> 32);
}

static struct str filter_of(struct arena *a, const struct key_set *set) {
    size_t n = (set->n * BITS_FOR_KEY + 7) / 8 + 1;
    if (n > MOST_BYTES) n = MOST_BYTES;
    char *sieve = arena_alloc(a, n + 1);
    uint32_t bits = (uint32_t)n * 8;
    sieve[0] = VERSION;
    for (size_t i = 0; i < set->capacity; i++)
        for (uint32_t probe = 0; set->slot[i] && probe < PROBES; probe++) {
            size_t bit = bit_of(set->slot[i], probe, bits);
            sieve[1 + bit / 8] = (char)(sieve[1 + bit / 8] | 1 << bit % 8);
        }
    return (struct str){sieve, n + 1};
}

struct str word_sieve_make(struct arena *a, const struct document *d, const struct segment *segment,
                           size_t n_segments) {
    struct key_set set = {.a = a};
    for (size_t i = 0; i < n_segments; i++)
        put_words(&set,
                  str_slice(d->block[segment[i].block].text.s, segment[i].start, segment[i].end));
    return filter_of(a, &set);
}

struct word_sieve_term word_sieve_term_of(struct str words) {
    struct word_sieve_term term = {.n = 0};
    for (size_t at = 0; at < words.n && term.n + N_LENGTHS <= WORD_SIEVE_MOST_KEYS;) {
        size_t end = word_run_end(words, at);
        if (end == at) break;
        term.n += keys_of(str_slice(words, at, end), term.key + term.n);
        at = end < words.n && words.p[end] == ' ' ? end + 1 : words.n;
    }
    return term;
}

bool word_sieve_may_have(struct str sieve, const struct word_sieve_term *term) {
    if (sieve.n < 2 || sieve.p[0] != VERSION) return true;
    uint32_t bits = (uint32_t)(sieve.n - 1) * 8;
    for (size_t i = 0; i < term->n; i++)
        for (uint32_t probe = 0; probe < PROBES; probe++) {
            size_t bit = bit_of(term->key[i], probe, bits);
            if (!(sieve.p[1 + bit / 8] >> bit % 8 & 1)) return false;
        }
    return true;
}
