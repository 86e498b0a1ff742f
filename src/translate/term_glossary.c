#include "translate/term_glossary.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/map.h"
#include "base/utf8.h"
#include "engine/basque_case.h"
#include "i18n/word_run.h"

enum { MOST_WORDS = 8, LONGEST_ENDING = 12 /* bytes */ };
enum { BEGINNING = 4 /* letters */, BEGINNING_BITS = 1 << 16 };

/* Terms of one folded spelling. A spelling that only begins a longer term has none. */
struct spelling {
    const struct term *term;
    struct spelling *next;
};

struct term_glossary {
    struct map spelling; /* "eu\nmuga-zerga" */
    int64_t version;
    /* The first letters of spellings, BEGINNING of them or the whole first word: most words of a
       text need no look at the map. */
    uint64_t beginning[BEGINNING_BITS / 64];
    bool has_length[BEGINNING + 1];
};

static struct str primary(struct str language) {
    return str_slice(language, 0, str_find(language, '-'));
}

static struct str key_of(struct arena *a, struct str language, struct str text) {
    char *p = arena_alloc(a, language.n + 1 + text.n * 2 + 4);
    memcpy(p, language.p, language.n);
    p[language.n] = '\n';
    return (struct str){p, language.n + 1 + word_run_fold(text, p + language.n + 1)};
}

const struct term_rendering *term_glossary_rendering(const struct term *term, struct str language) {
    const struct term_rendering *found = NULL;
    for (size_t i = 0; i < term->n_renderings; i++) {
        const struct term_rendering *r = &term->rendering[i];
        if (str_eq_nocase(r->language, language)) return r;
        if (str_eq_nocase(r->language, primary(language))) found = r;
    }
    return found;
}

static int check_one(const struct term *t, struct err *e) {
    if (t->text.n == 0 || str_trim(t->text).n != t->text.n || !utf8_is_valid(t->text))
        return err_set(e, E_INVALID, "a term is empty or has spaces around it");
    if (t->text.n > TERM_MOST_BYTES)
        return err_set(e, E_LIMIT, "the term \"%.*s…\" is longer than %d bytes", 40, t->text.p,
                       TERM_MOST_BYTES);
    for (size_t i = 0; i < t->n_renderings; i++) {
        const struct term_rendering *r = &t->rendering[i];
        if (r->text.n == 0 || !utf8_is_valid(r->text) || r->text.n > TERM_MOST_BYTES)
            return err_set(e, E_INVALID, "\"%.*s\" has a rendering in %.*s that cannot be used",
                           (int)t->text.n, t->text.p, (int)r->language.n, r->language.p);
        if (str_eq_nocase(r->language, t->language))
            return err_set(e, E_CONFLICT, "\"%.*s\" has a rendering in its own language, %.*s",
                           (int)t->text.n, t->text.p, (int)r->language.n, r->language.p);
        if (t->keep && !str_eq(r->text, t->text)) {
            err_set(e, E_CONFLICT, "\"%.*s\" is not to be translated, yet is \"%.*s\" in %.*s",
                    (int)t->text.n, t->text.p, (int)r->text.n, r->text.p, (int)r->language.n,
                    r->language.p);
            return err_hint(e, "take one of the two out");
        }
    }
    return 0;
}

/* "muga-zerga" → "arancel" → "tarifa": a term that leads to another, and back elsewhere. */
static int check_circle(struct arena *a, const struct term_glossary *g, const struct term *t,
                        struct err *e) {
    for (size_t i = 0; i < t->n_renderings; i++) {
        const struct term_rendering *r = &t->rendering[i];
        const struct spelling *s = map_get(&g->spelling, key_of(a, primary(r->language), r->text));
        for (; s && s->term; s = s->next) {
            const struct term_rendering *back = term_glossary_rendering(s->term, t->language);
            if (!back || s->term->is_gone || !str_eq(s->term->section, t->section) ||
                !str_eq(s->term->text, r->text))
                continue;
            if (str_eq(back->text, t->text)) continue;
            err_set(e, E_CONFLICT,
                    "the glossary goes round in a circle: \"%.*s\" (%.*s) is \"%.*s\" (%.*s), and"
                    " that is \"%.*s\"",
                    (int)t->text.n, t->text.p, (int)t->language.n, t->language.p, (int)r->text.n,
                    r->text.p, (int)r->language.n, r->language.p, (int)back->text.n, back->text.p);
            return err_hint(e, "make the two lead to each other, or take one out");
        }
    }
    return 0;
}

static void note_beginnings(struct arena *a, struct term_glossary *g, const struct term *t) {
    static struct spelling none;
    size_t words = 0;
    for (size_t i = 0; i < t->text.n && words < MOST_WORDS; i++) {
        if (t->text.p[i] != ' ') continue;
        struct str key = key_of(a, primary(t->language), str_slice(t->text, 0, i));
        if (!map_get(&g->spelling, key)) map_put(&g->spelling, a, key, &none);
        words++;
    }
}

