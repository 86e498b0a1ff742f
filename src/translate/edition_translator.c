#include "translate/edition_translator.h"

#include <string.h>

#include "base/map.h"
#include "translate/text_translator.h"

/* One segment of the source and what becomes of it. */
struct piece {
    const struct segment *from;
    struct text source;
    struct text target;
    enum segment_origin origin;
    enum segment_state state;
    bool reused;
};

static struct text segment_text(struct arena *a, const struct edition *edition,
                                const struct segment *segment) {
    return text_slice(a, &edition->document.block[segment->block].text, segment->start,
                      segment->end);
}

/* The segments of `previous` that may still be good, by source hash. */
static struct map index_previous(struct arena *a, const struct edition *previous,
                                 bool same_engine) {
    struct map index = {0};
    for (size_t i = 0; previous && i < previous->n_segments; i++) {
        struct segment *s = &previous->segment[i];
        if (s->state != SEGMENT_CURRENT || (s->origin == ORIGIN_MACHINE && !same_engine)) continue;
        struct str key = {(const char *)&s->source_hash, sizeof s->source_hash};
        struct segment *known = map_get(&index, key);
        if (!known || known->origin == ORIGIN_MACHINE) map_put(&index, a, key, s);
    }
    return index;
}

static void take_over(struct arena *a, const struct edition *previous, const struct map *index,
                      struct piece *piece) {
    uint64_t hash = piece->from->source_hash;
    const struct segment *old = map_get(index, (struct str){(const char *)&hash, sizeof hash});
    if (!old) return;
    piece->target = segment_text(a, previous, old);
    piece->origin = old->origin;
    piece->reused = true;
}

/* The source's text, marked with its language; within that no mark says so again. */
static void hold(struct arena *a, struct str language, struct piece *piece) {
    const struct text *source = &piece->source;
    struct mark *mark = arena_array(a, source->n_marks + 1, sizeof *mark);
    mark[0] = (struct mark){
        .kind = MARK_LANGUAGE, .end = (uint32_t)source->s.n, .value = language, .title = STR("")};
    size_t n = 1;
    for (size_t i = 0; i < source->n_marks; i++) {
        const struct mark *m = &source->mark[i];
        if (m->kind == MARK_LANGUAGE && str_eq(m->value, language)) continue;
        mark[n++] = *m;
    }
    piece->target = (struct text){source->s, mark, n};
    piece->state = SEGMENT_HELD;
}

static int translate_rest(struct hop_cache *cache, struct arena *a, const struct route *route,
                          struct str source_language, struct piece *piece, size_t n,
                          struct edition_count *count, struct err *e) {
    struct text *source = arena_array(a, n, sizeof *source);
    struct translated_text *target = arena_array(a, n, sizeof *target);
    struct piece **asked = arena_array(a, n, sizeof *asked);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        if (piece[i].reused) continue;
        source[m] = piece[i].source;
        asked[m++] = &piece[i];
    }
    int code = m ? text_translate(cache, a, route, source, m, target, e) : 0;
    if (code) return code;
    for (size_t i = 0; i < m; i++) {
        asked[i]->target = target[i].text;
        if (target[i].held) hold(a, source_language, asked[i]);
        count->n_held += target[i].held;
    }
    count->n_translated = m;
    count->n_reused = n - m;
    return 0;
}

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

static void append_piece(struct assembly *as, const struct text *source, const struct piece *piece,
                         uint32_t target_end, struct segment *ret_segment) {
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
                                    .source_hash = piece->from->source_hash,
                                    .origin = piece->origin,
                                    .state = piece->state};
}

/* A block of the target from its pieces and the white space between them in the source. */
static void assemble_block(struct arena *a, const struct text *source, const struct piece *piece,
                           size_t n, struct text *ret_text, struct segment *ret_segment) {
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

static void assemble(struct arena *a, const struct edition *source, const struct piece *piece,
                     struct edition *target) {
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

static enum edition_state state_of(const struct edition *target, size_t n_held) {
    for (size_t i = 0; i < target->n_segments; i++) {
        const struct segment *s = &target->segment[i];
        if (target->document.block[s->block].kind == BLOCK_HEADLINE && s->state == SEGMENT_HELD)
            return EDITION_HELD;
    }
    return n_held * 2 > target->n_segments ? EDITION_HELD : EDITION_LIVE;
}

int edition_translate(struct hop_cache *cache, struct arena *a, const struct route *route,
                      const struct edition *source, const struct edition *previous,
                      struct str language, struct edition *ret_target,
                      struct edition_count *ret_count, struct err *e) {
    size_t n = source->n_segments;
    struct piece *piece = arena_array(a, n, sizeof *piece);
    struct edition_count count = {0};
    struct edition target = {.language = language, .text_language = language};
    target.route = route_name(a, route);
    target.engine = route_version(a, route);
    struct map index =
        index_previous(a, previous, previous && str_eq(previous->engine, target.engine));
    for (size_t i = 0; i < n; i++) {
        piece[i] = (struct piece){.from = &source->segment[i], .origin = ORIGIN_MACHINE};
        piece[i].source = segment_text(a, source, &source->segment[i]);
        take_over(a, previous, &index, &piece[i]);
    }
    int code = translate_rest(cache, a, route, source->language, piece, n, &count, e);
    if (code) return code;
    assemble(a, source, piece, &target);
    target.label = edition_label_of(target.segment, n, false);
    target.state = state_of(&target, count.n_held);
    target.problem = STR("");
    if (target.state == EDITION_HELD)
        target.problem =
            arena_printf(a, "%zu of %zu segments could not be translated", count.n_held, n);
    code = document_check(&target.document, e);
    if (code)
        return err_add(e, "the translation into %.*s is not a document: ", (int)language.n,
                       language.p);
    *ret_target = target;
    *ret_count = count;
    return 0;
}
