#include "story/memory_shape.h"

#include "base/hash.h"
#include "i18n/normalize.h"
#include "story/sentence_token.h"

enum { HASHES = 2 * MEMORY_SHAPE_BANDS, SHORTEST_WORD = 4 };

/* FNV-1a, in a form that is this file's own. */
static uint64_t hash_bytes(uint64_t hash, struct str s) {
    for (size_t i = 0; i < s.n; i++) hash = (hash ^ (unsigned char)s.p[i]) * 0x100000001B3U;
    return hash;
}

/* Every bit of the result depends on every bit given (the finish of SplitMix64). */
static uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static uint64_t hash_direction(struct str from, struct str to) {
    uint64_t hash = hash_bytes(0xCBF29CE484222325U, from);
    return hash_bytes(hash_bytes(hash, STR(" ")), to);
}

int64_t memory_shape_key(struct str from, struct str to, struct str words) {
    return (int64_t)mix(hash_direction(from, to) ^ hash_text(words));
}

int64_t memory_shape_target(struct str words) {
    return (int64_t)hash_text(words);
}

static void add_feature(uint64_t *least, uint64_t feature) {
    for (uint64_t i = 0; i < HASHES; i++) {
        uint64_t hash = mix(feature + (i + 1) * 0x9E3779B97F4A7C15U);
        if (hash < least[i]) least[i] = hash;
    }
}

static void add_features(struct arena *a, struct str words, uint64_t *least) {
    size_t n;
    struct str folded = normalize_fold(a, words);
    const struct sentence_token *token = sentence_token_list(a, folded, &n);
    uint64_t previous = 0;
    for (size_t i = 0; i < n; i++) {
        if (token[i].kind == SENTENCE_SIGN) continue;
        struct str word = str_slice(folded, token[i].start, token[i].end);
        if (token[i].kind == SENTENCE_NUMBER) word = STR("0");
        uint64_t hash = hash_bytes(0xCBF29CE484222325U, word);
        if (word.n >= SHORTEST_WORD) add_feature(least, hash);
        add_feature(least, mix(previous) + hash);
        previous = hash;
    }
    add_feature(least, mix(previous));
}

struct memory_shape memory_shape_of(struct arena *a, struct str from, struct str to,
                                    struct str words) {
    uint64_t least[HASHES], direction = hash_direction(from, to);
    struct memory_shape shape;
    for (size_t i = 0; i < HASHES; i++) least[i] = UINT64_MAX;
    add_features(a, words, least);
    for (size_t i = 0; i < MEMORY_SHAPE_BANDS; i++)
        shape.band[i] = (int64_t)mix(mix(least[2 * i] + direction + i) ^ least[2 * i + 1]);
    return shape;
}