/* Basque puts endings with an e in the place of a final a: "muga-zerga", "muga-zergen". */
static bool loses_a(const struct term *t) {
    return t->kind == TERM_NOUN && str_ends(t->text, STR("a")) && t->text.n > 3 &&
           str_eq_nocase(primary(t->language), STR("eu"));
}

static uint32_t with_letter(uint32_t hash, uint32_t rune) {
    uint32_t small = rune < 0x80 ? rune | (rune >= 'A' && rune <= 'Z' ? 32 : 0)
                                 : (uint32_t)u_tolower((UChar32)rune);
    return (hash ^ small) * 0x01000193u;
}

static uint32_t beginning_bit(uint32_t hash) {
    return (hash ^ hash >> 15) % BEGINNING_BITS;
}

static void put_beginning(struct term_glossary *g, struct str text) {
    struct str word = str_slice(text, 0, word_run_end(text, 0));
    uint32_t hash = 0x811c9dc5u, letters = 0;
    for (size_t at = 0; at < word.n && letters < BEGINNING; letters++)
        hash = with_letter(hash, utf8_next(word, &at));
    uint32_t bit = beginning_bit(hash);
    g->beginning[bit / 64] |= 1ull << bit % 64;
    g->has_length[letters] = true;
}

static bool may_begin(const struct term_glossary *g, struct str text, size_t at) {
    uint32_t hash = 0x811c9dc5u;
    for (size_t letters = 1; at < text.n && letters <= BEGINNING; letters++) {
        hash = with_letter(hash, utf8_next(text, &at));
        uint32_t bit = beginning_bit(hash);
        if (g->has_length[letters] && g->beginning[bit / 64] >> bit % 64 & 1) return true;
    }
    return false;
}

static void put_spelling(struct arena *a, struct term_glossary *g, const struct term *t,
                         struct str text) {
    struct str key = key_of(a, primary(t->language), text);
    struct spelling *first = map_get(&g->spelling, key);
    struct spelling *s = arena_alloc(a, sizeof *s);
    *s = (struct spelling){t, first && first->term ? first : NULL};
    map_put(&g->spelling, a, key, s);
    put_beginning(g, text);
}

/* Both would be found in the same words of the same stories. */
static bool is_same_word(const struct term *a, const struct term *b) {
    bool present = !a->is_gone && !b->is_gone;
    bool same_word =
        str_eq(a->text, b->text) || (a->any_case && b->any_case && a->text.n == b->text.n);
    return present && same_word && str_eq(a->section, b->section) &&
           str_eq(a->language, b->language);
}

static int add(struct arena *a, struct term_glossary *g, const struct term *t, struct err *e) {
    struct str key = key_of(a, primary(t->language), t->text);
    for (const struct spelling *s = map_get(&g->spelling, key); s && s->term; s = s->next) {
        if (!is_same_word(s->term, t)) continue;
        if (str_eq(s->term->text, t->text))
            return err_set(e, E_CONFLICT, "the term \"%.*s\" (%.*s) is in the glossary twice",
                           (int)t->text.n, t->text.p, (int)t->language.n, t->language.p);
        err_set(e, E_CONFLICT, "\"%.*s\" and \"%.*s\" (%.*s) are the same term",
                (int)s->term->text.n, s->term->text.p, (int)t->text.n, t->text.p,
                (int)t->language.n, t->language.p);
        return err_hint(e, "take one out, or let both be found with their own capitals only");
    }
    put_spelling(a, g, t, t->text);
    if (loses_a(t)) put_spelling(a, g, t, str_slice(t->text, 0, t->text.n - 1));
    note_beginnings(a, g, t);
    return 0;
}

int term_glossary_make(struct arena *a, const struct term *term, size_t n, int64_t version,
                       struct term_glossary **ret, struct err *e) {
    size_t n_present = 0;
    for (size_t i = 0; i < n; i++) n_present += !term[i].is_gone;
    if (n_present > TERM_MOST || n - n_present > TERM_MOST + 1)
        return err_set(e, E_LIMIT, "more than %d terms", TERM_MOST);
    struct term_glossary *g = arena_alloc(a, sizeof *g);
    g->version = version;
    int code = 0;
    for (size_t i = 0; !code && i < n; i++) {
        code = check_one(&term[i], e);
        if (!code) code = add(a, g, &term[i], e);
    }
    for (size_t i = 0; !code && i < n; i++) code = check_circle(a, g, &term[i], e);
    if (code) return code;
    *ret = g;
    return 0;
}

int64_t term_glossary_version(const struct term_glossary *g) {
    return g->version;
}

struct search {
    const struct term_glossary *g;
    struct str text, language, section;
    bool basque;
    const struct term_since *since; /* NULL: looks for what holds, else for what has changed */
    char *key;                      /* language, line feed, folded text */
    size_t n_language;              /* bytes of the first two */
};

static const struct spelling *look_up(const struct search *s, size_t start, size_t end) {
    size_t n = word_run_fold(str_slice(s->text, start, end), s->key + s->n_language);
    return map_get(&s->g->spelling, (struct str){s->key, s->n_language + n});
}

