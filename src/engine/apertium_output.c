#include "engine/apertium_output.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/apertium_align.h"

enum { LONGEST_REACH = 128 }; /* bytes that a link grows to the borders of its word, each side */

/* A placeholder or stand-in in the finished text and what belongs there. */
struct kept {
    uint32_t start, n;
    struct str text;
    uint32_t keep; /* 1 + number of the kept range, or 0 */
    const struct apertium_swap *swap;
    bool is_plural;
};

struct making {
    struct arena *arena;
    const struct apertium_output_parts *parts;
    struct str text; /* finished, without the full stop that was added */
    struct engine_link *link;
    size_t n_links, link_capacity;
    struct kept *kept;
    size_t n_kept, kept_capacity;
    struct engine_bound *bound;
    size_t n_bound;
};

static bool is_word_at(struct str s, size_t at) {
    uint32_t rune = utf8_next(s, &at);
    return u_isalnum((UChar32)rune) || (U_MASK(u_charType((UChar32)rune)) & U_GC_M_MASK);
}

static uint32_t word_start(struct str s, uint32_t at) {
    uint32_t least = at > LONGEST_REACH ? at - LONGEST_REACH : 0;
    while (at > least && at < s.n && is_word_at(s, at)) {
        size_t before = at;
        utf8_previous(s, &before);
        if (!is_word_at(s, before)) break;
        at = (uint32_t)before;
    }
    return at;
}

static uint32_t word_end(struct str s, uint32_t at) {
    size_t before = at;
    if (at == 0 || at >= s.n) return at;
    utf8_previous(s, &before);
    if (!is_word_at(s, before)) return at;
    size_t end = at, most = at + LONGEST_REACH;
    while (end < s.n && end < most && is_word_at(s, end)) utf8_next(s, &end);
    return (uint32_t)end;
}

static void add_kept(struct making *m, struct kept kept) {
    m->kept = arena_grow(m->arena, m->kept, m->n_kept, &m->kept_capacity, sizeof *m->kept);
    m->kept[m->n_kept++] = kept;
}

/* The end of what is noted already: places are noted in order. */
static uint32_t noted_end(const struct making *m) {
    return m->n_kept > 0 ? m->kept[m->n_kept - 1].start + m->kept[m->n_kept - 1].n : 0;
}

/* Where the placeholder of a kept unit is, from `start` to `end`. */
static void note_kept(struct making *m, uint32_t number, uint32_t start, uint32_t end) {
    uint32_t n = sizeof APERTIUM_PLACEHOLDER - 1;
    for (uint32_t at = start; at + n <= end; at++) {
        if (strncasecmp(m->text.p + at, APERTIUM_PLACEHOLDER, n) != 0 || noted_end(m) > at)
            continue;
        struct str text = m->parts->text->keep[number - 1].text;
        add_kept(m, (struct kept){.start = at, .n = n, .text = text, .keep = number});
        return;
    }
}

/* Bytes of `word` at `at`, whatever its case; 0 when it is not there. */
static uint32_t word_at(struct str text, size_t at, struct str word) {
    size_t from = at, i = 0;
    while (i < word.n) {
        if (at >= text.n) return 0;
        if (u_tolower((UChar32)utf8_next(text, &at)) != u_tolower((UChar32)utf8_next(word, &i)))
            return 0;
    }
    return (uint32_t)(at - from);
}

/* At the start of a sentence a stand-in for a common word got a capital. */
static struct str in_case_of(struct arena *a, struct str found, struct str wanted) {
    size_t at = 0, end = 0;
    char first[4];
    if (wanted.n == 0 || !u_isupper((UChar32)utf8_next(found, &at))) return wanted;
    uint32_t rune = utf8_next(wanted, &end);
    size_t n = utf8_encode((uint32_t)u_toupper((UChar32)rune), first);
    return arena_printf(a, "%.*s%.*s", (int)n, first, (int)(wanted.n - end), wanted.p + end);
}

struct form {
    const char *standing;
    struct str text;
    bool is_plural;
};

static bool note_form(struct making *m, const struct apertium_swap *swap, const struct form *f,
                      uint32_t start, uint32_t end) {
    struct str form = str_of(f->standing);
    for (size_t at = start > noted_end(m) ? start : noted_end(m); form.n > 0 && at < end;
         utf8_next(m->text, &at)) {
        uint32_t n = word_at(m->text, at, form);
        if (n == 0 || at + n > end) continue;
        struct str text = f->text;
        if (swap->kind == ENGINE_NOUN)
            text = in_case_of(m->arena, str_slice(m->text, at, at + n), text);
        add_kept(m, (struct kept){.start = (uint32_t)at,
                                  .n = n,
                                  .text = text,
                                  .swap = swap,
                                  .is_plural = f->is_plural});
        return true;
    }
    return false;
}

