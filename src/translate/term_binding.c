#include "translate/term_binding.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "translate/rewrite.h"
#include "translate/word.h"

enum { LONGEST_FORCED = 120 /* bytes that may be taken for one term */ };

static int by_place(const void *left, const void *right) {
    const struct term_passage *a = left, *b = right;
    if (a->is_lost != b->is_lost) return a->is_lost ? 1 : -1;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return 0;
}

/* Sorted, and apart: of two on the same words the glossary's stays. */
static void put_in_order(struct term_passage *passage, size_t n) {
    if (n > 1) qsort(passage, n, sizeof *passage, by_place);
    struct term_passage *last = NULL;
    for (size_t i = 0; i < n && !passage[i].is_lost; i++) {
        if (last && passage[i].start < last->end) {
            if (last->term || !passage[i].term) {
                passage[i].is_lost = true;
                continue;
            }
            last->is_lost = true;
        }
        last = &passage[i];
    }
    if (n > 1) qsort(passage, n, sizeof *passage, by_place);
}

struct term_passage *term_binding_start(const struct term_use *use, struct arena *a,
                                        struct str text, struct str language, size_t *ret_n) {
    size_t n_matches = 0, n_words = 0, n = 0;
    *ret_n = 0;
    if (!use) return NULL;
    struct term_match *match =
        term_glossary_find(use->glossary, a, text, language, use->section, &n_matches);
    const struct word *word = NULL;
    if (use->names && str_starts(language, STR("eu"))) word = word_list(a, text, &n_words);
    struct term_passage *passage = arena_array(a, n_matches + n_words, sizeof *passage);
    for (size_t i = 0; i < n_matches; i++)
        passage[n++] = (struct term_passage){.term = match[i].term,
                                             .start = match[i].start,
                                             .end = match[i].end,
                                             .kind = (enum engine_term)match[i].term->kind,
                                             .base_n = match[i].base_n};
    for (size_t i = 0; i < n_words; i++) {
        struct term_passage p = {.start = word[i].start, .end = word[i].end, .is_guess = true};
        struct str base, form = str_slice(text, p.start, p.end);
        if (!term_name_split(use->names, form, &base, &p.kind)) continue;
        p.base_n = (uint32_t)base.n;
        passage[n++] = p;
    }
    put_in_order(passage, n);
    *ret_n = n;
    return passage;
}

static enum engine_gender gender_of(const struct term_rendering *r) {
    if (!r) return ENGINE_ANY_GENDER;
    return r->gender == 'f' ? ENGINE_FEMININE : r->gender == 'm' ? ENGINE_MASCULINE : 0;
}

struct engine_binding *term_binding_make(struct arena *a, const struct term_passage *passage,
                                         size_t n, struct str text, struct str language,
                                         size_t **ret_index, size_t *ret_n) {
    struct engine_binding *binding = arena_array(a, n, sizeof *binding);
    size_t *index = arena_array(a, n, sizeof *index), m = 0;
    for (size_t i = 0; i < n; i++) {
        const struct term_passage *p = &passage[i];
        const struct term_rendering *r =
            p->term && !p->term->keep ? term_glossary_rendering(p->term, language) : NULL;
        bool keep = p->term && p->term->keep;
        if (p->is_lost || p->end > text.n || (p->kind == ENGINE_NOUN && !r && !keep)) continue;
        struct engine_binding b = {.start = p->start,
                                   .end = p->end,
                                   .base = str_slice(text, p->start, p->start + p->base_n),
                                   .target = r ? r->text : STR(""),
                                   .plural = r ? r->plural : STR(""),
                                   .kind = p->kind,
                                   .gender = gender_of(r),
                                   .is_plural = p->is_plural,
                                   .is_guess = p->is_guess};
        if (keep && p->kind == ENGINE_NOUN) b.kind = ENGINE_ORGANISATION;
        if (keep && p->term->any_case) b.target = p->term->text;
        index[m] = i;
        binding[m++] = b;
    }
    *ret_index = index;
    *ret_n = m;
    return binding;
}

