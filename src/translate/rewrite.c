#include "translate/rewrite.h"

#include "base/buf.h"

void rewrite_add(struct rewrite *r, struct arena *a, uint32_t start, uint32_t end,
                 struct str with) {
    r->piece = arena_grow(a, r->piece, r->n, &r->capacity, sizeof *r->piece);
    r->piece[r->n++] = (struct rewrite_piece){start, end, with};
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
    int64_t shift = 0;
    for (size_t i = 0; i < r->n && r->piece[i].start < at; i++) {
        const struct rewrite_piece *p = &r->piece[i];
        if (at < p->end)
            return (uint32_t)((int64_t)p->start + shift + (end ? (int64_t)p->with.n : 0));
        shift += (int64_t)p->with.n - (int64_t)(p->end - p->start);
    }
    return (uint32_t)((int64_t)at + shift);
}

uint32_t rewrite_to_old(const struct rewrite *r, uint32_t at, bool end) {
    int64_t shift = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct rewrite_piece *p = &r->piece[i];
        int64_t start = (int64_t)p->start + shift;
        if (start >= at) break;
        if (at < start + (int64_t)p->with.n) return end ? p->end : p->start;
        shift += (int64_t)p->with.n - (int64_t)(p->end - p->start);
    }
    return (uint32_t)((int64_t)at - shift);
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
