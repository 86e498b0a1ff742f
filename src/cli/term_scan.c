#include "cli/term_scan.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/map.h"
#include "base/utf8.h"
#include "engine/basque_case.h"
#include "story/document_json.h"
#include "translate/term_name.h"
#include "translate/word.h"

enum { AT_ONCE = 50, MOST_SOUGHT = 500, LEAST_SEEN = 2 };

/* What a story must have for a term to be in it: what every form of the term begins with. */
static struct word_sieve_term sought(const struct term *t) {
    struct str text = t->text;
    if (t->kind == TERM_NOUN && str_ends(text, STR("a"))) text.n--;
    return word_sieve_term_of(text);
}

/* The stories that may have a term; with many terms all, which is no more work then. */
static int find_stories(struct database *db, struct arena *a, const struct term *term,
                        size_t n_terms, int64_t **ret_id, size_t *ret_n, struct err *e) {
    const struct word_sieve_term any = {.n = 0};
    if (n_terms > MOST_SOUGHT) return term_store_candidates(db, a, &any, 1, ret_id, ret_n, e);
    struct word_sieve_term *sieve = arena_array(a, n_terms, sizeof *sieve);
    for (size_t i = 0; i < n_terms; i++) sieve[i] = sought(&term[i]);
    return term_store_candidates(db, a, sieve, n_terms, ret_id, ret_n, e);
}

static int count_in(struct arena *scratch, const struct term_glossary *glossary,
                    const struct term_source *source, int64_t *ret_n, struct err *e) {
    const struct term_since ever = {-1, source->section};
    struct document document;
    struct segment *segment;
    size_t n_segments;
    int64_t n = 0;
    int code = document_json_read(scratch, source->document, &document, &segment, &n_segments, e);
    for (size_t i = 0; !code && i < n_segments; i++) {
        struct str text = document.block[segment[i].block].text.s;
        n += term_glossary_touches(glossary, scratch,
                                   str_slice(text, segment[i].start, segment[i].end),
                                   source->language, source->section, &ever);
    }
    *ret_n = n;
    return code;
}

static int count_in_stories(struct database *db, const struct term_glossary *glossary, int64_t *id,
                            size_t n, struct term_scan *scan, struct err *e) {
    struct arena scratch;
    int code = 0;
    arena_init(&scratch);
    for (size_t i = 0; !code && i < n; i++) {
        struct term_source source;
        int64_t found = 0;
        arena_reset(&scratch);
        code = term_store_source(db, &scratch, id[i], &source, e);
        if (!code) code = count_in(&scratch, glossary, &source, &found, e);
        if (found == 0) continue;
        scan->n_segments += found;
        id[scan->n_stories++] = id[i];
    }
    arena_release(&scratch);
    scan->story_id = id;
    return code;
}

/* Of one state of the database, which also is faster than a lock for each story. */
int term_scan_count(struct database *db, struct arena *a, const struct term_glossary *glossary,
                    const struct term *term, size_t n_terms, struct term_scan *ret_scan,
                    struct err *e) {
    struct term_scan scan = {0};
    size_t n;
    int64_t *id;
    int code = database_begin_reading(db, e);
    if (code) return code;
    code = find_stories(db, a, term, n_terms, &id, &n, e);
    if (!code) code = count_in_stories(db, glossary, id, n, &scan, e);
    code = database_end(db, code, e);
    if (!code) *ret_scan = scan;
    return code;
}

struct tally {
    struct arena *arena;
    struct map name; /* to struct term_suggestion, with last_story */
    struct term_suggestion **list;
    size_t n, capacity;
};

static void note(struct tally *t, struct str name, enum term_kind kind, bool new_in_story) {
    struct term_suggestion *s = map_get(&t->name, name);
    if (!s) {
        s = arena_alloc(t->arena, sizeof *s);
        s->name = arena_str(t->arena, name);
        s->kind = kind;
        map_put(&t->name, t->arena, s->name, s);
        t->list = arena_grow(t->arena, t->list, t->n, &t->capacity, sizeof(void *));
        t->list[t->n++] = s;
    }
    if (kind == TERM_PLACE) s->kind = kind;
    s->n_seen++;
    s->n_stories += new_in_story;
}