/* By the alignment: from the first to the last byte that came from there. */
static void follow_links(struct term_passage *p, struct link_list links) {
    uint32_t start = UINT32_MAX, end = 0;
    for (size_t i = 0; i < links.n; i++) {
        const struct engine_link *l = &links.link[i];
        if (l->source_end <= p->start || l->source_start >= p->end) continue;
        if (l->target_start < start) start = l->target_start;
        if (l->target_end > end) end = l->target_end;
    }
    p->is_lost = start >= end || p->is_guess;
    p->start = start;
    p->end = end;
}

struct term_passage *term_binding_follow(struct arena *a, const struct term_passage *passage,
                                         size_t *n, const size_t *index, size_t n_index,
                                         const struct engine_bound *bound, size_t n_bound,
                                         struct link_list links) {
    struct term_passage *next = arena_array(a, *n + n_bound, sizeof *next);
    bool *found = arena_array(a, *n, sizeof *found);
    size_t m = *n;
    if (m) memcpy(next, passage, m * sizeof *next);
    for (size_t i = 0; i < n_bound; i++) {
        const struct engine_bound *b = &bound[i];
        bool known = b->binding > 0 && b->binding <= n_index;
        if (known && found[index[b->binding - 1]]) continue;
        struct term_passage *p = known ? &next[index[b->binding - 1]] : &next[m++];
        if (known) found[index[b->binding - 1]] = true;
        p->start = b->target_start;
        p->end = b->target_end;
        if (p->start == p->end) {
            p->is_lost = true;
            p->term = NULL;
        }
        p->is_plural = b->is_plural;
        p->is_guess = false;
        if (!known) p->kind = b->kind;
    }
    for (size_t i = 0; i < *n; i++)
        if (!found[i] && !next[i].is_lost) follow_links(&next[i], links);
    for (size_t i = 0; i < m; i++) next[i].base_n = next[i].end - next[i].start;
    put_in_order(next, m);
    *n = m;
    return next;
}

static bool same_folded(struct str s, size_t at, struct str word) {
    for (size_t i = 0; i < word.n;) {
        if (at >= s.n) return false;
        if (u_tolower((UChar32)utf8_next(s, &at)) != u_tolower((UChar32)utf8_next(word, &i)))
            return false;
    }
    return true;
}

static bool contains(struct str s, struct str word) {
    for (size_t at = 0; word.n > 0 && at < s.n; utf8_next(s, &at))
        if (same_folded(s, at, word)) return true;
    return word.n == 0;
}

/* What a term must be in this language; "" when nothing says so. */
static struct str wanted(const struct term *term, struct str language, bool plural) {
    if (!term) return STR("");
    if (term->keep) return term->text;
    const struct term_rendering *r = term_glossary_rendering(term, language);
    if (!r) return STR("");
    return plural && r->plural.n ? r->plural : r->text;
}

static bool stands(const struct term *term, struct str language, struct str text) {
    struct str one = wanted(term, language, false), many = wanted(term, language, true);
    return contains(text, one) || (many.n > 0 && contains(text, many));
}

size_t term_binding_force(struct arena *a, const struct term_passage *passage, size_t n,
                          struct str language, struct str *text, struct link_list *links) {
    struct rewrite r = {0};
    size_t missing = 0;
    for (size_t i = 0; i < n; i++) {
        const struct term_passage *p = &passage[i];
        struct str want = wanted(p->term, language, p->is_plural);
        if (want.n == 0) continue;
        if (p->is_lost || p->end > text->n || p->end - p->start > LONGEST_FORCED) {
            missing += !stands(p->term, language, *text);
            continue;
        }
        if (stands(p->term, language, str_slice(*text, p->start, p->end))) continue;
        rewrite_add(&r, a, p->start, p->end, want);
    }
    if (r.n == 0) return missing;
    *text = rewrite_apply(a, &r, *text);
    *links = rewrite_targets(&r, *links);
    return missing;
}
