#include "story/document.h"

#include "base/utf8.h"
#include "i18n/language.h"
#include "story/text_clean.h"

struct checker {
    const struct document *d;
    size_t at; /* the block that is looked at */
    struct text_cleaner cleaner;
    struct err *e;
};

static int broken(struct checker *c, const char *rule) {
    return err_set(c->e, E_INVALID, "block %zu (%s): %s", c->at + 1,
                   block_kind_name(c->d->block[c->at].kind), rule);
}

/* The group that HEADLINE, LEAD, TOPIC and that PICTURE, ALT, CAPTION, CREDIT are; within one,
   kinds come in the order of the enum. */
static bool is_lead(enum block_kind kind) {
    return kind == BLOCK_HEADLINE || kind == BLOCK_LEAD || kind == BLOCK_TOPIC;
}

static bool is_of_picture(enum block_kind kind) {
    return kind == BLOCK_ALT || kind == BLOCK_CAPTION || kind == BLOCK_CREDIT;
}

static int check_place(struct checker *c) {
    const struct block *b = &c->d->block[c->at];
    enum block_kind before = c->at > 0 ? b[-1].kind : BLOCK_HEADLINE;
    if (is_lead(b->kind) && c->at > 0 && (!is_lead(before) || before >= b->kind))
        return broken(c, "headline, lead and topic stand first, in this order");
    bool follows = c->at > 0 && (before == BLOCK_PICTURE || is_of_picture(before));
    if (is_of_picture(b->kind) && (!follows || before >= b->kind))
        return broken(c, "alt, caption and credit follow their picture, in this order");
    return 0;
}

static int check_shape(struct checker *c) {
    const struct block *b = &c->d->block[c->at];
    uint8_t lowest = b->kind == BLOCK_HEADING ? 2 : b->kind == BLOCK_ITEM ? 1 : 0;
    uint8_t highest = b->kind == BLOCK_HEADING ? 4 : b->kind == BLOCK_ITEM ? 6 : 0;
    if (b->level < lowest || b->level > highest) return broken(c, "there is no such level");
    if (b->ordered && b->kind != BLOCK_ITEM) return broken(c, "only items are ordered");
    if (b->kind == BLOCK_PICTURE) {
        bool fits = b->value.n > 0 && b->value.n <= DOCUMENT_MAX_ADDRESS;
        if (!fits || !utf8_is_valid(b->value) ||
            !text_clean_is_clean(&c->cleaner, b->value, TEXT_CLEAN_LINE))
            return broken(c, "a picture has a name, of plain characters");
    } else if (b->value.n > 0 || b->width > 0 || b->height > 0) {
        return broken(c, "only pictures have names and sizes");
    }
    return 0;
}

static enum text_clean_mode text_mode(enum block_kind kind) {
    if (kind == BLOCK_CODE) return TEXT_CLEAN_CODE;
    bool line = kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC || kind == BLOCK_ALT;
    return line ? TEXT_CLEAN_LINE : TEXT_CLEAN_LINES;
}

static int check_text(struct checker *c) {
    const struct block *b = &c->d->block[c->at];
    if (b->kind == BLOCK_RULE || b->kind == BLOCK_PICTURE) {
        if (b->text.s.n > 0 || b->text.n_marks > 0) return broken(c, "it cannot have text");
        return 0;
    }
    struct str s = b->text.s;
    if (s.n == 0) return broken(c, "there is no text");
    if (!utf8_is_valid(s)) return broken(c, "its text is not UTF-8");
    if (!text_clean_is_clean(&c->cleaner, s, text_mode(b->kind)))
        return broken(c, "its text is not in NFC, has characters that no text may have, or white "
                         "space in disorder");
    return 0;
}

static int check_value(struct checker *c, const struct mark *m) {
    if (m->kind == MARK_LINK) {
        if (!mark_address_allowed(m->value)) return broken(c, "a link has an address not allowed");
        if (m->title.n > 0 && (!utf8_is_valid(m->title) ||
                               !text_clean_is_clean(&c->cleaner, m->title, TEXT_CLEAN_LINE)))
            return broken(c, "a link's title is not clean");
        return 0;
    }
    if (m->title.n > 0) return broken(c, "only links have titles");
    if (m->kind == MARK_LANGUAGE)
        return language_is_canonical(m->value) ? 0 : broken(c, "a mark's language is no tag");
    return m->value.n > 0 ? broken(c, "only links and languages have values") : 0;
}

/* Against the marks around it, outermost first. */
static int check_nesting(struct checker *c, const struct mark *m, const struct mark *const *around,
                         size_t n) {
    if (n == DOCUMENT_MAX_NESTING) return broken(c, "too many marks in each other");
    if (n > 0 && m->end > around[n - 1]->end) return broken(c, "two marks overlap");
    const struct mark *same = NULL;
    for (size_t i = 0; i < n; i++)
        if (around[i]->kind == m->kind) same = around[i];
    if (!same || m->kind == MARK_QUOTE) return 0;
    if (m->kind == MARK_LANGUAGE && !str_eq(same->value, m->value)) return 0;
    return broken(c, "a mark is inside another of its kind");
}

static int check_marks(struct checker *c) {
    const struct block *b = &c->d->block[c->at];
    const struct mark *around[DOCUMENT_MAX_NESTING];
    size_t n = 0;
    if (b->text.n_marks > DOCUMENT_MAX_MARKS)
        return err_set(c->e, E_LIMIT, "block %zu has more than %d marks", c->at + 1,
                       DOCUMENT_MAX_MARKS);
    if (b->kind == BLOCK_CODE && b->text.n_marks > 0) return broken(c, "code has no marks");
    for (size_t i = 0; i < b->text.n_marks; i++) {
        const struct mark *m = &b->text.mark[i];
        if ((unsigned)m->kind > MARK_LANGUAGE) return broken(c, "a mark of no kind");
        if (m->start >= m->end || m->end > b->text.s.n) return broken(c, "a mark without text");
        if (!text_clean_boundary(b->text.s, m->start) || !text_clean_boundary(b->text.s, m->end))
            return broken(c, "a mark begins or ends within a character");
        if (i > 0 && (m->start < m[-1].start || (m->start == m[-1].start && m->end > m[-1].end)))
            return broken(c, "marks are not in order");
        while (n > 0 && around[n - 1]->end <= m->start) n--;
        int result = check_nesting(c, m, around, n);
        if (!result) result = check_value(c, m);
        if (result) return result;
        around[n++] = m;
    }
    return 0;
}

int document_check(const struct document *d, struct err *e) {
    if (d->n_blocks > DOCUMENT_MAX_BLOCKS)
        return err_set(e, E_LIMIT, "a document has at most %d blocks, not %zu", DOCUMENT_MAX_BLOCKS,
                       d->n_blocks);
    struct checker c = {.d = d, .e = e};
    text_clean_init(&c.cleaner);
    int result = 0;
    for (; c.at < d->n_blocks && !result; c.at++) {
        if ((unsigned)d->block[c.at].kind > BLOCK_CREDIT)
            result = err_set(e, E_INVALID, "block %zu is of no kind", c.at + 1);
        if (!result) result = check_place(&c);
        if (!result) result = check_shape(&c);
        if (!result) result = check_text(&c);
        if (!result) result = check_marks(&c);
    }
    text_clean_release(&c.cleaner);
    return result;
}
