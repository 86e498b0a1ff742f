#include "translate/edition_assemble.h"

#include <string.h>

static bool same_mark(const struct mark *a, const struct mark *b) {
    return a->kind == b->kind && str_eq(a->value, b->value) && str_eq(a->title, b->title);
}

/* A mark that the segmentation cut in two becomes one again: in the source it was one, it begins
   where a segment begins and its twin is the outermost that ends where the last one ended (another
   one would grow out of the marks around it). */
static bool joins(const struct text *block, size_t n_old, const struct mark *next,
                  const struct text *source, uint32_t boundary, uint32_t target_end) {
    bool was_one = false;
    for (size_t i = 0; i < source->n_marks; i++)
        was_one |= same_mark(&source->mark[i], next) && source->mark[i].start < boundary &&
                   source->mark[i].end > boundary;
    size_t twin = 0;
    while (twin < n_old && block->mark[twin].end != target_end) twin++;
    if (!was_one || twin == n_old || !same_mark(&block->mark[twin], next)) return false;
    block->mark[twin].end = next->end;
    return true;
}

struct assembly {
    char *bytes;
    struct text text;
};

static void append_text(struct assembly *as, struct str s) {
    if (s.n) memcpy(as->bytes + as->text.s.n, s.p, s.n);
    as->text.s.n += s.n;
}

/* What stands between two segments is not translated, nor are the marks within it. */
static void append_gap(struct assembly *as, const struct text *source, size_t from, size_t to) {
    int64_t shift = (int64_t)as->text.s.n - (int64_t)from;
    append_text(as, str_slice(source->s, from, to));
    for (size_t i = 0; i < source->n_marks; i++) {
        struct mark m = source->mark[i];
        if (m.start < from || m.end > to) continue;
        m.start = (uint32_t)((int64_t)m.start + shift);
        m.end = (uint32_t)((int64_t)m.end + shift);
        as->text.mark[as->text.n_marks++] = m;
    }
}

static void append_piece(struct assembly *as, const struct text *source,
                         const struct edition_piece *piece, uint32_t target_end,
                         struct segment *ret_segment) {
    uint32_t start = (uint32_t)as->text.s.n;
    size_t n_old = as->text.n_marks;
    bool joining = true;
    append_text(as, piece->target.s);
    for (size_t i = 0; i < piece->target.n_marks; i++) {
        struct mark m = piece->target.mark[i];
        bool at_start = m.start == 0;
        m.start += start;
        m.end += start;
        if (at_start && joining) /* outermost first; inside one that does not join none can */
            joining = joins(&as->text, n_old, &m, source, piece->from->start, target_end);
        if (at_start && joining) continue;
        as->text.mark[as->text.n_marks++] = m;
    }
    *ret_segment = (struct segment){.block = piece->from->block,
                                    .start = start,
                                    .end = (uint32_t)as->text.s.n,
                                    .source_hash = piece->source_hash,
                                    .origin = piece->origin,
                                    .state = piece->state,
                                    .approved = piece->approved,
                                    .locked = piece->locked,
                                    .more = piece->more};
}

/* A block of the target from its pieces and the white space between them in the source. */
static void assemble_block(struct arena *a, const struct text *source,
                           const struct edition_piece *piece, size_t n, struct text *ret_text,
                           struct segment *ret_segment) {
    size_t bytes = source->s.n, marks = source->n_marks;
    for (size_t i = 0; i < n; i++) {
        bytes += piece[i].target.s.n;
        marks += piece[i].target.n_marks;
    }
    struct assembly as = {.bytes = arena_alloc(a, bytes + 1)};
    as.text.s.p = as.bytes;
    as.text.mark = arena_array(a, marks, sizeof *as.text.mark);
    uint32_t at = 0, target_end = 0;
    for (size_t i = 0; i < n; i++) {
        append_gap(&as, source, at, piece[i].from->start);
        append_piece(&as, source, &piece[i], target_end, &ret_segment[i]);
        at = piece[i].from->end;
        target_end = (uint32_t)as.text.s.n;
    }
    append_gap(&as, source, at, source->s.n);
    *ret_text = as.text;
}

void edition_assemble(struct arena *a, const struct edition *source,
                      const struct edition_piece *piece, struct edition *target) {
    size_t n = source->n_segments;
    struct document *d = &target->document;
    d->n_blocks = source->document.n_blocks;
    d->block = arena_array(a, d->n_blocks, sizeof *d->block);
    if (d->n_blocks) memcpy(d->block, source->document.block, d->n_blocks * sizeof *d->block);
    target->segment = arena_array(a, n, sizeof *target->segment);
    target->n_segments = n;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        uint32_t block = piece[i].from->block;
        while (end < n && piece[end].from->block == block) end++;
        assemble_block(a, &source->document.block[block].text, &piece[i], end - i,
                       &d->block[block].text, &target->segment[i]);
        i = end;
    }
}
