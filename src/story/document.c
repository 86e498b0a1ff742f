#include "story/document.h"

static const char *const kind_name[] = {
    [BLOCK_HEADLINE] = "headline",   [BLOCK_LEAD] = "lead",       [BLOCK_TOPIC] = "topic",
    [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading", [BLOCK_ITEM] = "item",
    [BLOCK_QUOTE] = "quote",         [BLOCK_CODE] = "code",       [BLOCK_RULE] = "rule",
    [BLOCK_PICTURE] = "picture",     [BLOCK_ALT] = "alt",         [BLOCK_CAPTION] = "caption",
    [BLOCK_CREDIT] = "credit",
};

const char *block_kind_name(enum block_kind kind) {
    return kind_name[kind];
}

bool block_kind_from_name(struct str name, enum block_kind *ret_kind) {
    for (size_t i = 0; i < sizeof kind_name / sizeof *kind_name; i++) {
        if (!str_eq(name, str_of(kind_name[i]))) continue;
        *ret_kind = (enum block_kind)i;
        return true;
    }
    return false;
}

bool block_kind_is_translated(enum block_kind kind) {
    switch (kind) {
    case BLOCK_HEADLINE:
    case BLOCK_LEAD:
    case BLOCK_TOPIC:
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_ALT:
    case BLOCK_CAPTION:
    case BLOCK_CREDIT: return true;
    case BLOCK_CODE:
    case BLOCK_RULE:
    case BLOCK_PICTURE: return false;
    }
    return false;
}

const struct block *document_find(const struct document *d, enum block_kind kind) {
    for (size_t i = 0; i < d->n_blocks; i++)
        if (d->block[i].kind == kind) return &d->block[i];
    return NULL;
}

struct str document_text_of(const struct document *d, enum block_kind kind) {
    const struct block *block = document_find(d, kind);
    return block && block->text.s.p ? block->text.s : STR("");
}

static bool marks_equal(const struct mark *a, const struct mark *b) {
    return a->kind == b->kind && a->start == b->start && a->end == b->end &&
           str_eq(a->value, b->value) && str_eq(a->title, b->title);
}

static bool texts_equal(const struct text *a, const struct text *b) {
    if (a->n_marks != b->n_marks || !str_eq(a->s, b->s)) return false;
    for (size_t i = 0; i < a->n_marks; i++)
        if (!marks_equal(&a->mark[i], &b->mark[i])) return false;
    return true;
}

static bool blocks_equal(const struct block *a, const struct block *b) {
    return a->kind == b->kind && a->level == b->level && a->ordered == b->ordered &&
           a->width == b->width && a->height == b->height && str_eq(a->value, b->value) &&
           texts_equal(&a->text, &b->text);
}

bool document_equal(const struct document *a, const struct document *b) {
    if (a->n_blocks != b->n_blocks) return false;
    for (size_t i = 0; i < a->n_blocks; i++)
        if (!blocks_equal(&a->block[i], &b->block[i])) return false;
    return true;
}
