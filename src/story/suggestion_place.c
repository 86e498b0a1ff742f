#include "story/suggestion_place.h"

static bool is_as_seen(const struct edition *edition, size_t at, uint64_t text_hash) {
    const struct segment *s = &edition->segment[at];
    struct arena a = {0};
    struct text text = text_slice(&a, &edition->document.block[s->block].text, s->start, s->end);
    bool same = segment_hash(&text) == text_hash;
    arena_release(&a);
    return same;
}

enum suggestion_standing suggestion_place_find(const struct edition *edition,
                                               const struct suggestion_seen *seen,
                                               size_t *ret_segment) {
    size_t n = edition->n_segments, at = n;
    if (seen->segment < n &&
        segment_wanted_hash(&edition->segment[seen->segment]) == seen->source_hash)
        at = seen->segment;
    for (size_t i = 0; i < n && at == n; i++)
        if (segment_wanted_hash(&edition->segment[i]) == seen->source_hash) at = i;
    if (at == n) return SUGGESTION_GONE;
    *ret_segment = at;
    return is_as_seen(edition, at, seen->text_hash) ? SUGGESTION_SAME : SUGGESTION_CHANGED;
}

static bool is_letter(struct str s, size_t at) {
    unsigned char c = at < s.n ? (unsigned char)s.p[at] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether a piece could end between these bytes: not in the middle of a word. */
static bool is_edge(struct str s, size_t at) {
    return at == 0 || at >= s.n || !is_letter(s, at - 1) || !is_letter(s, at);
}

/* Words of a text, and where they are to be found: at the edges of words where they have some. */
struct wanted {
    struct str words;
    bool edge_before, edge_behind;
};

/* How many times they stand in `s` before byte `end`; *ret_at is where number `which` is. */
static size_t find_places(struct str s, const struct wanted *w, size_t end, size_t which,
                          size_t *ret_at) {
    size_t n = 0, from = 0;
    for (;;) {
        size_t at = from + str_search(str_from(s, from), w->words);
        if (at >= end || at + w->words.n > s.n) return n;
        bool fits =
            (!w->edge_before || is_edge(s, at)) && (!w->edge_behind || is_edge(s, at + w->words.n));
        if (fits && n++ == which) *ret_at = at;
        from = at + 1;
    }
}

static bool carry(const struct text *model, const struct mark *m, struct str words,
                  struct mark *ret_mark) {
    struct wanted wanted = {.words = str_slice(model->s, m->start, m->end),
                            .edge_before = is_edge(model->s, m->start),
                            .edge_behind = is_edge(model->s, m->end)};
    size_t unused, at = 0;
    *ret_mark = *m;
    if (m->start == 0 && m->end == model->s.n && m->kind != MARK_LANGUAGE) {
        ret_mark->end = (uint32_t)words.n;
        return true;
    }
    size_t before = find_places(model->s, &wanted, m->start, SIZE_MAX, &unused);
    size_t in_model = find_places(model->s, &wanted, model->s.n, SIZE_MAX, &unused);
    size_t n = find_places(words, &wanted, words.n, before, &at);
    if (n != in_model || before >= n) return false;
    ret_mark->start = (uint32_t)at;
    ret_mark->end = (uint32_t)(at + wanted.words.n);
    return true;
}

static bool is_behind(const struct mark *a, const struct mark *b) {
    return a->start != b->start ? a->start > b->start : a->end < b->end;
}

bool suggestion_place_marks(struct arena *a, const struct text *model, struct str words,
                            struct text *ret_text) {
    struct text text = {.s = words, .mark = arena_array(a, model->n_marks, sizeof *text.mark)};
    struct err e;
    for (size_t i = 0; i < model->n_marks; i++) {
        struct mark m;
        if (!carry(model, &model->mark[i], words, &m)) {
            if (model->mark[i].kind == MARK_LANGUAGE) continue;
            return false;
        }
        size_t at = text.n_marks++;
        for (; at > 0 && is_behind(&text.mark[at - 1], &m); at--) text.mark[at] = text.mark[at - 1];
        text.mark[at] = m;
    }
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = text};
    struct document d = {&block, 1};
    if (document_check(&d, &e)) return false;
    *ret_text = text;
    return true;
}
