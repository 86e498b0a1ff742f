#include "story/edition_replace.h"

#include <string.h>

static bool same_mark(const struct mark *a, const struct mark *b) {
    return a->kind == b->kind && str_eq(a->value, b->value) && str_eq(a->title, b->title);
}

static bool crosses(const struct text *whole, const struct mark *mark, uint32_t seam) {
    for (size_t i = 0; whole && i < whole->n_marks; i++) {
        const struct mark *m = &whole->mark[i];
        if (m->start < seam && m->end > seam && same_mark(m, mark)) return true;
    }
    return false;
}

struct text edition_replace_concat(struct arena *a, const struct text *left,
                                   const struct text *right, const struct text *whole,
                                   uint32_t seam) {
    struct text t = {.mark = arena_array(a, left->n_marks + right->n_marks, sizeof *t.mark)};
    t.s = arena_printf(a, "%.*s%.*s", (int)left->s.n, left->s.p, (int)right->s.n, right->s.p);
    if (left->n_marks) memcpy(t.mark, left->mark, left->n_marks * sizeof *t.mark);
    t.n_marks = left->n_marks;
    uint32_t middle = (uint32_t)left->s.n;
    size_t at = 0; /* outermost first on both sides: what does not join keeps what is in it apart */
    bool joining = true;
    for (size_t i = 0; i < right->n_marks; i++) {
        struct mark m = right->mark[i];
        while (at < left->n_marks && t.mark[at].end != middle) at++;
        joining = joining && m.start == 0 && at < left->n_marks && same_mark(&t.mark[at], &m) &&
                  crosses(whole, &m, seam);
        if (joining) {
            t.mark[at++].end = middle + m.end;
            continue;
        }
        m.start += middle;
        m.end += middle;
        t.mark[t.n_marks++] = m;
    }
    return t;
}

struct text edition_replace_foreign(struct arena *a, const struct text *text, struct str language) {
    struct mark *mark = arena_array(a, text->n_marks + 1, sizeof *mark);
    mark[0] = (struct mark){
        .kind = MARK_LANGUAGE, .end = (uint32_t)text->s.n, .value = language, .title = STR("")};
    size_t n = 1;
    for (size_t i = 0; i < text->n_marks; i++) {
        const struct mark *m = &text->mark[i];
        if (m->kind == MARK_LANGUAGE && str_eq(m->value, language)) continue;
        mark[n++] = *m;
    }
    return (struct text){text->s, mark, n};
}

/* Marks of a text as they are when those around it of the same kind are there already. */
static struct text replaced_text(struct arena *a, const struct text *whole, const struct segment *s,
                                 const struct text *text, bool join) {
    struct text left = text_slice(a, whole, 0, s->start);
    struct text right = text_slice(a, whole, s->end, (uint32_t)whole->s.n);
    const struct text *across = join ? whole : NULL;
    struct text t = edition_replace_concat(a, &left, text, across, s->start);
    return edition_replace_concat(a, &t, &right, across, s->end);
}

static void move_segments(struct edition *edition, size_t at, size_t new_length) {
    struct segment *s = &edition->segment[at];
    int64_t shift = (int64_t)new_length - (int64_t)(s->end - s->start);
    s->end = s->start + (uint32_t)new_length;
    for (size_t i = at + 1; i < edition->n_segments && edition->segment[i].block == s->block; i++) {
        struct segment *next = &edition->segment[i];
        next->start = (uint32_t)((int64_t)next->start + shift);
        next->end = (uint32_t)((int64_t)next->end + shift);
    }
}

int edition_replace(struct arena *a, struct edition *edition, size_t at, const struct text *text,
                    struct err *e) {
    struct edition changed = *edition;
    struct document *d = &changed.document;
    d->block = arena_array(a, d->n_blocks, sizeof *d->block);
    memcpy(d->block, edition->document.block, d->n_blocks * sizeof *d->block);
    changed.segment = arena_array(a, edition->n_segments, sizeof *changed.segment);
    memcpy(changed.segment, edition->segment, edition->n_segments * sizeof *changed.segment);
    const struct segment *s = &edition->segment[at];
    const struct text *whole = &edition->document.block[s->block].text;
    int code = 0;
    for (int join = 1; join >= 0; join--) {
        d->block[s->block].text = replaced_text(a, whole, s, text, join);
        code = document_check(d, e);
        if (!code) break;
    }
    if (code) return code;
    move_segments(&changed, at, text->s.n);
    *edition = changed;
    return 0;
}