/* Plurals first: a singular stands at the beginning of its plural. */
static void note_swap(struct making *m, const struct apertium_swap *swap, uint32_t start,
                      uint32_t end) {
    const struct form form[] = {{swap->feminine_plural, swap->feminine_plural_text, true},
                                {swap->plural, swap->plural_text, true},
                                {swap->feminine, swap->feminine_text, false},
                                {swap->singular, swap->text, false}};
    for (size_t i = 0; i < sizeof form / sizeof *form; i++)
        if (form[i].standing && note_form(m, swap, &form[i], start, end)) return;
}

static void link_unit(struct making *m, uint32_t id, uint32_t start, uint32_t end) {
    const struct apertium_unit *unit = &m->parts->units->unit[id - 1];
    if (unit->keep) note_kept(m, unit->keep, start, end);
    if (unit->swap) note_swap(m, &m->parts->swaps->swap[unit->swap - 1], start, end);
    if (unit->start == unit->end) return;
    struct engine_link link = {.target_start = start, .target_end = end};
    apertium_text_origin(m->parts->text, unit->start, unit->end, &link.source_start,
                         &link.source_end);
    m->link = arena_grow(m->arena, m->link, m->n_links, &m->link_capacity, sizeof *m->link);
    m->link[m->n_links++] = link;
}

static void link_stretches(struct making *m) {
    const struct apertium_target *t = m->parts->target;
    struct apertium_walk walk = {0};
    walk.change = apertium_align_diff(m->arena, t->plain, m->parts->finished, &walk.n);
    for (size_t i = 0; i < t->n_stretches; i++) {
        const struct apertium_stretch *s = &t->stretch[i];
        uint32_t start, end;
        apertium_align_map(&walk, s->start, s->end, &start, &end);
        if (end > m->text.n) end = (uint32_t)m->text.n;
        if (start >= end) continue;
        start = word_start(m->text, start);
        end = word_end(m->text, end);
        for (uint32_t j = 0; j < s->n_ids; j++)
            if (j == 0 || t->id[s->id + j] != t->id[s->id + j - 1])
                link_unit(m, t->id[s->id + j], start, end);
    }
}

static bool all_kept(const struct making *m) {
    const struct apertium_text *text = m->parts->text;
    bool *seen = arena_alloc(m->arena, text->n_keeps);
    size_t n_seen = 0;
    for (size_t i = 0; i < m->n_kept; i++) {
        if (m->kept[i].keep == 0) continue;
        size_t number = m->kept[i].keep - 1;
        n_seen += !seen[number];
        seen[number] = true;
    }
    return n_seen == text->n_keeps;
}

static bool is_noted(const struct making *m, size_t at) {
    for (size_t i = 0; i < m->n_kept; i++)
        if (m->kept[i].start <= at && at < m->kept[i].start + m->kept[i].n) return true;
    return false;
}

/* A stand-in that was not noted: nobody may ever read it. */
static bool is_left_over(const struct making *m) {
    const struct apertium_swaps *swaps = m->parts->swaps;
    for (size_t i = 0; i < swaps->n; i++) {
        struct str form = str_of(swaps->swap[i].singular);
        for (size_t at = 0; at < m->text.n; utf8_next(m->text, &at))
            if (word_at(m->text, at, form) > 0 && !is_noted(m, at)) return true;
    }
    return false;
}

/* Where a place is when the placeholders before it are replaced. Those before number `next` are
   known to lie before it, and move it by `by`. */
static uint32_t moved(const struct making *m, size_t next, int64_t by, uint32_t place) {
    for (; next < m->n_kept && m->kept[next].start + m->kept[next].n <= place; next++)
        by += (int64_t)m->kept[next].text.n - m->kept[next].n;
    return (uint32_t)(place + by);
}

static void move_links(struct making *m) {
    size_t next = 0;
    int64_t by = 0;
    for (size_t i = 0; i < m->n_links; i++) {
        struct engine_link *l = &m->link[i];
        for (; next < m->n_kept && m->kept[next].start + m->kept[next].n <= l->target_start; next++)
            by += (int64_t)m->kept[next].text.n - m->kept[next].n;
        l->target_end = moved(m, next, by, l->target_end);
        l->target_start = (uint32_t)(l->target_start + by);
    }
}

static void note_bound(struct making *m, const struct kept *kept, size_t start) {
    const struct apertium_swap *swap = kept->swap;
    if (!swap || swap->is_quiet) return;
    m->bound[m->n_bound++] = (struct engine_bound){.source_start = swap->source_start,
                                                   .source_end = swap->source_end,
                                                   .target_start = (uint32_t)start,
                                                   .target_end = (uint32_t)(start + kept->text.n),
                                                   .kind = swap->kind,
                                                   .is_plural = kept->is_plural,
                                                   .binding = swap->binding};
}

static void put_kept(struct making *m) {
    size_t length = m->text.n;
    for (size_t i = 0; i < m->n_kept; i++) length += m->kept[i].text.n;
    char *p = arena_alloc(m->arena, length + 1);
    size_t to = 0, from = 0;
    m->bound = arena_array(m->arena, m->n_kept, sizeof *m->bound);
    for (size_t i = 0; i < m->n_kept; i++) {
        struct str keep = m->kept[i].text;
        memcpy(p + to, m->text.p + from, m->kept[i].start - from);
        to += m->kept[i].start - from;
        note_bound(m, &m->kept[i], to);
        memcpy(p + to, keep.p, keep.n);
        to += keep.n;
        from = m->kept[i].start + m->kept[i].n;
    }
    memcpy(p + to, m->text.p + from, m->text.n - from);
    to += m->text.n - from;
    move_links(m);
    m->text = (struct str){p, to};
}