static bool is_name_like(struct str s) {
    size_t at = 0, next;
    if (s.n == 0 || !u_isupper((UChar32)utf8_next(s, &at)) || at >= s.n) return false;
    next = at;
    return u_islower((UChar32)utf8_next(s, &next)) && utf8_length(s) >= 3;
}

/* Words with a capital inside a sentence; in Basque without their endings. */
static void note_names(struct tally *t, struct arena *scratch, const struct document *d,
                       const struct term_glossary *glossary, struct str language) {
    struct term_names names = term_name_of_story(scratch, d);
    struct map seen = {0};
    bool basque = str_starts(language, STR("eu"));
    for (size_t i = 0; i < d->n_blocks; i++) {
        size_t n;
        struct str text = d->block[i].text.s;
        if (!block_kind_is_translated(d->block[i].kind)) continue;
        const struct word *word = word_list(scratch, text, &n);
        for (size_t j = 1; j < n; j++) {
            struct str name = str_slice(text, word[j].start, word[j].end), ending;
            struct basque_case_context none = {0};
            enum engine_term kind = ENGINE_PERSON;
            bool sentence_start = word[j].start >= 2 && strchr(".!?:\n", text.p[word[j].start - 2]);
            size_t n_known;
            if (sentence_start || !is_name_like(name)) continue;
            if (basque && !term_name_split(&names, name, &name, &kind) &&
                basque_case_split(name, &none, &name, &ending) &&
                basque_case_is_place(name, ending))
                kind = ENGINE_PLACE;
            term_glossary_find(glossary, scratch, name, language, STR(""), &n_known);
            if (n_known > 0) continue;
            bool is_new = !map_get(&seen, name);
            map_put(&seen, scratch, name, t);
            note(t, name, (enum term_kind)kind, is_new);
        }
    }
}

static int by_frequency(const void *left, const void *right) {
    const struct term_suggestion *a = *(struct term_suggestion *const *)left,
                                 *b = *(struct term_suggestion *const *)right;
    if (a->n_stories != b->n_stories) return a->n_stories > b->n_stories ? -1 : 1;
    if (a->n_seen != b->n_seen) return a->n_seen > b->n_seen ? -1 : 1;
    return str_cmp(a->name, b->name);
}

int term_scan_suggest(struct database *db, struct arena *a, const struct term_glossary *glossary,
                      struct str language, size_t limit, struct term_suggestion **ret,
                      size_t *ret_n, struct err *e) {
    struct tally tally = {.arena = a};
    struct arena scratch;
    int64_t after = 0;
    int code = 0;
    arena_init(&scratch);
    while (!code) {
        struct term_source *source;
        size_t n;
        arena_reset(&scratch);
        code = term_store_sources(db, &scratch, after, AT_ONCE, &source, &n, e);
        for (size_t i = 0; !code && i < n; i++) {
            struct document document;
            struct segment *segment;
            size_t n_segments;
            after = source[i].story_id;
            if (!str_eq(source[i].language, language)) continue;
            code = document_json_read(&scratch, source[i].document, &document, &segment,
                                      &n_segments, e);
            if (!code) note_names(&tally, &scratch, &document, glossary, language);
        }
    }
    arena_release(&scratch);
    if (code != E_NOTFOUND) return code;
    if (tally.n > 1) qsort(tally.list, tally.n, sizeof(void *), by_frequency);
    *ret = arena_array(a, limit, sizeof **ret);
    *ret_n = 0;
    for (size_t i = 0; i < tally.n && *ret_n < limit; i++)
        if (tally.list[i]->n_seen >= LEAST_SEEN) (*ret)[(*ret_n)++] = *tally.list[i];
    return 0;
}
