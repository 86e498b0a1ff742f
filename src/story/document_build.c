#include "story/document_build.h"

#include "base/utf8.h"
#include "i18n/language.h"

static const struct str line_separator = STR("\xE2\x80\xA8"); /* U+2028: a break for text_clean */

void document_build_init(struct document_build *b, struct arena *a, struct str language) {
    *b = (struct document_build){.a = a, .shape.kind = BLOCK_PARAGRAPH, .language = language};
    arena_init(&b->scratch);
    text_clean_init(&b->cleaner);
    buf_init(&b->raw, (size_t)DOCUMENT_MAX_BYTES * 4);
    struct err ignored;
    if (language.n > 0 && language_parse(a, language, &b->language, &ignored))
        b->language = STR("");
}

void document_build_release(struct document_build *b) {
    buf_release(&b->raw);
    text_clean_release(&b->cleaner);
    arena_release(&b->scratch);
}

static void fail(struct document_build *b, const char *what, int limit) {
    if (b->failed) return;
    b->failed = E_LIMIT;
    err_set(&b->e, E_LIMIT, "the document has more than %d %s", limit, what);
    err_hint(&b->e, "split it into several stories");
}

bool document_build_has_text(const struct document_build *b) {
    for (size_t i = 0; i < b->raw.n; i++)
        if (!str_is_space(b->raw.p[i])) return true;
    return false;
}

void document_build_text(struct document_build *b, struct str text) {
    for (size_t i = 0; i < text.n && b->after_break; i++)
        if (!str_is_space(text.p[i])) b->after_break = false;
    buf_add(&b->raw, text);
}

void document_build_break(struct document_build *b) {
    if (b->shape.kind == BLOCK_CODE) {
        buf_add_char(&b->raw, '\n');
        return;
    }
    bool splits = b->shape.kind == BLOCK_PARAGRAPH || b->shape.kind == BLOCK_QUOTE;
    if (b->after_break && splits) {
        document_build_end(b);
        return;
    }
    buf_add(&b->raw, line_separator);
    b->after_break = true;
}

void document_build_shape(struct document_build *b, enum block_kind kind, uint8_t level,
                          bool ordered) {
    document_build_end(b);
    b->shape = (struct block){.kind = kind, .level = level, .ordered = ordered};
}

/* Begins an open mark in the current block. */
static void begin_mark(struct document_build *b, struct document_build_mark *open) {
    if (b->n_marks >= (size_t)DOCUMENT_MAX_MARKS * 8) {
        fail(b, "marks in one block", DOCUMENT_MAX_MARKS);
        return;
    }
    b->mark = arena_grow(&b->scratch, b->mark, b->n_marks, &b->marks_capacity, sizeof *b->mark);
    open->index = b->n_marks++;
    b->mark[open->index] = open->mark;
    b->mark[open->index].start = b->mark[open->index].end = (uint32_t)b->raw.n;
}

/* Whether a mark of this kind and value would say something that the open ones do not. */
static bool is_news(const struct document_build *b, enum mark_kind kind, struct str value) {
    if (kind == MARK_QUOTE) return true;
    for (size_t i = b->n_open; i > b->first; i--) {
        const struct document_build_mark *open = &b->open[i - 1];
        if (open->ignored || open->mark.kind != kind) continue;
        return kind == MARK_LANGUAGE && !str_eq(value, open->mark.value);
    }
    return kind != MARK_LANGUAGE || b->language.n == 0 || !language_is(value, b->language);
}

/* The value as a document holds it; false when no mark can have it. */
static bool fit_value(struct document_build *b, enum mark_kind kind, struct str *value) {
    struct err ignored;
    if (kind == MARK_LANGUAGE) return language_parse(b->a, *value, value, &ignored) == 0;
    if (kind == MARK_LINK) return mark_address_allowed(*value);
    *value = STR("");
    return true;
}

void document_build_mark_open(struct document_build *b, enum mark_kind kind, struct str value,
                              struct str title) {
    struct document_build_mark open = {.mark.kind = kind};
    open.ignored = b->n_live >= DOCUMENT_MAX_NESTING || !fit_value(b, kind, &value) ||
                   !is_news(b, kind, value);
    open.mark.value = open.ignored ? STR("") : arena_str(b->a, value);
    open.mark.title = kind == MARK_LINK && !open.ignored ? document_build_line(b, title) : STR("");
    b->open = arena_grow(&b->scratch, b->open, b->n_open, &b->open_capacity, sizeof *b->open);
    struct document_build_mark *place = &b->open[b->n_open++];
    *place = open;
    if (open.ignored) return;
    b->n_live++;
    begin_mark(b, place);
}