/* Byte of the first letter or digit; s.n when there is none. */
static size_t first_word(struct str s) {
    size_t at = 0;
    while (at < s.n && !is_word_at(s, at)) utf8_next(s, &at);
    return at;
}

static uint32_t rune_at(struct str s, size_t at) {
    return at < s.n ? utf8_next(s, &at) : 0;
}

/* Only where the other case is as long, so that all places stay. */
static void set_rune(struct making *m, size_t at, uint32_t rune) {
    char bytes[4];
    size_t n = utf8_encode(rune, bytes), end = at;
    utf8_next(m->text, &end);
    if (end - at != n) return;
    char *p = arena_cstr(m->arena, m->text);
    memcpy(p + at, bytes, n);
    m->text.p = p;
}

static bool is_upper(uint32_t rune) {
    return u_isupper((UChar32)rune);
}

static bool is_lower(uint32_t rune) {
    return u_islower((UChar32)rune);
}

/* The capital of a sentence's first word goes to the wrong one when the first word is unknown: the
   stages keep that one as it is, and give the next the capital. */
static void repair(struct making *m) {
    const struct apertium_target *t = m->parts->target;
    struct str source = m->parts->source;
    size_t first = first_word(m->text);
    uint32_t rune = rune_at(m->text, first);
    if (is_upper(rune_at(source, first_word(source))) && is_lower(rune))
        set_rune(m, first, (uint32_t)u_toupper((UChar32)rune));
    if (t->n_stretches < 2 || !t->stretch[0].unknown || m->n_links < 2) return;
    const struct engine_link *second = &m->link[1];
    if (m->link[0].target_start > first || second->target_start <= m->link[0].target_start) return;
    rune = rune_at(m->text, second->target_start);
    if (is_upper(rune) && is_lower(rune_at(source, second->source_start)))
        set_rune(m, second->target_start, (uint32_t)u_tolower((UChar32)rune));
}

static uint32_t count_unknown(struct making *m) {
    const struct apertium_target *t = m->parts->target;
    bool *seen = arena_alloc(m->arena, m->parts->units->n_units + 1);
    uint32_t n = 0;
    for (size_t i = 0; i < t->n_stretches; i++) {
        if (!t->stretch[i].unknown || t->stretch[i].n_ids == 0) continue;
        uint32_t id = t->id[t->stretch[i].id];
        const struct apertium_unit *unit = &m->parts->units->unit[id - 1];
        if (seen[id] || unit->keep || unit->swap) continue;
        seen[id] = true;
        n++;
    }
    return n;
}

static bool is_put(const struct making *m, const struct apertium_swap *swap) {
    for (size_t i = 0; i < m->n_kept; i++)
        if (m->kept[i].swap == swap) return true;
    return false;
}

/* Bindings of words that turned out to be others. */
static void note_others(struct making *m) {
    const struct apertium_swaps *swaps = m->parts->swaps;
    if (swaps->n_other + swaps->n == 0) return;
    struct engine_bound *bound =
        arena_array(m->arena, m->n_bound + swaps->n_other + swaps->n, sizeof *bound);
    if (m->n_bound > 0) memcpy(bound, m->bound, m->n_bound * sizeof *bound);
    m->bound = bound;
    for (size_t i = 0; i < swaps->n_other; i++)
        m->bound[m->n_bound++] = (struct engine_bound){.binding = swaps->other[i]};
    for (size_t i = 0; i < swaps->n; i++)
        if (swaps->swap[i].kind == ENGINE_NOUN && swaps->swap[i].binding > 0 &&
            !is_put(m, &swaps->swap[i]))
            m->bound[m->n_bound++] = (struct engine_bound){.binding = swaps->swap[i].binding};
}

bool apertium_output_make(struct arena *a, const struct apertium_output_parts *parts,
                          bool repair_case, struct engine_output *ret_output) {
    struct making m = {.arena = a, .parts = parts, .text = parts->finished};
    if (str_ends(m.text, STR("."))) m.text.n--;
    link_stretches(&m);
    if (!all_kept(&m) || is_left_over(&m)) return false;
    if (m.n_kept > 0) put_kept(&m);
    note_others(&m);
    if (repair_case) repair(&m);
    *ret_output = (struct engine_output){.text = m.text,
                                         .link = m.link,
                                         .n_links = m.n_links,
                                         .bound = m.bound,
                                         .n_bound = m.n_bound,
                                         .n_words = parts->units->n_words,
                                         .n_unknown = count_unknown(&m)};
    if (ret_output->n_unknown > ret_output->n_words) ret_output->n_unknown = ret_output->n_words;
    return true;
}
