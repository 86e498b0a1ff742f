#include "story/segmentation.h"

struct segments {
    struct arena *a;
    struct segment *segment;
    size_t n, capacity;
};

static void add(struct segments *s, const struct document *d, size_t block, uint32_t start,
                uint32_t end) {
    struct text text = text_slice(s->a, &d->block[block].text, start, end);
    s->segment = arena_grow(s->a, s->segment, s->n, &s->capacity, sizeof *s->segment);
    s->segment[s->n++] = (struct segment){
        .block = (uint32_t)block,
        .start = start,
        .end = end,
        .source_hash = segment_hash(&text),
        .origin = ORIGIN_PERSON,
        .state = SEGMENT_CURRENT,
    };
}

static void add_credit(struct segments *s, const struct document *d, size_t block) {
    const struct text *text = &d->block[block].text;
    size_t colon = str_find(text->s, ':');
    if (colon == text->s.n || colon == 0) return;
    for (size_t i = 0; i < text->n_marks; i++)
        if (text->mark[i].start < colon && text->mark[i].end > colon) return;
    add(s, d, block, 0, (uint32_t)str_trim(str_slice(text->s, 0, colon)).n);
}

void segmentation_make(struct segmenter *segmenter, struct arena *a, const struct document *d,
                       struct segment **ret_segment, size_t *ret_n) {
    struct segments s = {.a = a};
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct block *block = &d->block[i];
        struct segment_range *range;
        size_t n = 0;
        if (!block_kind_is_translated(block->kind) || block->text.s.n == 0) continue;
        if (block->kind == BLOCK_HEADLINE || block->kind == BLOCK_TOPIC)
            add(&s, d, i, 0, (uint32_t)block->text.s.n);
        else if (block->kind == BLOCK_CREDIT)
            add_credit(&s, d, i);
        else
            segmenter_split(segmenter, a, &block->text, &range, &n);
        for (size_t j = 0; j < n; j++) add(&s, d, i, range[j].start, range[j].end);
    }
    *ret_segment = s.segment;
    *ret_n = s.n;
}
