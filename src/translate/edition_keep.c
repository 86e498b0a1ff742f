#include "translate/edition_keep.h"

#include "story/edition_replace.h"
#include "story/segment_match.h"
#include "translate/edition_check.h"

struct keeper {
    struct arena *a;
    const struct edition *previous, *source;
    const struct segment_matching *matching;
    bool same_engine;
};

static struct text text_of(const struct keeper *k, size_t old) {
    const struct segment *s = &k->previous->segment[old];
    return text_slice(k->a, &k->previous->document.block[s->block].text, s->start, s->end);
}

static struct segment_more *copy_more(const struct keeper *k, const struct segment *s) {
    struct segment_more *more = arena_alloc(k->a, sizeof *more);
    if (s->more) *more = *s->more;
    return more;
}

static void take(const struct keeper *k, size_t old, struct edition_piece *piece) {
    const struct segment *s = &k->previous->segment[old];
    piece->target = text_of(k, old);
    piece->source_hash = s->source_hash;
    piece->origin = s->origin;
    piece->state = s->state;
    piece->approved = s->approved;
    piece->locked = s->locked;
    piece->more = s->more;
    piece->done = true;
}

/* The source text is the one that the translation is of. */
static void keep_same(const struct keeper *k, size_t old, struct edition_piece *piece) {
    const struct segment *s = &k->previous->segment[old];
    bool rejected = s->more && s->more->rejected;
    if (rejected) {
        piece->more = copy_more(k, s);
        piece->more->why = STR("");
    }
    if (s->state == SEGMENT_HELD) {
        /* Engines that are the same would give the text that was rejected or stopped again. */
        bool again = rejected || edition_check_stopped(s);
        if (again && k->same_engine && s->origin == ORIGIN_MACHINE) take(k, old, piece);
        return;
    }
    bool as_before = k->same_engine && s->state == SEGMENT_CURRENT;
    bool stays = segment_is_kept(s) || s->origin == ORIGIN_MEMORY || as_before;
    if (!stays) return;
    take(k, old, piece);
    if (s->state != SEGMENT_OUTDATED) return;
    piece->state = SEGMENT_CURRENT; /* the source text came back */
    piece->more = copy_more(k, s);
    piece->more->draft = (struct text){0};
    piece->more->present_hash = 0;
}

static void keep_copy(const struct keeper *k, size_t old, struct edition_piece *piece) {
    const struct segment *s = &k->previous->segment[old];
    bool kept = segment_is_kept(s);
    if (!kept && s->origin == ORIGIN_MACHINE && !k->same_engine) return;
    piece->target = text_of(k, old);
    piece->origin = kept ? ORIGIN_MEMORY : s->origin;
    piece->done = true;
}

/* Words of a sentence that was merged into this one's. */
static void join(const struct keeper *k, size_t old, struct edition_piece *piece) {
    static const struct text space = {{" ", 1}, NULL, 0};
    const struct segment *s = &k->previous->segment[old];
    struct text text = text_of(k, old);
    struct segment_more *more = piece->more;
    piece->target = edition_replace_concat(k->a, &piece->target, &space, NULL, 0);
    piece->target = edition_replace_concat(k->a, &piece->target, &text, NULL, 0);
    piece->origin = ORIGIN_PERSON;
    piece->approved &= s->approved;
    piece->locked |= s->locked;
    if (more->source.s.n && s->more && s->more->source.s.n) {
        more->source = edition_replace_concat(k->a, &more->source, &space, NULL, 0);
        more->source = edition_replace_concat(k->a, &more->source, &s->more->source, NULL, 0);
        piece->source_hash = segment_hash(&more->source);
    }
}

static void keep_changed(const struct keeper *k, size_t old, struct edition_piece *piece) {
    const struct segment *s = &k->previous->segment[old];
    uint64_t present = piece->from->source_hash;
    take(k, old, piece);
    piece->more = copy_more(k, s);
    piece->state = SEGMENT_OUTDATED;
    for (size_t i = k->matching->follower[old]; i != SIZE_MAX; i = k->matching->follower[i])
        join(k, i, piece);
    bool has_draft = k->same_engine && piece->more->present_hash == present;
    if (!has_draft) piece->more->draft = (struct text){0};
    piece->more->present_hash = present;
    piece->wants_draft = piece->more->draft.s.n == 0;
}

static void list_dropped(const struct keeper *k, size_t **ret_dropped, size_t *ret_n) {
    size_t n = 0, n_old = k->previous ? k->previous->n_segments : 0;
    size_t *dropped = arena_array(k->a, n_old, sizeof *dropped);
    for (size_t i = 0; i < n_old; i++)
        if (!k->matching->placed[i] && segment_is_kept(&k->previous->segment[i])) dropped[n++] = i;
    *ret_dropped = dropped;
    *ret_n = n;
}

void edition_keep(struct arena *a, const struct edition *previous, const struct edition *source,
                  bool same_engine, struct edition_piece *piece, size_t **ret_dropped,
                  size_t *ret_n_dropped) {
    struct segment_matching matching;
    segment_match(a, previous, source, &matching);
    struct keeper k = {a, previous, source, &matching, same_engine};
    for (size_t i = 0; i < source->n_segments; i++) {
        size_t old = matching.match[i].old;
        switch (matching.match[i].relation) {
        case SEGMENT_NEW: break;
        case SEGMENT_SAME: keep_same(&k, old, &piece[i]); break;
        case SEGMENT_COPY: keep_copy(&k, old, &piece[i]); break;
        case SEGMENT_CHANGED: keep_changed(&k, old, &piece[i]); break;
        }
    }
    list_dropped(&k, ret_dropped, ret_n_dropped);
}