void document_build_mark_close(struct document_build *b) {
    if (b->n_open == b->first) return;
    struct document_build_mark *open = &b->open[--b->n_open];
    if (open->ignored) return;
    b->n_live--;
    if (open->index < b->n_marks) b->mark[open->index].end = (uint32_t)b->raw.n;
}

/* Room for one more block, or NULL. */
static struct block *new_block(struct document_build *b) {
    if (b->n_blocks == DOCUMENT_MAX_BLOCKS) fail(b, "blocks", DOCUMENT_MAX_BLOCKS);
    if (b->failed) return NULL;
    b->block =
        arena_grow(&b->scratch, b->block, b->n_blocks, &b->blocks_capacity, sizeof *b->block);
    return &b->block[b->n_blocks];
}

static enum text_clean_mode clean_mode(enum block_kind kind) {
    if (kind == BLOCK_CODE) return TEXT_CLEAN_CODE;
    return kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC || kind == BLOCK_ALT ? TEXT_CLEAN_LINE
                                                                              : TEXT_CLEAN_FLOW;
}

/* The next block starts with the marks that are still open. */
static void reset_text(struct document_build *b) {
    buf_clear(&b->raw);
    b->after_break = false;
    b->n_marks = 0;
    for (size_t i = b->first; i < b->n_open; i++)
        if (!b->open[i].ignored) begin_mark(b, &b->open[i]);
}

bool document_build_end(struct document_build *b) {
    for (size_t i = b->first; i < b->n_open; i++)
        if (!b->open[i].ignored && b->open[i].index < b->n_marks)
            b->mark[b->open[i].index].end = (uint32_t)b->raw.n;
    if (buf_failed(&b->raw)) fail(b, "bytes of text in one block", (int)b->raw.max);
    bool there = false;
    if (!b->failed && document_build_has_text(b)) {
        struct text t = text_clean(&b->cleaner, b->a, buf_str(&b->raw), b->mark, b->n_marks,
                                   clean_mode(b->shape.kind));
        if (t.n_marks > DOCUMENT_MAX_MARKS) fail(b, "marks in one block", DOCUMENT_MAX_MARKS);
        struct block *block = t.s.n > 0 ? new_block(b) : NULL;
        there = block != NULL;
        if (there) *block = b->shape;
        if (there) block->text = t;
        b->n_blocks += there;
    }
    reset_text(b);
    return there;
}

struct str document_build_language(const struct document_build *b) {
    for (size_t i = b->n_open; i > b->first; i--) {
        const struct document_build_mark *open = &b->open[i - 1];
        if (!open->ignored && open->mark.kind == MARK_LANGUAGE) return open->mark.value;
    }
    return STR("");
}

struct document_build_pause document_build_pause(struct document_build *b) {
    document_build_end(b);
    struct document_build_pause pause = {b->first, b->n_live, b->shape};
    b->first = b->n_open;
    b->n_live = 0;
    reset_text(b);
    return pause;
}

void document_build_resume(struct document_build *b, struct document_build_pause pause) {
    while (b->n_open > b->first) document_build_mark_close(b);
    document_build_end(b);
    b->first = pause.first;
    b->n_live = pause.n_live;
    b->shape = pause.shape;
    reset_text(b);
}

void document_build_add(struct document_build *b, struct block added) {
    document_build_end(b);
    struct block *block = new_block(b);
    if (!block) return;
    *block = added;
    b->n_blocks++;
}

struct str document_build_line(struct document_build *b, struct str raw) {
    return text_clean(&b->cleaner, b->a, raw, NULL, 0, TEXT_CLEAN_LINE).s;
}

int document_build_finish(struct document_build *b, struct document *ret_document, struct err *e) {
    document_build_end(b);
    if (b->failed) {
        *e = b->e;
        return (int)b->failed;
    }
    struct document d = {arena_array(b->a, b->n_blocks, sizeof *d.block), b->n_blocks};
    for (size_t i = 0; i < d.n_blocks; i++) d.block[i] = b->block[i];
    *ret_document = d;
    return 0;
}
