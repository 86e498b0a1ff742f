#include "story/search_snippet.h"

#include <string.h>

#include "base/utf8.h"
#include "i18n/search_word.h"

enum {
    WIDTH = 200,         /* bytes of a snippet */
    BEFORE = 60,         /* at most, before the first word that was found */
    MAX_READ = 20000,    /* bytes of a story that are looked through */
    MAX_FOUND = 200,     /* words */
    MAX_TEXT = 64 << 10, /* of marked HTML */
};

void search_snippet_marks(const struct search_query *query, struct search_stemmer *stemmer,
                          struct search_marks *ret_marks) {
    ret_marks->stemmer = stemmer;
    ret_marks->n = 0;
    for (size_t i = 0; i < query->n_terms; i++) {
        const struct search_term *term = &query->term[i];
        struct search_word word;
        size_t at = 0;
        for (size_t k = 0; !term->without && k < SEARCH_QUERY_MAX_WORDS &&
                           search_word_next(term->text, &at, &word);
             k++) {
            size_t rest = at;
            struct search_word after;
            search_stemmer_forms(stemmer, str_slice(term->text, word.start, word.end),
                                 &ret_marks->word[ret_marks->n].forms);
            ret_marks->word[ret_marks->n++].prefix =
                term->prefix && !search_word_next(term->text, &rest, &after);
        }
    }
}

static bool same(const char *a, size_t n_a, const char *b, size_t n_b) {
    return n_a == n_b && memcmp(a, b, n_a) == 0;
}

static bool is_hit(const struct search_forms *asked, bool prefix, const struct search_forms *is) {
    if (same(asked->stem, asked->n_stem, is->stem, is->n_stem) ||
        same(asked->surface, asked->n_surface, is->surface, is->n_surface))
        return true;
    return prefix && asked->n_surface && is->n_surface >= asked->n_surface &&
           memcmp(asked->surface, is->surface, asked->n_surface) == 0;
}

/* Most words begin otherwise than all that were asked for; stemming never changes a beginning. */
static bool may_hit(const struct search_marks *marks, char first) {
    if ((unsigned char)first >= 0x80) return true;
    if (first >= 'A' && first <= 'Z') first = (char)(first + 32);
    for (size_t i = 0; i < marks->n; i++)
        if (marks->word[i].forms.n_surface && marks->word[i].forms.surface[0] == first) return true;
    return false;
}

/* The number of the query's word that this one answers to, or -1. */
static int find(const struct search_marks *marks, struct str word) {
    struct search_forms forms;
    if (!may_hit(marks, word.p[0])) return -1;
    search_stemmer_forms(marks->stemmer, word, &forms);
    for (size_t i = 0; i < marks->n; i++)
        if (is_hit(&marks->word[i].forms, marks->word[i].prefix, &forms)) return (int)i;
    return -1;
}

static void write_marked(struct buf *out, const struct search_marks *marks, struct str text) {
    size_t at = 0, written = 0;
    struct search_word word;
    while (search_word_next(text, &at, &word)) {
        struct str found = str_slice(text, word.start, word.end);
        if (find(marks, found) < 0) continue;
        escape_text(out, str_slice(text, written, word.start));
        buf_add(out, STR("<mark>"));
        escape_text(out, found);
        buf_add(out, STR("</mark>"));
        written = word.end;
    }
    escape_text(out, str_from(text, written));
}

static struct html finish(struct arena *a, struct buf *out) {
    struct html html = escape_trust(buf_keep(out, a));
    buf_release(out);
    return html;
}

struct html search_snippet_text(struct arena *a, const struct search_marks *marks,
                                struct str text) {
    struct buf out;
    buf_init(&out, text.n * 40 + 100);
    write_marked(&out, marks, text);
    return finish(a, &out);
}

static bool is_read(enum block_kind kind) {
    return kind != BLOCK_HEADLINE && kind != BLOCK_TOPIC && kind != BLOCK_ALT &&
           kind != BLOCK_PICTURE && kind != BLOCK_RULE;
}

/* Words of the query found in one block. */
struct found {
    size_t n;
    struct search_word word[MAX_FOUND];
    int of[MAX_FOUND];
};

static void look(const struct search_marks *marks, struct str text, struct found *found) {
    size_t at = 0;
    struct search_word word;
    found->n = 0;
    while (found->n < MAX_FOUND && search_word_next(text, &at, &word)) {
        int of = find(marks, str_slice(text, word.start, word.end));
        if (of < 0) continue;
        found->word[found->n] = word;
        found->of[found->n++] = of;
    }
}

/* How many different words of the query stand within WIDTH of found word number `first`. */
static int richness(const struct found *found, size_t first) {
    bool seen[SEARCH_QUERY_MAX_TERMS * SEARCH_QUERY_MAX_WORDS] = {0};
    int n = 0;
    for (size_t i = first; i < found->n; i++) {
        if (found->word[i].end > found->word[first].start + WIDTH - BEFORE) break;
        n += !seen[found->of[i]];
        seen[found->of[i]] = true;
    }
    return n;
}

struct stretch {
    struct str text;
    size_t start; /* of the first found word; 0 when there is none */
    int richness;
};

static struct stretch choose(const struct search_marks *marks, const struct document *d) {
    struct stretch best = {.text = STR("")};
    struct found found;
    size_t read = 0;
    for (size_t i = 0; i < d->n_blocks && read < MAX_READ && best.richness < (int)marks->n; i++) {
        struct str text = utf8_cut(d->block[i].text.s, MAX_READ - read);
        if (!is_read(d->block[i].kind)) continue;
        read += text.n;
        if (best.text.n == 0) best.text = text;
        look(marks, text, &found);
        for (size_t k = 0; k < found.n; k++) {
            int rich = richness(&found, k);
            if (rich > best.richness) best = (struct stretch){text, found.word[k].start, rich};
        }
    }
    return best;
}

/* A word's beginning at or behind `at`, so that no word is cut. */
static size_t word_start(struct str text, size_t at) {
    while (at < text.n && at > 0 && text.p[at - 1] != ' ') at++;
    return at;
}

static size_t word_end(struct str text, size_t at) {
    size_t end = at < text.n ? at : text.n;
    while (end > 0 && end < text.n && text.p[end] != ' ') end--;
    return end ? end : utf8_cut(text, at).n;
}

struct html search_snippet_make(struct arena *a, const struct search_marks *marks,
                                const struct document *document) {
    struct stretch best = choose(marks, document);
    struct str text = best.text;
    size_t start = 0;
    if (text.n > WIDTH && best.start > BEFORE) start = word_start(text, best.start - BEFORE);
    if (start > best.start) start = best.start;
    size_t end = start + WIDTH < text.n ? word_end(text, start + WIDTH) : text.n;
    if (end <= start) end = start + utf8_cut(str_from(text, start), WIDTH).n;
    struct buf out;
    buf_init(&out, MAX_TEXT);
    if (start > 0) buf_add(&out, STR("… "));
    write_marked(&out, marks, str_slice(text, start, end));
    if (end < text.n) buf_add(&out, STR(" …"));
    return finish(a, &out);
}
