#include "translate/rewrite.h"

#include "base/buf.h"

void rewrite_add(struct rewrite *r, struct arena *a, uint32_t start, uint32_t end,
                 struct str with) {
    r->piece = arena_grow(a, r->piece, r->n, &r->capacity, sizeof *r->piece);
    uint32_t new_start = start;
    if (r->n > 0) {
        const struct rewrite_piece *last = &r->piece[r->n - 1];
        new_start = last->new_start + (uint32_t)last->with.n + (start - last->end);
    }
    r->piece[r->n++] = (struct rewrite_piece){start, end, new_start, with};
}

struct str rewrite_apply(struct arena *a, const struct rewrite *r, struct str old) {
    if (r->n == 0) return old;
    struct buf text;
    buf_init(&text, SIZE_MAX / 2);
    size_t at = 0;
    for (size_t i = 0; i < r->n; i++) {
        buf_add(&text, str_slice(old, at, r->piece[i].start));
        buf_add(&text, r->piece[i].with);
        at = r->piece[i].end;
    }
    buf_add(&text, str_from(old, at));
    struct str kept = buf_keep(&text, a);
    buf_release(&text);
    return kept;
}

uint32_t rewrite_to_new(const struct rewrite *r, uint32_t at, bool end) {
    size_t low = 0, high = r->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->piece[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return at;
    const struct rewrite_piece *p = &r->piece[low - 1];
    uint32_t after = p->new_start + (uint32_t)p->with.n;
    if (at < p->end) return end ? after : p->new_start;
    return after + (at - p->end);
}

uint32_t rewrite_to_old(const struct rewrite *r, uint32_t at, bool end) {
    size_t low = 0, high = r->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->piece[middle].new_start < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return at;
    const struct rewrite_piece *p = &r->piece[low - 1];
    uint32_t after = p->new_start + (uint32_t)p->with.n;
    if (at < after) return end ? p->end : p->start;
    return p->end + (at - after);
}

struct link_list rewrite_targets(const struct rewrite *r, struct link_list links) {
    size_t kept = 0;
    for (size_t i = 0; i < links.n && r->n; i++) {
        struct engine_link link = links.link[i];
        link.target_start = rewrite_to_new(r, link.target_start, false);
        link.target_end = rewrite_to_new(r, link.target_end, true);
        if (link.target_start < link.target_end) links.link[kept++] = link;
    }
    return r->n ? (struct link_list){links.link, kept} : links;
}

void rewrite_sources_back(const struct rewrite *r, struct link_list links) {
    for (size_t i = 0; i < links.n && r->n; i++) {
        links.link[i].source_start = rewrite_to_old(r, links.link[i].source_start, false);
        links.link[i].source_end = rewrite_to_old(r, links.link[i].source_end, true);
    }
}
