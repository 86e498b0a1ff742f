/* Fills a newsroom with translated editions that no engine made, for measuring: as many, as long
   and as varied as real ones. bench-editions DATABASE-URL LANGUAGE=FILE…; each file has a sentence
   on each line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/edition_fill.h"
#include "store/edition_store.h"
#include "store/schema.h"
#include "store/story_store.h"
#include "sys/file.h"

enum { MAX_LANGUAGES = 16, AT_ONCE = 500, PARAGRAPHS = 4, SENTENCES = 3, MAX_FILE = 64 << 20 };

struct source {
    struct str language;
    struct str *sentence;
    size_t n;
};

/* The same with every run. */
static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static struct str one(const struct source *source, uint64_t *random) {
    return source->sentence[next_random(random) % source->n];
}

static int read_source(struct arena *a, const char *argument, struct source *source,
                       struct err *e) {
    struct str rest, path = str_of(argument);
    size_t capacity = 0;
    source->language = str_cut(&path, '=');
    int code = file_read(a, path.p, MAX_FILE, &rest, e);
    while (!code && rest.p && rest.n) {
        source->sentence =
            arena_grow(a, source->sentence, source->n, &capacity, sizeof *source->sentence);
        struct str line = str_trim(str_cut(&rest, '\n'));
        if (line.n) source->sentence[source->n++] = line;
    }
    return code;
}

struct text_writer {
    struct document d;
    struct segment segment[2 + PARAGRAPHS * SENTENCES];
    size_t n;
};

static void add_segment(struct text_writer *w, uint32_t start, size_t n, uint64_t hash) {
    w->segment[w->n++] = (struct segment){.block = (uint32_t)w->d.n_blocks,
                                          .start = start,
                                          .end = start + (uint32_t)n,
                                          .source_hash = hash,
                                          .origin = ORIGIN_MACHINE};
}

static void write_document(struct arena *a, const struct source *source, int64_t id,
                           uint64_t *random, struct text_writer *w) {
    *w = (struct text_writer){.d.block = arena_array(a, 2 + PARAGRAPHS, sizeof *w->d.block)};
    for (int b = 0; b < 2 + PARAGRAPHS; b++) {
        struct str text = STR("");
        for (int s = 0; s < (b < 2 ? 1 : SENTENCES); s++) {
            struct str sentence = one(source, random);
            if (b == 0)
                sentence = arena_printf(a, "%.*s %lld", (int)sentence.n, sentence.p, (long long)id);
            add_segment(w, (uint32_t)(text.n ? text.n + 1 : 0), sentence.n, next_random(random));
            text = arena_printf(a, "%.*s%s%.*s", (int)text.n, text.p, text.n ? " " : "",
                                (int)sentence.n, sentence.p);
        }
        enum block_kind kind = b == 0 ? BLOCK_HEADLINE : b == 1 ? BLOCK_LEAD : BLOCK_PARAGRAPH;
        w->d.block[w->d.n_blocks++] = (struct block){.kind = kind, .text.s = text};
    }
}

static int write_edition(struct database *db, struct arena *a, const struct story_row *story,
                         const struct source *source, uint64_t *random, struct err *e) {
    struct text_writer w;
    write_document(a, source, story->id, random, &w);
    struct edition_row row = {.story_id = story->id,
                              .language = source->language,
                              .text_language = source->language,
                              .state = EDITION_LIVE,
                              .label = LABEL_AUTOMATIC,
                              .section_id = story->section_id,
                              .topic_id = story->topic_id,
                              .published_ms = story->published_ms,
                              .slug = STR("bench"),
                              .route = STR("bench"),
                              .engine = STR("bench"),
                              .revision = story->revision,
                              .saved_ms = story->updated_ms,
                              .live_ms = story->updated_ms};
    edition_fill(a, &w.d, w.segment, w.n, &row);
    return edition_store_put(db, &row, e);
}

static int fill(struct database *db, const struct source *source, size_t n, struct err *e) {
    struct arena a = {0};
    uint64_t random = 88172645463325252u;
    int64_t last;
    int code = database_int64(db, "SELECT coalesce(max(id), 0) FROM story", NULL, 0, &last, e);
    for (int64_t id = 1; id <= last && !code; id++) {
        struct story_row story;
        if (id % AT_ONCE == 1) code = database_begin(db, e);
        if (!code) code = story_store_find(db, &a, id, &story, e);
        for (size_t i = 0; i < n && !code; i++)
            if (!str_eq(source[i].language, story.source_language))
                code = write_edition(db, &a, &story, &source[i], &random, e);
        if (code || id % AT_ONCE == 0 || id == last) code = database_end(db, code, e);
        arena_reset(&a);
    }
    arena_release(&a);
    return code;
}

int main(int argc, char **argv) {
    struct arena a = {0};
    struct source source[MAX_LANGUAGES] = {0};
    struct database *db = NULL;
    struct database_options options = {.durability = DATABASE_REPEATABLE, .cache_bytes = 64 << 20};
    struct err e = {0};
    size_t n = 0;
    int code = argc < 3 || argc - 2 > MAX_LANGUAGES;
    for (int i = 2; i < argc && !code; i++) code = read_source(&a, argv[i], &source[n++], &e);
    if (!code) code = database_open(str_of(argv[1]), &options, &db, &e);
    if (!code) code = schema_prepare(db, &e);
    if (!code) code = fill(db, source, n, &e);
    if (code) fprintf(stderr, "bench-editions: %s\n", e.text);
    database_close(db);
    arena_release(&a);
    return code ? 1 : 0;
}
