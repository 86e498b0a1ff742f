#include "story/document_plain.h"

#include <stdio.h>

#include "story/document_build.h"

int document_plain_parse(struct arena *a, struct str plain, struct document *ret_document,
                         struct err *e) {
    int result = text_clean_admit(plain, e);
    if (result) return result;
    struct document_build b;
    document_build_init(&b, a, STR(""));
    struct str rest = plain;
    while (rest.p) {
        struct str line = str_cut(&rest, '\n');
        if (str_trim(line).n == 0) document_build_end(&b);
        document_build_text(&b, line);
        document_build_text(&b, STR("\n"));
    }
    result = document_build_finish(&b, ret_document, e);
    document_build_release(&b);
    return result;
}

/* Numbers of the ordered items written last, by level. */
struct numbers {
    size_t last[7];
};

/* The number of item `b`, or 0 when it has none; lists further in begin anew behind it. */
static size_t next_number(struct numbers *n, const struct block *b) {
    size_t level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;
    for (size_t i = level + 1; i <= 6; i++) n->last[i] = 0;
    n->last[level] = b->ordered ? n->last[level] + 1 : 0;
    return n->last[level];
}

/* The text, its first line (or every one) behind `prefix`, the others indented as far. */
static void write_lines(struct buf *out, struct str text, const char *prefix, bool every) {
    struct str rest = text, first = str_of(prefix);
    bool again = false;
    while (rest.p) {
        struct str line = str_cut(&rest, '\n');
        if (!again || every)
            buf_add(out, first);
        else
            for (size_t i = 0; i < first.n; i++) buf_add_char(out, ' ');
        again = true;
        buf_add(out, line);
        buf_add_char(out, '\n');
    }
}

static void write_item(struct buf *out, const struct block *b, size_t number) {
    char prefix[64] = "";
    int n = 0, indent = 2 * ((b->level ? b->level : 1) - 1);
    if (b->ordered)
        n = snprintf(prefix, sizeof prefix, "%*s%zu. ", indent, "", number);
    else
        n = snprintf(prefix, sizeof prefix, "%*s- ", indent, "");
    if (n > 0) write_lines(out, b->text.s, prefix, false);
}

static void write_block(struct buf *out, const struct block *b, size_t number) {
    switch (b->kind) {
    case BLOCK_ITEM: write_item(out, b, number); break;
    case BLOCK_QUOTE: write_lines(out, b->text.s, "> ", true); break;
    case BLOCK_RULE: buf_add(out, STR("* * *\n")); break;
    case BLOCK_CODE:
    case BLOCK_HEADLINE:
    case BLOCK_LEAD:
    case BLOCK_TOPIC:
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_CAPTION:
    case BLOCK_CREDIT: write_lines(out, b->text.s, "", false); break;
    case BLOCK_PICTURE:
    case BLOCK_ALT: break;
    }
}

struct str document_plain_write(struct arena *a, const struct document *d) {
    struct buf out;
    buf_init(&out, SIZE_MAX / 4);
    struct numbers n = {{0}};
    enum block_kind before = BLOCK_RULE;
    for (size_t i = 0; i < d->n_blocks; i++) {
        enum block_kind kind = d->block[i].kind;
        if (kind == BLOCK_PICTURE || kind == BLOCK_ALT) continue;
        if (kind != BLOCK_ITEM) n = (struct numbers){{0}};
        bool together = kind == before && kind == BLOCK_ITEM;
        together = together || (kind == BLOCK_CREDIT && before == BLOCK_CAPTION);
        if (out.n > 0 && !together) buf_add_char(&out, '\n');
        if (out.n > 0 && kind == BLOCK_QUOTE && before == BLOCK_QUOTE) {
            out.n--;
            buf_add(&out, STR(">\n"));
        }
        write_block(&out, &d->block[i], kind == BLOCK_ITEM ? next_number(&n, &d->block[i]) : 0);
        before = kind;
    }
    struct str plain = buf_keep(&out, a);
    buf_release(&out);
    return plain;
}
