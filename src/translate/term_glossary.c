#include "translate/term_glossary.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/map.h"
#include "base/utf8.h"
#include "engine/basque_case.h"

enum { MOST_WORDS = 8, LONGEST_ENDING = 12 /* bytes */ };

/* Terms of one folded spelling. A spelling that only begins a longer term has none. */
struct spelling {
    const struct term *term;
    struct spelling *next;
};

struct term_glossary {
    struct map spelling; /* "eu\nmuga-zerga" */
    int64_t version;
};

/* Small letters, in `to`, which must have room for twice the bytes. */
static size_t fold(struct str s, char *to) {
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += utf8_encode((uint32_t)u_tolower((UChar32)utf8_next(s, &at)), to + n);
    return n;
}

static struct str primary(struct str language) {
    return str_slice(language, 0, str_find(language, '-'));
}

static struct str key_of(struct arena *a, struct str language, struct str text) {
    char *p = arena_alloc(a, language.n + 1 + text.n * 2 + 4);
    memcpy(p, language.p, language.n);
    p[language.n] = '\n';
    return (struct str){p, language.n + 1 + fold(text, p + language.n + 1)};
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
        if (t->keep && !str_eq(r->text, t->text)) {
            err_set(e, E_CONFLICT, "\"%.*s\" is not to be translated, yet is \"%.*s\" in %.*s",
                    (int)t->text.n, t->text.p, (int)r->text.n, r->text.p, (int)r->language.n,
                    r->language.p);
            return err_hint(e, "take one of the two out");
        }
    }
    return 0;
}

static bool same_place(const struct term *a, const struct term *b) {
    return str_eq(a->section, b->section) && str_eq(a->text, b->text);
}

/* "muga-zerga" → "arancel" → "tarifa": a term that leads to another, and back elsewhere. */
static int check_circle(struct arena *a, const struct term_glossary *g, const struct term *t,
                        struct err *e) {
    for (size_t i = 0; i < t->n_renderings; i++) {
        const struct term_rendering *r = &t->rendering[i];
        const struct spelling *s = map_get(&g->spelling, key_of(a, primary(r->language), r->text));
        for (; s && s->term; s = s->next) {
            const struct term_rendering *back = term_glossary_rendering(s->term, t->language);
            if (!back || !str_eq(s->term->section, t->section) || !str_eq(s->term->text, r->text))
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

static void put_spelling(struct arena *a, struct term_glossary *g, const struct term *t,
                         struct str text) {
    struct str key = key_of(a, primary(t->language), text);
    struct spelling *first = map_get(&g->spelling, key);
    struct spelling *s = arena_alloc(a, sizeof *s);
    *s = (struct spelling){t, first && first->term ? first : NULL};
    map_put(&g->spelling, a, key, s);
}

static int add(struct arena *a, struct term_glossary *g, const struct term *t, struct err *e) {
    struct str key = key_of(a, primary(t->language), t->text);
    struct spelling *first = map_get(&g->spelling, key);
    for (const struct spelling *s = first; s && s->term; s = s->next)
        if (same_place(s->term, t) && str_eq(s->term->language, t->language))
            return err_set(e, E_CONFLICT, "the term \"%.*s\" (%.*s) is in the glossary twice",
                           (int)t->text.n, t->text.p, (int)t->language.n, t->language.p);
    put_spelling(a, g, t, t->text);
    if (loses_a(t)) put_spelling(a, g, t, str_slice(t->text, 0, t->text.n - 1));
    note_beginnings(a, g, t);
    return 0;
}

int term_glossary_make(struct arena *a, const struct term *term, size_t n, int64_t version,
                       struct term_glossary **ret, struct err *e) {
    if (n > TERM_MOST) return err_set(e, E_LIMIT, "more than %d terms", TERM_MOST);
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
    char *key;         /* language, line feed, folded text */
    size_t n_language; /* bytes of the first two */
};

static bool is_letter(struct str s, size_t at) {
    uint32_t rune = utf8_next(s, &at);
    return u_isalnum((UChar32)rune) || (U_MASK(u_charType((UChar32)rune)) & U_GC_M_MASK);
}

/* Behind the word (letters, digits, and hyphens or apostrophes between them) at `at`. */
static size_t word_end(struct str s, size_t at) {
    while (at < s.n) {
        size_t next = at;
        utf8_next(s, &next);
        bool joint = s.p[at] == '-' && next < s.n && is_letter(s, next);
        if (!is_letter(s, at) && !joint) break;
        at = next;
    }
    return at;
}

static const struct spelling *look_up(const struct search *s, size_t start, size_t end) {
    size_t n = fold(str_slice(s->text, start, end), s->key + s->n_language);
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

/* The best term that is text[start, base_end) with an ending up to `end`. */
static const struct term *best(const struct search *s, size_t start, size_t base_end, size_t end) {
    const struct spelling *at = look_up(s, start, base_end);
    const struct term *found = NULL;
    struct str base = str_slice(s->text, start, base_end);
    for (; at && at->term; at = at->next) {
        const struct term *t = at->term;
        if (t->section.n && !str_eq(t->section, s->section)) continue;
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
        size_t end = word_end(s->text, word);
        if (end == word) break;
        found |= match_up_to(s, start, word, end, ret_match);
        if (end >= s->text.n || s->text.p[end] != ' ' || !look_up(s, start, end)) break;
        word = end + 1;
    }
    return found;
}

struct term_match *term_glossary_find(const struct term_glossary *g, struct arena *a,
                                      struct str text, struct str language, struct str section,
                                      size_t *ret_n) {
    struct term_match *match = NULL;
    size_t n = 0, capacity = 0, at = 0;
    *ret_n = 0;
    if (!g || g->spelling.n == 0) return NULL;
    struct search s = {.g = g, .text = text, .language = primary(language), .section = section};
    s.basque = str_eq_nocase(s.language, STR("eu"));
    s.key = arena_alloc(a, s.language.n + 1 + text.n * 2 + 8);
    memcpy(s.key, s.language.p, s.language.n);
    s.key[s.language.n] = '\n';
    s.n_language = s.language.n + 1;
    while (at < text.n) {
        size_t end = word_end(text, at);
        if (end == at) {
            utf8_next(text, &at);
            continue;
        }
        match = arena_grow(a, match, n, &capacity, sizeof *match);
        bool found = match_at(&s, at, &match[n]);
        at = found ? match[n++].end : end;
    }
    *ret_n = n;
    return match;
}
