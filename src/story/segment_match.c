#include "story/segment_match.h"

#include <stdlib.h>

#include "base/map.h"
#include "story/text_similarity.h"

enum {
    LIKE_IN_PLACE = 40,  /* likeness that lets a text follow its sentence between its neighbours */
    LIKE_ELSEWHERE = 60, /* and anywhere else */
    MERGED = 70,         /* so much of a sentence is in another that was made of it and more */
    MAX_PAIRS = 1 << 20, /* compared; beyond, only between neighbours */
};

struct matcher {
    struct arena *a;
    const struct edition *previous, *source;
    size_t n_old, n_new;
    struct segment_match *match;
    bool *placed;
    size_t *follower, *new_of; /* new_of: where an old one is placed */
};

/* Segments of one source text, old and new, in their order. */
struct same_text {
    size_t *old, *new;
    size_t n_old, n_new, old_capacity, new_capacity;
};

static const struct segment *old_segment(const struct matcher *m, size_t i) {
    return &m->previous->segment[i];
}

static void place(struct matcher *m, size_t old, size_t new, enum segment_relation relation) {
    m->match[new] = (struct segment_match){relation, old};
    m->placed[old] = true;
    m->new_of[old] = new;
}

/* The source text it is of; with `present`, the one that a person's outdated text stands for. */
static uint64_t old_key(const struct segment *s, bool present) {
    if (!present) return s->source_hash;
    bool outdated = s->state == SEGMENT_OUTDATED && segment_is_kept(s) && s->more;
    return outdated ? s->more->present_hash : 0;
}

static bool place_if_same(struct matcher *m, size_t old, size_t new) {
    const struct segment *s = old_segment(m, old);
    uint64_t hash = m->source->segment[new].source_hash;
    bool still_outdated = old_key(s, true) == hash && hash;
    if (s->source_hash == hash)
        place(m, old, new, SEGMENT_SAME);
    else if (still_outdated)
        place(m, old, new, SEGMENT_CHANGED);
    return m->placed[old];
}

static void place_ends(struct matcher *m) {
    size_t least = m->n_old < m->n_new ? m->n_old : m->n_new, start = 0, end = 0;
    while (start < least && place_if_same(m, start, start)) start++;
    while (start + end < least && place_if_same(m, m->n_old - end - 1, m->n_new - end - 1)) end++;
}

static struct same_text *same_text_of(struct matcher *m, struct map *map, const uint64_t *hash) {
    struct str key = {(const char *)hash, sizeof *hash};
    struct same_text *same = map_get(map, key);
    if (same) return same;
    same = arena_alloc(m->a, sizeof *same);
    map_put(map, m->a, key, same);
    return same;
}

/* Where there are more old ones than new ones, those that people keep go first. */
static size_t choose(struct matcher *m, struct same_text *same, size_t *chosen) {
    size_t n = 0, n_kept = 0, room = same->n_new;
    for (size_t i = 0; i < same->n_old; i++)
        n_kept += segment_is_kept(old_segment(m, same->old[i]));
    size_t others = n_kept < room ? room - n_kept : 0;
    for (size_t i = 0; i < same->n_old && n < room; i++) {
        bool kept = segment_is_kept(old_segment(m, same->old[i]));
        if (!kept && others == 0) continue;
        if (!kept) others--;
        chosen[n++] = same->old[i];
    }
    return n;
}

static void place_same_text(struct matcher *m, struct same_text *same,
                            enum segment_relation relation) {
    size_t *chosen = arena_array(m->a, same->n_new, sizeof *chosen);
    size_t n = choose(m, same, chosen);
    for (size_t i = 0; i < n; i++) place(m, chosen[i], same->new[i], relation);
}

/* The same source text, wherever it went; `present`: the one that an outdated text stands for. */
static void place_moved(struct matcher *m, bool present) {
    struct map map = {0};
    uint64_t *key = arena_array(m->a, m->n_old, sizeof *key);
    for (size_t i = 0; i < m->n_old; i++) {
        key[i] = old_key(old_segment(m, i), present);
        if (m->placed[i] || key[i] == 0) continue;
        struct same_text *same = same_text_of(m, &map, &key[i]);
        same->old = arena_grow(m->a, same->old, same->n_old, &same->old_capacity, sizeof(size_t));
        same->old[same->n_old++] = i;
    }
    for (size_t i = 0; i < m->n_new; i++) {
        const uint64_t *hash = &m->source->segment[i].source_hash;
        struct same_text *same = map_get(&map, (struct str){(const char *)hash, sizeof *hash});
        if (!same || m->match[i].relation != SEGMENT_NEW) continue;
        same->new = arena_grow(m->a, same->new, same->n_new, &same->new_capacity, sizeof(size_t));
        same->new[same->n_new++] = i;
    }
    for (size_t i = 0; i < map.capacity; i++)
        if (map.entry[i].key.p)
            place_same_text(m, map.entry[i].value, present ? SEGMENT_CHANGED : SEGMENT_SAME);
}

