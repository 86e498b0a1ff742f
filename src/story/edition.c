#include "story/edition.h"

#include "base/buf.h"
#include "base/hash.h"
#include "story/document_html.h"

/* What is hashed: the text, NUL, and for each mark "kind start end value" and NUL. NUL is in no
   text and no value. */
uint64_t segment_hash(const struct text *t) {
    if (t->n_marks == 0) return hash_text(t->s);
    struct buf b;
    buf_init(&b, SIZE_MAX / 2);
    buf_add(&b, t->s);
    for (size_t i = 0; i < t->n_marks; i++) {
        const struct mark *m = &t->mark[i];
        buf_add_char(&b, 0);
        buf_printf(&b, "%s %u %u ", mark_kind_name(m->kind), m->start, m->end);
        buf_add(&b, m->value);
    }
    uint64_t hash = hash_text(buf_str(&b));
    buf_release(&b);
    return hash;
}

struct text text_slice(struct arena *a, const struct text *t, uint32_t start, uint32_t end) {
    struct text piece = {.s = str_slice(t->s, start, end)};
    piece.mark = arena_array(a, t->n_marks, sizeof *piece.mark);
    for (size_t i = 0; i < t->n_marks; i++) {
        struct mark m = t->mark[i];
        if (m.start >= end || m.end <= start) continue;
        m.start = m.start > start ? m.start - start : 0;
        m.end = (m.end < end ? m.end : end) - start;
        piece.mark[piece.n_marks++] = m;
    }
    return piece;
}

bool segment_is_kept(const struct segment *s) {
    return s->origin == ORIGIN_PERSON || s->approved || s->locked;
}

uint64_t segment_wanted_hash(const struct segment *s) {
    return s->state == SEGMENT_OUTDATED && s->more ? s->more->present_hash : s->source_hash;
}

bool segment_is_revised(const struct segment *s) {
    return s->approved && s->state == SEGMENT_CURRENT;
}

enum edition_label edition_label_of(const struct segment *segment, size_t n, bool is_source) {
    if (is_source) return LABEL_ORIGINAL;
    size_t revised = 0;
    for (size_t i = 0; i < n; i++) revised += segment_is_revised(&segment[i]);
    if (revised == 0) return LABEL_AUTOMATIC;
    return revised == n ? LABEL_REVISED : LABEL_PARTLY_REVISED;
}

unsigned edition_revised_share(const struct segment *segment, size_t n) {
    uint64_t all = 0, revised = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t bytes = segment[i].end - segment[i].start;
        all += bytes;
        if (segment_is_revised(&segment[i])) revised += bytes;
    }
    if (revised == 0) return 0;
    uint64_t share = revised * 100 / all;
    return share ? (unsigned)share : 1;
}

bool edition_is_reviewed(const struct segment *segment, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct segment *s = &segment[i];
        if (!s->approved && !s->locked && s->state != SEGMENT_HELD) return false;
    }
    return true;
}

size_t edition_shown_segments(const struct document *d, const struct segment *segment, size_t n,
                              enum edition_scope scope) {
    size_t shown = 0, body = document_html_body_start(d);
    if (scope == SCOPE_WHOLE) return n;
    while (shown < n && segment[shown].block < body) shown++;
    return shown;
}

struct document edition_shown(const struct document *d, enum edition_scope scope) {
    struct document shown = *d;
    if (scope == SCOPE_HEADLINE) shown.n_blocks = document_html_body_start(d);
    return shown;
}

const char *edition_scope_name(enum edition_scope scope) {
    return scope == SCOPE_WHOLE ? "whole" : "headline";
}

static const char *const state_name[] = {
    [EDITION_QUEUED] = "queued", [EDITION_TRANSLATING] = "translating", [EDITION_LIVE] = "live",
    [EDITION_HELD] = "held",     [EDITION_FAILED] = "failed",           [EDITION_OFF] = "off",
    [EDITION_REVIEW] = "review", [EDITION_WITHHELD] = "withheld",
};

static const char *const label_name[] = {
    [LABEL_ORIGINAL] = "original",
    [LABEL_AUTOMATIC] = "automatic",
    [LABEL_PARTLY_REVISED] = "partly_revised",
    [LABEL_REVISED] = "revised",
};

/* Index of `name` in the table, or `n`. */
static size_t index_of(struct str name, const char *const *table, size_t n) {
    size_t i = 0;
    while (i < n && !str_eq(name, str_of(table[i]))) i++;
    return i;
}

const char *edition_state_name(enum edition_state state) {
    return state_name[state];
}

bool edition_state_from_name(struct str name, enum edition_state *ret_state) {
    size_t n = sizeof state_name / sizeof *state_name, i = index_of(name, state_name, n);
    if (i < n) *ret_state = (enum edition_state)i;
    return i < n;
}

const char *edition_label_name(enum edition_label label) {
    return label_name[label];
}

bool edition_label_from_name(struct str name, enum edition_label *ret_label) {
    size_t n = sizeof label_name / sizeof *label_name, i = index_of(name, label_name, n);
    if (i < n) *ret_label = (enum edition_label)i;
    return i < n;
}

const char *segment_origin_name(enum segment_origin origin) {
    switch (origin) {
    case ORIGIN_PERSON: return "person";
    case ORIGIN_MACHINE: return "machine";
    case ORIGIN_MEMORY: return "memory";
    }
    return "";
}

const char *segment_state_name(enum segment_state state) {
    switch (state) {
    case SEGMENT_CURRENT: return "current";
    case SEGMENT_OUTDATED: return "outdated";
    case SEGMENT_HELD: return "held";
    }
    return "";
}
