#include "engine/apertium_output.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/apertium_align.h"

enum { LONGEST_REACH = 128 }; /* bytes that a link grows to the borders of its word, each side */

/* A placeholder in the finished text and what belongs there. */
struct kept {
    uint32_t start;
    const struct apertium_keep *keep;
};

struct making {
    struct arena *arena;
    const struct apertium_output_parts *parts;
    struct str text; /* finished, without the full stop that was added */
    struct engine_link *link;
    size_t n_links, link_capacity;
    struct kept *kept;
    size_t n_kept, kept_capacity;
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

/* Where the placeholder of a kept unit is, from `start` to `end`. */
static void note_kept(struct making *m, uint32_t number, uint32_t start, uint32_t end) {
    size_t n = sizeof APERTIUM_PLACEHOLDER - 1;
    for (uint32_t at = start; at + n <= end; at++) {
        if (strncasecmp(m->text.p + at, APERTIUM_PLACEHOLDER, n) != 0) continue;
        if (m->n_kept > 0 && m->kept[m->n_kept - 1].start + n > at) continue;
        m->kept = arena_grow(m->arena, m->kept, m->n_kept, &m->kept_capacity, sizeof *m->kept);
        m->kept[m->n_kept++] = (struct kept){at, &m->parts->text->keep[number - 1]};
        return;
    }
}

static void link_unit(struct making *m, uint32_t id, uint32_t start, uint32_t end) {
    const struct apertium_unit *unit = &m->parts->units->unit[id - 1];
    if (unit->keep) note_kept(m, unit->keep, start, end);
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
        size_t number = (size_t)(m->kept[i].keep - text->keep);
        n_seen += !seen[number];
        seen[number] = true;
    }
    return n_seen == text->n_keeps;
}

/* Where a place is when the placeholders before it are replaced. Those before number `next` are
   known to lie before it, and move it by `by`. */
static uint32_t moved(const struct making *m, size_t next, int64_t by, uint32_t place) {
    uint32_t n = sizeof APERTIUM_PLACEHOLDER - 1;
    for (; next < m->n_kept && m->kept[next].start + n <= place; next++)
        by += (int64_t)m->kept[next].keep->text.n - n;
    return (uint32_t)(place + by);
}

static void move_links(struct making *m) {
    uint32_t n = sizeof APERTIUM_PLACEHOLDER - 1;
    size_t next = 0;
    int64_t by = 0;
    for (size_t i = 0; i < m->n_links; i++) {
        struct engine_link *l = &m->link[i];
        for (; next < m->n_kept && m->kept[next].start + n <= l->target_start; next++)
            by += (int64_t)m->kept[next].keep->text.n - n;
        l->target_end = moved(m, next, by, l->target_end);
        l->target_start = (uint32_t)(l->target_start + by);
    }
}

static void put_kept(struct making *m) {
    size_t n = sizeof APERTIUM_PLACEHOLDER - 1, length = m->text.n;
    for (size_t i = 0; i < m->n_kept; i++) length += m->kept[i].keep->text.n;
    char *p = arena_alloc(m->arena, length + 1);
    size_t to = 0, from = 0;
    for (size_t i = 0; i < m->n_kept; i++) {
        struct str keep = m->kept[i].keep->text;
        memcpy(p + to, m->text.p + from, m->kept[i].start - from);
        to += m->kept[i].start - from;
        memcpy(p + to, keep.p, keep.n);
        to += keep.n;
        from = m->kept[i].start + n;
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
        if (seen[id] || m->parts->units->unit[id - 1].keep) continue;
        seen[id] = true;
        n++;
    }
    return n;
}

bool apertium_output_make(struct arena *a, const struct apertium_output_parts *parts,
                          bool repair_case, struct engine_output *ret_output) {
    struct making m = {.arena = a, .parts = parts, .text = parts->finished};
    if (str_ends(m.text, STR("."))) m.text.n--;
    link_stretches(&m);
    if (!all_kept(&m)) return false;
    if (m.n_kept > 0) put_kept(&m);
    if (repair_case) repair(&m);
    *ret_output = (struct engine_output){.text = m.text,
                                         .link = m.link,
                                         .n_links = m.n_links,
                                         .n_words = parts->units->n_words,
                                         .n_unknown = count_unknown(&m)};
    if (ret_output->n_unknown > ret_output->n_words) ret_output->n_unknown = ret_output->n_words;
    return true;
}