/* Where capitals matter they must be the term's; at a start of a sentence one more is allowed. */
static bool is_spelt(const struct term *t, struct str found, bool at_start) {
    struct str text = str_slice(t->text, 0, found.n);
    if (t->any_case || str_eq(text, found)) return true;
    size_t first = 0, other = 0;
    utf8_next(found, &first);
    uint32_t rune = utf8_next(text, &other);
    return at_start && u_islower((UChar32)rune) &&
           str_eq(str_from(found, first), str_from(text, other));
}

static bool fits_ending(const struct search *s, const struct term *t, struct str base,
                        struct str ending) {
    if (base.n < t->text.n && !str_starts(ending, STR("e"))) return false;
    if (ending.n == 0) return true;
    if (s->basque) return basque_case_is_ending(base, ending, (enum engine_term)t->kind);
    return t->kind == TERM_NOUN && (str_eq(ending, STR("s")) || str_eq(ending, STR("es")));
}

static bool holds_in(const struct term *t, struct str section) {
    return t->section.n == 0 || str_eq(t->section, section);
}

/* Whether a term is one of those that are looked for. */
static bool counts(const struct search *s, const struct term *t) {
    bool here = holds_in(t, s->section);
    if (!s->since) return here && !t->is_gone;
    bool was = holds_in(t, s->since->section);
    return here != was || (here && t->version > s->since->version);
}

/* The best term that is text[start, base_end) with an ending up to `end`. */
static const struct term *best(const struct search *s, size_t start, size_t base_end, size_t end) {
    const struct spelling *at = look_up(s, start, base_end);
    const struct term *found = NULL;
    struct str base = str_slice(s->text, start, base_end);
    for (; at && at->term; at = at->next) {
        const struct term *t = at->term;
        if (!counts(s, t)) continue;
        if (!is_spelt(t, base, start == 0) ||
            !fits_ending(s, t, base, str_slice(s->text, base_end, end)))
            continue;
        if (!found || t->section.n > found->section.n) found = t;
    }
    return found;
}

/* Tries the whole word, then what is left of it without a few letters. */
static bool match_up_to(const struct search *s, size_t start, size_t word, size_t end,
                        struct term_match *ret_match) {
    size_t base_end = end;
    while (base_end > word && end - base_end <= LONGEST_ENDING) {
        const struct term *t = best(s, start, base_end, end);
        if (t) {
            *ret_match = (struct term_match){t, (uint32_t)start, (uint32_t)end,
                                             (uint32_t)(base_end - start)};
            return true;
        }
        size_t before = base_end;
        utf8_previous(s->text, &before);
        base_end = before;
    }
    return false;
}

static bool match_at(const struct search *s, size_t start, struct term_match *ret_match) {
    bool found = false;
    size_t word = start;
    for (int i = 0; i < MOST_WORDS; i++) {
        size_t end = word_run_end(s->text, word);
        if (end == word) break;
        found |= match_up_to(s, start, word, end, ret_match);
        if (end >= s->text.n || s->text.p[end] != ' ' || !look_up(s, start, end)) break;
        word = end + 1;
    }
    return found;
}

static void search_init(struct search *s, const struct term_glossary *g, struct arena *a,
                        struct str text, struct str language, struct str section) {
    *s = (struct search){.g = g, .text = text, .language = primary(language), .section = section};
    s->basque = str_eq_nocase(s->language, STR("eu"));
    s->key = arena_alloc(a, s->language.n + 1 + text.n * 2 + 8);
    memcpy(s->key, s->language.p, s->language.n);
    s->key[s->language.n] = '\n';
    s->n_language = s->language.n + 1;
}

/* The next term at or behind *at, which moves behind it. */
static bool next_match(const struct search *s, size_t *at, struct term_match *ret_match) {
    while (*at < s->text.n) {
        size_t start = *at, end = word_run_end(s->text, start);
        if (end == start) {
            utf8_next(s->text, at);
            continue;
        }
        *at = end;
        if (!may_begin(s->g, s->text, start) || !match_at(s, start, ret_match)) continue;
        *at = ret_match->end;
        return true;
    }
    return false;
}

struct term_match *term_glossary_find(const struct term_glossary *g, struct arena *a,
                                      struct str text, struct str language, struct str section,
                                      size_t *ret_n) {
    struct term_match *match = NULL, found;
    size_t n = 0, capacity = 0, at = 0;
    *ret_n = 0;
    if (!g || g->spelling.n == 0) return NULL;
    struct search s;
    search_init(&s, g, a, text, language, section);
    while (next_match(&s, &at, &found)) {
        match = arena_grow(a, match, n, &capacity, sizeof *match);
        match[n++] = found;
    }
    *ret_n = n;
    return match;
}

bool term_glossary_touches(const struct term_glossary *g, struct arena *a, struct str text,
                           struct str language, struct str section,
                           const struct term_since *since) {
    struct term_match found;
    struct search s;
    size_t at = 0;
    if (!g || g->spelling.n == 0) return false;
    search_init(&s, g, a, text, language, section);
    s.since = since;
    return next_match(&s, &at, &found);
}