/* New segments that already have a machine's text, though a person's of the same source text found
   no place: the person's takes it. */
static void place_instead(struct matcher *m) {
    struct map map = {0};
    for (size_t i = 0; i < m->n_new; i++) {
        const uint64_t *hash = &m->source->segment[i].source_hash;
        if (m->match[i].relation != SEGMENT_SAME) continue;
        if (segment_is_kept(old_segment(m, m->match[i].old))) continue;
        map_put(&map, m->a, (struct str){(const char *)hash, sizeof *hash}, &m->match[i]);
    }
    for (size_t i = 0; i < m->n_old; i++) {
        const struct segment *s = old_segment(m, i);
        if (m->placed[i] || !segment_is_kept(s)) continue;
        struct str key = {(const char *)&s->source_hash, sizeof s->source_hash};
        struct segment_match *match = map_get(&map, key);
        if (!match || segment_is_kept(old_segment(m, match->old))) continue;
        m->placed[match->old] = false;
        place(m, i, (size_t)(match - m->match), SEGMENT_SAME);
    }
}

/* What is still without a translation, though its text has one elsewhere. */
static void place_copies(struct matcher *m) {
    struct map map = {0};
    for (size_t i = 0; i < m->n_old; i++) {
        struct segment *s = &m->previous->segment[i];
        struct str key = {(const char *)&s->source_hash, sizeof s->source_hash};
        const struct segment *known = map_get(&map, key);
        if (s->state != SEGMENT_CURRENT) continue;
        if (!known || (segment_is_kept(s) && !segment_is_kept(known))) map_put(&map, m->a, key, s);
    }
    for (size_t i = 0; i < m->n_new; i++) {
        const uint64_t *hash = &m->source->segment[i].source_hash;
        const struct segment *s = map_get(&map, (struct str){(const char *)hash, sizeof *hash});
        if (s && m->match[i].relation == SEGMENT_NEW)
            m->match[i] = (struct segment_match){SEGMENT_COPY, (size_t)(s - m->previous->segment)};
    }
}

/* A text that may have become another. */
struct pair {
    size_t old, new;
    unsigned likeness;
    unsigned contained; /* of the old in the new */
};

struct pairs {
    struct pair *pair;
    size_t n, capacity;
};

struct place_range {
    size_t from, to; /* new segments [from, to) between those of the old one's neighbours */
    bool is_single;  /* one old and one new stand there alone */
};

static struct place_range range_of(const struct matcher *m, size_t old) {
    size_t before = old, after = old + 1;
    while (before > 0 && !m->placed[before - 1]) before--;
    while (after < m->n_old && !m->placed[after]) after++;
    struct place_range r = {.to = m->n_new};
    if (before > 0) r.from = m->new_of[before - 1] + 1;
    if (after < m->n_old) r.to = m->new_of[after];
    if (r.from >= r.to) return (struct place_range){0};
    r.is_single = after - before == 1 && r.to - r.from == 1;
    return r;
}

static enum block_kind kind_of(const struct edition *edition, size_t segment) {
    return edition->document.block[edition->segment[segment].block].kind;
}

/* A headline or a topic there is only one of: what stands in its place has become it. */
static bool is_same_slot(const struct matcher *m, size_t old, size_t new) {
    enum block_kind kind = kind_of(m->source, new);
    return kind == kind_of(m->previous, old) && (kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC);
}

static bool is_slot(enum block_kind kind) {
    return kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC;
}

static struct str new_text(const struct matcher *m, size_t i) {
    const struct segment *s = &m->source->segment[i];
    return str_slice(m->source->document.block[s->block].text.s, s->start, s->end);
}

static void add_pair(struct matcher *m, struct pairs *pairs, struct pair pair) {
    pairs->pair = arena_grow(m->a, pairs->pair, pairs->n, &pairs->capacity, sizeof *pairs->pair);
    pairs->pair[pairs->n++] = pair;
}

