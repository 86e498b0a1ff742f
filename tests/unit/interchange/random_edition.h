#ifndef TESTS_UNIT_INTERCHANGE_RANDOM_EDITION_H
#define TESTS_UNIT_INTERCHANGE_RANDOM_EDITION_H
/* A random document cut into one segment a block, and a translation of it: other words with the
   same marks, in every state that segments are in. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "story/document_html.h"
#include "story/segment_act.h"
#include "unit/story/document_random.h"

static inline void random_segments(struct arena *a, struct edition *edition) {
    edition->segment = arena_array(a, edition->document.n_blocks, sizeof *edition->segment);
    for (uint32_t i = 0; i < edition->document.n_blocks; i++) {
        const struct block *b = &edition->document.block[i];
        if (b->text.s.n == 0 || !block_kind_is_translated(b->kind)) continue;
        struct segment *s = &edition->segment[edition->n_segments++];
        *s = (struct segment){.block = i, .end = (uint32_t)b->text.s.n};
        s->source_hash = segment_hash(&b->text);
    }
}

/* The words of the translation begin with one more word, so that marks and hashes move. */
static inline struct text random_translation(struct arena *a, struct random *r,
                                             const struct text *t) {
    uint32_t shift = 4 * random_below(r, 2);
    struct text out = {arena_printf(a, "%s%.*s", shift ? "Eta " : "", (int)t->s.n, t->s.p),
                       arena_array(a, t->n_marks, sizeof *t->mark), t->n_marks};
    for (size_t i = 0; i < t->n_marks; i++) {
        out.mark[i] = t->mark[i];
        out.mark[i].start += shift;
        out.mark[i].end += shift;
    }
    return out;
}

static inline void random_state(struct arena *a, struct random *r, struct segment *s) {
    s->origin = (enum segment_origin)random_below(r, 3);
    s->approved = random_below(r, 3) == 0;
    s->locked = random_below(r, 6) == 0;
    if (s->origin != ORIGIN_PERSON && !s->approved && random_below(r, 4) == 0) {
        s->state = SEGMENT_HELD;
        s->locked = false;
    }
    s->more = arena_alloc(a, sizeof *s->more);
    s->more->who = s->more->role = s->more->why = STR("");
}

static inline void random_editions(struct arena *a, struct random *r, struct edition *source,
                                   struct edition *target) {
    *source = (struct edition){.story_id = 12, .language = STR("eu"), .text_language = STR("eu")};
    source->document = random_document(a, r);
    random_segments(a, source);
    *target = *source;
    target->language = target->text_language = STR("gl");
    target->document.block =
        arena_array(a, source->document.n_blocks, sizeof *target->document.block);
    for (size_t i = 0; i < source->document.n_blocks; i++)
        target->document.block[i] = source->document.block[i];
    target->segment = arena_array(a, source->n_segments, sizeof *target->segment);
    for (size_t i = 0; i < source->n_segments; i++) {
        struct segment *s = &target->segment[i];
        struct text *text = &target->document.block[source->segment[i].block].text;
        *s = source->segment[i];
        random_state(a, r, s);
        if (s->state == SEGMENT_HELD) continue;
        *text = random_translation(a, r, text);
        s->end = (uint32_t)text->s.n;
    }
}

static inline struct text random_segment_text(struct arena *a, const struct edition *edition,
                                              size_t at) {
    const struct segment *s = &edition->segment[at];
    return text_slice(a, &edition->document.block[s->block].text, s->start, s->end);
}

static inline void assert_texts_equal(struct arena *a, const struct text *x, const struct text *y) {
    struct str left = document_html_inline(a, x).s, right = document_html_inline(a, y).s;
    if (!str_eq(left, right) || segment_hash(x) != segment_hash(y))
        fail_msg("%.*s\nis not\n%.*s", (int)left.n, left.p, (int)right.n, right.p);
}

#endif
