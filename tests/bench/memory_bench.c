/* A memory of so many sentences, made by the store, and how long a look-up in it takes. Arguments:
   a database that is not there yet, the number of sentences. Prints one JSON object: times of the
   processor in microseconds. Words come as often as in real texts (Zipf), so that common ones are
   in every third sentence. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sql/database.h"
#include "store/schema.h"
#include "translate/memory_suggest.h"

enum { WORDS = 60000, LONGEST = 28, AT_ONCE = 500000, LOOK_UPS = 2000 };

static struct str word[WORDS];
static double weight[WORDS]; /* of it and all before */
static uint64_t seed = 42;

static double next_random(void) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static void make_words(struct arena *a) {
    static const char *const syllable[] = {"ba", "de",  "gi", "ko",  "lu", "ma", "ne", "pi",
                                           "ro", "su",  "ta", "ez",  "ir", "on", "ur", "an",
                                           "tx", "ald", "er", "ost", "ik", "zu", "ha", "ge"};
    double sum = 0;
    for (int i = 0; i < WORDS; i++) {
        struct str w = STR("");
        for (int n = i, k = 0; k < 2 || n > 0; n /= 24, k++)
            w = arena_printf(a, "%.*s%s", (int)w.n, w.p, syllable[n % 24]);
        word[i] = w;
        weight[i] = sum += 1 / pow(i + 2.7, 1.05);
    }
    for (int i = 0; i < WORDS; i++) weight[i] /= sum;
}

static int some_word(void) {
    double at = next_random();
    int low = 0, high = WORDS - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (weight[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Sentence number `n`, always the same; with `changed`, so many of its words are others. */
static struct str sentence(struct arena *a, uint64_t n, int changed) {
    char text[LONGEST * 24];
    size_t at = 0;
    seed = n * 0x9E3779B97F4A7C15U + 7;
    int length = 5 + (int)(next_random() * (LONGEST - 5)), which[LONGEST];
    for (int i = 0; i < length; i++) which[i] = some_word();
    seed ^= 0xABCDEF;
    for (int i = 0; i < changed; i++) which[(int)(next_random() * length)] = some_word();
    for (int i = 0; i < length; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%.*s", i ? " " : "",
                               (int)word[which[i]].n, word[which[i]].p);
    return arena_printf(a, "%.*s %llu.", (int)at, text, (unsigned long long)(n % 1000));
}

static double processor_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int fill(struct database *db, uint64_t n, struct err *e) {
    struct arena a = {0};
    int code = 0;
    for (uint64_t i = 0; i < n && !code; i += AT_ONCE) {
        code = database_begin(db, e);
        for (uint64_t k = i; k < i + AT_ONCE && k < n && !code; k++) {
            struct memory_entry entry = {.from = STR("eu"),
                                         .to = STR("es"),
                                         .source.s = sentence(&a, k, 0),
                                         .target.s = sentence(&a, k + n, 0),
                                         .who = STR("Ane"),
                                         .role = STR("editor"),
                                         .origin = MEMORY_IMPORT,
                                         .approved = true,
                                         .at_ms = 1000};
            int64_t id;
            code = memory_store_put(db, &a, &entry, &id, e);
            if (k % 1000 == 0) arena_reset(&a);
        }
        code = database_in_transaction(db) ? database_end(db, code, e) : code;
    }
    arena_release(&a);
    return code;
}

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

struct question {
    const char *name;
    int changed; /* words that are not those of the sentence in the memory; -1: another sentence */
};

/* The wish of sentences all over the memory: exactly what translating asks, or what people are
   offered. */
static int measure(struct database *db, uint64_t n, const struct question *q, struct err *e) {
    static double time[LOOK_UPS];
    struct arena a = {0};
    int found = 0, code = 0;
    for (int i = -200; i < LOOK_UPS && !code; i++) {
        arena_reset(&a);
        uint64_t which = (uint64_t)(i + 200) * 7919 % n;
        struct text text = {.s = sentence(&a, q->changed < 0 ? which + 7 * n : which,
                                          q->changed > 0 ? q->changed : 0)};
        struct memory_wish wish = {.from = STR("eu"), .to = STR("es"), .words = text.s};
        struct memory_suggestion *s = NULL;
        struct memory_entry *entry;
        size_t m = 0;
        double before = processor_us();
        if (q->changed == 0)
            code = memory_search_exact(db, &a, &wish, &entry, &m, e);
        else
            code = memory_suggest(db, &a, &wish, &text, STR(""), &s, &m, e);
        if (i < 0) continue;
        time[i] = processor_us() - before;
        struct str wanted = sentence(&a, which, 0);
        bool hit = q->changed == 0 && m > 0;
        for (size_t k = 0; k < m && s; k++) hit |= str_eq(s[k].entry->source.s, wanted);
        found += hit;
    }
    qsort(time, LOOK_UPS, sizeof *time, compare);
    printf("\"%s\": {\"median\": %.1f, \"p99\": %.1f, \"found\": %.4f}", q->name,
           time[LOOK_UPS / 2], time[LOOK_UPS * 99 / 100], (double)found / LOOK_UPS);
    arena_release(&a);
    return code;
}

static int run(const char *path, uint64_t n, struct err *e) {
    static const struct question question[] = {
        {"exact", 0}, {"near1", 1}, {"near3", 3}, {"other", -1}};
    struct database_options big = {.create = true,
                                   .durability = DATABASE_REPEATABLE,
                                   .cache_bytes = 1500 << 20},
                            usual = {.durability = DATABASE_REPEATABLE};
    struct arena a = {0};
    struct database *db = NULL;
    struct str url = arena_printf(&a, "sqlite:%s", path);
    make_words(&a);
    int code = database_open(url, &big, &db, e);
    if (!code) code = schema_create(db, e);
    double before = processor_us();
    if (!code) code = fill(db, n, e);
    double filled = processor_us() - before;
    database_close(db);
    db = NULL;
    if (!code) code = database_open(url, &usual, &db, e);
    printf("{\"entries\": %llu, \"fill_s\": %.1f", (unsigned long long)n, filled / 1e6);
    for (size_t i = 0; i < sizeof question / sizeof *question && !code; i++) {
        printf(", ");
        code = measure(db, n, &question[i], e);
    }
    printf("}\n");
    database_close(db);
    arena_release(&a);
    return code;
}

int main(int argc, char **argv) {
    struct err e = {0};
    if (argc != 3 || run(argv[1], strtoull(argv[2], NULL, 10), &e)) {
        fprintf(stderr, "memory_bench DATABASE SENTENCES\n%s\n", e.text);
        return 1;
    }
    return 0;
}