/* What the old one may have become. Headlines and topics become only each other. */
static void compare(struct matcher *m, size_t old, const struct text_shape *new_shape,
                    bool only_in_place, struct pairs *pairs) {
    const struct segment *s = old_segment(m, old);
    struct place_range r = range_of(m, old);
    bool has_source = s->more && s->more->source.s.n > 0;
    struct text_shape shape = {0};
    if (has_source) shape = text_similarity_shape(m->a, s->more->source.s);
    for (size_t i = only_in_place ? r.from : 0; i < (only_in_place ? r.to : m->n_new); i++) {
        if (m->match[i].relation != SEGMENT_NEW) continue;
        bool in_place = i >= r.from && i < r.to;
        struct pair pair = {old, i, 0, 0};
        if (is_same_slot(m, old, i))
            pair.likeness = 101;
        else if (is_slot(kind_of(m->source, i)) || is_slot(kind_of(m->previous, old)))
            continue;
        else if (has_source)
            pair.likeness = text_similarity_likeness(&shape, &new_shape[i]);
        else if (r.is_single && in_place)
            pair.likeness = LIKE_IN_PLACE;
        if (has_source) pair.contained = text_similarity_contained(&shape, &new_shape[i]);
        bool like = pair.likeness >= (in_place ? LIKE_IN_PLACE : LIKE_ELSEWHERE);
        if (like || (in_place && pair.contained >= MERGED)) add_pair(m, pairs, pair);
    }
}

static int compare_pairs(const void *a, const void *b) {
    const struct pair *left = a, *right = b;
    if (left->likeness != right->likeness) return left->likeness > right->likeness ? -1 : 1;
    if (left->old != right->old) return left->old < right->old ? -1 : 1;
    return left->new < right->new ? -1 : left->new > right->new;
}

/* Behind those that became the same segment, in the order they had. */
static void join(struct matcher *m, size_t old, size_t new) {
    size_t *at = &m->match[new].old;
    while (*at != SIZE_MAX && *at < old) at = &m->follower[*at];
    m->follower[old] = *at;
    *at = old;
    m->placed[old] = true;
    m->new_of[old] = new;
}

/* Likest first; then those that were merged into one that is taken. */
static void place_pairs(struct matcher *m, struct pairs *pairs) {
    if (pairs->n == 0) return;
    qsort(pairs->pair, pairs->n, sizeof *pairs->pair, compare_pairs);
    for (size_t i = 0; i < pairs->n; i++) {
        const struct pair *p = &pairs->pair[i];
        if (m->placed[p->old] || m->match[p->new].relation != SEGMENT_NEW) continue;
        place(m, p->old, p->new, SEGMENT_CHANGED);
    }
    for (size_t i = 0; i < pairs->n; i++) {
        const struct pair *p = &pairs->pair[i];
        if (m->placed[p->old] || p->contained < MERGED) continue;
        join(m, p->old, p->new);
    }
}

static void place_changed(struct matcher *m) {
    size_t n_old = 0, n_new = 0;
    struct text_shape *shape = arena_array(m->a, m->n_new, sizeof *shape);
    struct pairs pairs = {0};
    for (size_t i = 0; i < m->n_old; i++)
        n_old += !m->placed[i] && segment_is_kept(old_segment(m, i));
    if (n_old == 0) return;
    for (size_t i = 0; i < m->n_new; i++) {
        if (m->match[i].relation != SEGMENT_NEW) continue;
        shape[i] = text_similarity_shape(m->a, new_text(m, i));
        n_new++;
    }
    bool only_in_place = n_new > 0 && n_old > MAX_PAIRS / n_new;
    for (size_t i = 0; i < m->n_old; i++)
        if (!m->placed[i] && segment_is_kept(old_segment(m, i)))
            compare(m, i, shape, only_in_place, &pairs);
    place_pairs(m, &pairs);
}

void segment_match(struct arena *a, const struct edition *previous, const struct edition *source,
                   struct segment_matching *ret) {
    struct matcher m = {.a = a,
                        .previous = previous,
                        .source = source,
                        .n_old = previous ? previous->n_segments : 0,
                        .n_new = source->n_segments};
    m.match = arena_array(a, m.n_new, sizeof *m.match);
    m.placed = arena_array(a, m.n_old, sizeof *m.placed);
    m.new_of = arena_array(a, m.n_old, sizeof *m.new_of);
    m.follower = arena_array(a, m.n_old, sizeof *m.follower);
    for (size_t i = 0; i < m.n_old; i++) m.follower[i] = SIZE_MAX;
    if (previous) {
        place_ends(&m);
        place_moved(&m, false);
        place_moved(&m, true);
        place_instead(&m);
        place_changed(&m);
        place_copies(&m);
    }
    *ret = (struct segment_matching){m.match, m.placed, m.follower};
}
