#include "translate/check_words.h"

#include <stdlib.h>

/* Sorted by hash; `first` says for the upper bits of a hash where its senses begin, `starred` has a
   bit for each hash (lower bits) of a word with a star, so that most beginnings are not looked up.
 */
enum { SLOT_BITS = 12, SLOTS = 1 << SLOT_BITS, STAR_BITS = 1 << 15 };

struct check_words {
    struct check_sense *sense;
    size_t n;
    uint32_t first[SLOTS + 1];
    uint64_t starred[STAR_BITS / 64];
};

static const uint64_t hash_start = 0xcbf29ce484222325U;

static uint64_t hash_add(uint64_t hash, char c) {
    return (hash ^ (unsigned char)c) * 0x100000001b3U;
}

/* FNV's upper bits are poor for short words. */
static uint64_t hash_end(uint64_t hash) {
    hash ^= hash >> 32;
    return hash * 0x9E3779B97F4A7C15U;
}

static int by_hash(const void *a, const void *b) {
    const struct check_sense *x = a, *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void add_list(struct check_words *words, struct arena *a, size_t *capacity,
                     const struct check_word_list *list) {
    for (struct str rest = str_of(list->words); rest.p;) {
        struct str word = str_cut(&rest, ' ');
        if (word.n == 0) continue;
        bool starred = word.p[word.n - 1] == '*';
        word.n -= starred;
        uint64_t hash = hash_start;
        for (size_t i = 0; i < word.n; i++) hash = hash_add(hash, word.p[i]);
        hash = hash_end(hash);
        words->sense = arena_grow(a, words->sense, words->n, capacity, sizeof *words->sense);
        words->sense[words->n++] =
            (struct check_sense){hash, word, list->languages, list->role, starred, list->value};
        if (starred) words->starred[(hash % STAR_BITS) / 64] |= 1ULL << (hash % 64);
    }
}

struct check_words *check_words_make(struct arena *a) {
    struct check_words *words = arena_alloc(a, sizeof *words);
    size_t capacity = 0;
    for (size_t i = 0; i < check_words_data_n; i++)
        add_list(words, a, &capacity, &check_words_data[i]);
    qsort(words->sense, words->n, sizeof *words->sense, by_hash);
    for (size_t slot = 0, i = 0; slot <= SLOTS; slot++) {
        while (i < words->n && words->sense[i].hash >> (64 - SLOT_BITS) < slot) i++;
        words->first[slot] = (uint32_t)i;
    }
    return words;
}

static size_t take(const struct check_words *words, uint64_t hash, struct str word, bool starred,
                   size_t n, const struct check_sense *ret_sense[CHECK_MAX_SENSES]) {
    size_t slot = hash >> (64 - SLOT_BITS);
    for (uint32_t i = words->first[slot]; i < words->first[slot + 1]; i++) {
        const struct check_sense *s = &words->sense[i];
        if (s->hash == hash && s->starred == starred && n < CHECK_MAX_SENSES &&
            str_eq(s->word, word))
            ret_sense[n++] = s;
    }
    return n;
}

size_t check_words_find(const struct check_words *words, struct str folded,
                        const struct check_sense *ret_sense[CHECK_MAX_SENSES]) {
    uint64_t hash = hash_start;
    size_t n = 0;
    for (size_t i = 0; i < folded.n && i < 24; i++) {
        hash = hash_add(hash, folded.p[i]);
        if (i < 1) continue;
        uint64_t h = hash_end(hash);
        if (words->starred[(h % STAR_BITS) / 64] >> (h % 64) & 1)
            n = take(words, h, str_slice(folded, 0, i + 1), true, n, ret_sense);
    }
    return folded.n <= 24 ? take(words, hash_end(hash), folded, false, n, ret_sense) : n;
}

enum check_language check_words_language(struct str tag) {
    static const char known[CHECK_LANGUAGES][3] = {"eu", "es", "en", "fr", "ca", "gl", "pt"};
    if (tag.n < 2 || (tag.n > 2 && tag.p[2] != '-')) return CHECK_OTHER;
    for (int i = 0; i < CHECK_LANGUAGES; i++)
        if (tag.p[0] == known[i][0] && tag.p[1] == known[i][1]) return (enum check_language)i;
    return CHECK_OTHER;
}
