#include "store/search_text.h"

#include <string.h>

#include "base/buf.h"
#include "i18n/search_word.h"
#include "store/edition_read.h"

enum { MAX_BYTES = 16 << 20 };

static void add_words(struct buf *out, struct search_stemmer *stemmer, struct str text,
                      size_t *words) {
    struct search_word word;
    struct search_forms f;
    size_t at = 0;
    while (*words < SEARCH_TEXT_MAX_WORDS && search_word_next(text, &at, &word)) {
        search_stemmer_forms(stemmer, str_slice(text, word.start, word.end), &f);
        if (f.n_surface == 0) continue;
        ++*words;
        buf_add_char(out, ' ');
        buf_add(out, (struct str){f.stem, f.n_stem});
        if (f.n_stem == f.n_surface && memcmp(f.stem, f.surface, f.n_stem) == 0) continue;
        buf_add_char(out, '|');
        buf_add(out, (struct str){f.surface, f.n_surface});
    }
}

static struct str finish(struct arena *a, struct buf *out) {
    struct str words = buf_keep(out, a);
    buf_release(out);
    return words;
}

struct str search_text_words(struct arena *a, struct search_stemmer *stemmer, struct str language,
                             struct str text) {
    struct buf out;
    size_t words = 0;
    buf_init(&out, MAX_BYTES);
    buf_add(&out, language);
    add_words(&out, stemmer, text, &words);
    return finish(a, &out);
}

static struct str body_words(struct arena *a, struct search_stemmer *stemmer,
                             const struct card *card, const struct document *d) {
    struct buf out;
    size_t words = 0;
    buf_init(&out, MAX_BYTES);
    buf_add(&out, card->edition.language);
    for (size_t i = 0; i < d->n_blocks; i++) {
        enum block_kind kind = d->block[i].kind;
        if (kind != BLOCK_HEADLINE && kind != BLOCK_PICTURE && kind != BLOCK_RULE)
            add_words(&out, stemmer, d->block[i].text.s, &words);
    }
    add_words(&out, stemmer, card->byline, &words);
    return finish(a, &out);
}

int search_text_make(struct arena *a, struct search_stemmer *stemmer, const struct card *card,
                     struct search_text *ret_text, struct err *e) {
    struct edition edition;
    const struct edition_row *row = &card->edition;
    int rc = edition_read_row(a, row, &edition, e);
    if (rc) return rc;
    struct document shown = edition_shown(&edition.document, row->policy.scope);
    *ret_text = (struct search_text){
        .story_id = row->story_id,
        .published_ms = row->published_ms,
        .language = row->language,
        .headline = search_text_words(a, stemmer, row->language, row->headline),
        .body = body_words(a, stemmer, card, &shown),
        .filing = arena_printf(a, "%.*s %lld", (int)row->language.n, row->language.p,
                               (long long)row->section_id),
    };
    return 0;
}

static void count_one(struct arena *a, struct search_text_counts *counts, struct map *seen,
                      struct str language, struct str form, int by) {
    if (map_get(seen, form)) return;
    map_put(seen, a, form, seen);
    char *bytes = arena_alloc(a, language.n + 1 + form.n);
    struct str key = {bytes, language.n + 1 + form.n};
    memcpy(bytes, language.p, language.n);
    bytes[language.n] = ' ';
    memcpy(bytes + language.n + 1, form.p, form.n);
    struct search_text_count *count = map_get(&counts->map, key);
    if (!count) {
        count = arena_alloc(a, sizeof *count);
        count->key = key;
        map_put(&counts->map, a, key, count);
        counts->count =
            arena_grow(a, counts->count, counts->n, &counts->capacity, sizeof *counts->count);
        counts->count[counts->n++] = count;
    }
    count->uses += by;
}

static void count_words(struct arena *a, struct search_text_counts *counts, struct map *seen,
                        struct str words, int by) {
    struct str rest = words, language = str_cut(&rest, ' ');
    while (rest.p) {
        struct str forms = str_cut(&rest, ' ');
        while (forms.p) count_one(a, counts, seen, language, str_cut(&forms, '|'), by);
    }
    count_one(a, counts, seen, language, STR(""), by);
}

void search_text_count(struct arena *a, struct search_text_counts *counts, struct str headline,
                       struct str body, int by) {
    struct map seen = {0};
    count_words(a, counts, &seen, headline, by);
    count_words(a, counts, &seen, body, by);
}
