#include "story/document_html.h"

#include "story/picture_name.h"

struct list {
    bool ordered;
    bool item; /* an <li> is open */
};

enum shown_pictures { AS_STORED, IN_ONE_WIDTH, IN_ALL_WIDTHS };

struct writer {
    struct buf out;
    const struct document *d;
    struct str base; /* stands before the addresses of pictures */
    enum shown_pictures pictures;
    struct list list[6]; /* open ones, outermost first */
    size_t n_lists;
};

static struct str mark_element(enum mark_kind kind) {
    switch (kind) {
    case MARK_EMPHASIS: return STR("em");
    case MARK_STRONG: return STR("strong");
    case MARK_LINK: return STR("a");
    case MARK_QUOTE: return STR("q");
    case MARK_CODE: return STR("code");
    case MARK_LANGUAGE: break;
    }
    return STR("span");
}

static void write_attribute(struct buf *out, const char *name, struct str value) {
    buf_printf(out, " %s=\"", name);
    escape_attribute(out, value);
    buf_add_char(out, '"');
}

static void write_number(struct buf *out, const char *name, uint32_t number) {
    if (number > 0) buf_printf(out, " %s=\"%u\"", name, number);
}

static void open_mark(struct buf *out, const struct mark *m) {
    buf_add_char(out, '<');
    buf_add(out, mark_element(m->kind));
    if (m->kind == MARK_LANGUAGE) write_attribute(out, "lang", m->value);
    if (m->kind == MARK_LINK) {
        /* What is stored may be of an older, laxer version: the address is looked at again. */
        write_attribute(out, "href", mark_address_allowed(m->value) ? m->value : STR("#"));
        if (m->title.n > 0) write_attribute(out, "title", m->title);
    }
    buf_add_char(out, '>');
}

static void close_mark(struct buf *out, const struct mark *m) {
    buf_add(out, STR("</"));
    buf_add(out, mark_element(m->kind));
    buf_add_char(out, '>');
}

/* Text between two ends of marks. */
static void write_piece(struct buf *out, struct str s) {
    while (s.p) {
        escape_text(out, str_cut(&s, '\n'));
        if (s.p) buf_add(out, STR("<br>"));
    }
}

static void write_text(struct buf *out, const struct text *t) {
    const struct mark *open[DOCUMENT_MAX_NESTING];
    size_t n = 0, next = 0;
    uint32_t at = 0;
    while (next < t->n_marks || n > 0) {
        bool opens = next < t->n_marks && n < DOCUMENT_MAX_NESTING &&
                     (n == 0 || t->mark[next].start < open[n - 1]->end);
        const struct mark *m = opens ? &t->mark[next] : n > 0 ? open[n - 1] : NULL;
        uint32_t to = opens ? m->start : m->end;
        write_piece(out, str_slice(t->s, at, to));
        if (to > at) at = to;
        if (opens) {
            open_mark(out, m);
            open[n++] = m;
            next++;
        } else {
            close_mark(out, m);
            n--;
        }
    }
    write_piece(out, str_from(t->s, at));
}

/* A paragraph, heading or the like: <tag>text</tag>. */
static void write_element(struct writer *w, const char *tag, const char *class,
                          const struct text *t) {
    buf_printf(&w->out, "<%s", tag);
    if (class) buf_printf(&w->out, " class=\"%s\"", class);
    buf_add_char(&w->out, '>');
    write_text(&w->out, t);
    buf_printf(&w->out, "</%s>\n", tag);
}

static void close_list(struct writer *w) {
    const struct list *list = &w->list[--w->n_lists];
    buf_add(&w->out, list->item ? STR("</li>") : STR(""));
    buf_add(&w->out, list->ordered ? STR("</ol>") : STR("</ul>"));
    if (w->n_lists == 0) buf_add_char(&w->out, '\n');
}

static void close_lists(struct writer *w, size_t but) {
    while (w->n_lists > but) close_list(w);
}

static void open_list(struct writer *w, bool ordered) {
    if (w->n_lists > 0 && !w->list[w->n_lists - 1].item) {
        buf_add(&w->out, STR("<li>"));
        w->list[w->n_lists - 1].item = true;
    }
    buf_add(&w->out, ordered ? STR("<ol>") : STR("<ul>"));
    w->list[w->n_lists++] = (struct list){.ordered = ordered};
}

static void write_item(struct writer *w, const struct block *b) {
    size_t level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;
    close_lists(w, level);
    if (w->n_lists == level && w->list[level - 1].ordered != b->ordered) close_lists(w, level - 1);
    while (w->n_lists < level) open_list(w, b->ordered);
    struct list *list = &w->list[level - 1];
    buf_add(&w->out, list->item ? STR("</li>\n<li>") : STR("<li>"));
    list->item = true;
    write_text(&w->out, &b->text);
}

/* The language of a text that is in one from its first byte to its last, or "". */
static struct str language_of(const struct text *t) {
    bool whole = t->n_marks > 0 && t->mark[0].kind == MARK_LANGUAGE && t->mark[0].start == 0 &&
                 t->mark[0].end == t->s.n;
    return whole ? t->mark[0].value : STR("");
}

static void write_address(struct writer *w, struct str name) {
    escape_attribute(&w->out, w->base);
    buf_add(&w->out, STR("/media/"));
    escape_attribute(&w->out, name);
}

static void write_image(struct writer *w, struct str name, const struct block *alt, uint32_t width,
                        uint32_t height) {
    buf_add(&w->out, STR("<img src=\""));
    write_address(w, name);
    buf_add_char(&w->out, '"');
    write_number(&w->out, "width", width);
    write_number(&w->out, "height", height);
    struct str language = alt ? language_of(&alt->text) : STR("");
    if (language.n > 0) write_attribute(&w->out, "lang", language);
    write_attribute(&w->out, "alt", alt ? alt->text.s : STR(""));
    buf_add(&w->out, STR(" loading=\"lazy\""));
    if (w->pictures == IN_ALL_WIDTHS) buf_add(&w->out, STR(" decoding=\"async\""));
    buf_add_char(&w->out, '>');
}

static void write_sources(struct writer *w, struct arena *a, const struct block *picture,
                          const uint32_t *width, size_t n) {
    for (int format = 0; format < PICTURE_N_FORMATS; format++) {
        enum picture_format f = (enum picture_format)format;
        buf_add(&w->out, STR("<source"));
        write_attribute(&w->out, "type", str_of(picture_name_type(f)));
        buf_add(&w->out, STR(" srcset=\""));
        for (size_t i = 0; i < n; i++) {
            if (i) buf_add(&w->out, STR(", "));
            write_address(w, picture_name_variant(a, picture->value, PICTURE_WHOLE, width[i], f));
            buf_printf(&w->out, " %uw", width[i]);
        }
        buf_add(&w->out, STR("\" sizes=\"(min-width: 42rem) 41rem, 100vw\">"));
    }
}

enum { SHOWN_WIDTH = 1280 }; /* to what knows no other */

/* In the widths and formats that there are of it, or as it is stored. */
static void write_shown(struct writer *w, const struct block *picture, const struct block *alt) {
    struct arena a = {0};
    uint32_t width[PICTURE_MAX_WIDTHS];
    size_t n = w->pictures != AS_STORED && picture_name_is_still(picture->value)
                   ? picture_name_widths(picture->width, picture->height, PICTURE_WHOLE, width)
                   : 0;
    size_t shown = n;
    while (shown > 1 && width[shown - 1] > SHOWN_WIDTH) shown--;
    bool all = n > 0 && w->pictures == IN_ALL_WIDTHS;
    if (all) buf_add(&w->out, STR("<picture>"));
    if (all) write_sources(w, &a, picture, width, n);
    if (n > 0)
        write_image(
            w,
            picture_name_variant(&a, picture->value, PICTURE_WHOLE, width[shown - 1], PICTURE_JPEG),
            alt, width[shown - 1],
            picture_name_height(picture->width, picture->height, PICTURE_WHOLE, width[shown - 1]));
    else
        write_image(w, picture->value, alt, picture->width, picture->height);
    if (all) buf_add(&w->out, STR("</picture>"));
    arena_release(&a);
}

/* The block at `*i` when it is of this kind; then *i moves behind it. */
static const struct block *take(const struct writer *w, size_t *i, enum block_kind kind) {
    if (*i >= w->d->n_blocks || w->d->block[*i].kind != kind) return NULL;
    return &w->d->block[(*i)++];
}

/* A picture and what belongs to it: returns the index behind. */
static size_t write_picture(struct writer *w, size_t i) {
    const struct block *picture = &w->d->block[i++];
    const struct block *alt = take(w, &i, BLOCK_ALT);
    const struct block *caption = take(w, &i, BLOCK_CAPTION);
    const struct block *credit = take(w, &i, BLOCK_CREDIT);
    buf_add(&w->out, STR("<figure>"));
    write_shown(w, picture, alt);
    if (caption || credit) buf_add(&w->out, STR("<figcaption>"));
    if (caption) write_text(&w->out, &caption->text);
    if (caption && credit) buf_add_char(&w->out, ' ');
    if (credit) {
        buf_add(&w->out, STR("<span class=\"credit\">"));
        write_text(&w->out, &credit->text);
        buf_add(&w->out, STR("</span>"));
    }
    if (caption || credit) buf_add(&w->out, STR("</figcaption>"));
    buf_add(&w->out, STR("</figure>\n"));
    return i;
}

static size_t write_quotation(struct writer *w, size_t i) {
    buf_add(&w->out, STR("<blockquote>\n"));
    for (; i < w->d->n_blocks && w->d->block[i].kind == BLOCK_QUOTE; i++)
        write_element(w, "p", NULL, &w->d->block[i].text);
    buf_add(&w->out, STR("</blockquote>\n"));
    return i;
}

static const char *heading(uint8_t level) {
    return level <= 2 ? "h2" : level == 3 ? "h3" : "h4";
}

/* The block at `i` and what belongs to it: returns the index behind. */
static size_t write_block(struct writer *w, size_t i) {
    const struct block *b = &w->d->block[i];
    if (b->kind != BLOCK_ITEM) close_lists(w, 0);
    switch (b->kind) {
    case BLOCK_HEADLINE: write_element(w, "h1", "headline", &b->text); break;
    case BLOCK_LEAD: write_element(w, "p", "lead", &b->text); break;
    case BLOCK_TOPIC: write_element(w, "p", "topic", &b->text); break;
    case BLOCK_HEADING: write_element(w, heading(b->level), NULL, &b->text); break;
    case BLOCK_ITEM: write_item(w, b); break;
    case BLOCK_QUOTE: return write_quotation(w, i);
    case BLOCK_CODE:
        buf_add(&w->out, STR("<pre><code>"));
        escape_text(&w->out, b->text.s);
        buf_add(&w->out, STR("</code></pre>\n"));
        break;
    case BLOCK_RULE: buf_add(&w->out, STR("<hr>\n")); break;
    case BLOCK_PICTURE: return write_picture(w, i);
    case BLOCK_PARAGRAPH:
    case BLOCK_ALT: /* without a picture they are only text */
    case BLOCK_CAPTION:
    case BLOCK_CREDIT: write_element(w, "p", NULL, &b->text); break;
    }
    return i + 1;
}

static struct html write_from(struct arena *a, const struct document *d, size_t start,
                              struct str base, enum shown_pictures pictures) {
    struct writer w = {.d = d, .base = base, .pictures = pictures};
    buf_init(&w.out, SIZE_MAX / 4);
    for (size_t i = start; i < d->n_blocks;) i = write_block(&w, i);
    close_lists(&w, 0);
    struct html html = escape_trust(buf_keep(&w.out, a));
    buf_release(&w.out);
    return html;
}

struct html document_html_write(struct arena *a, const struct document *d) {
    return write_from(a, d, 0, STR(""), AS_STORED);
}

size_t document_html_body_start(const struct document *d) {
    size_t i = 0;
    while (i < d->n_blocks && d->block[i].kind <= BLOCK_TOPIC) i++;
    if (i < d->n_blocks && d->block[i].kind == BLOCK_PICTURE) i++;
    while (i > 0 && i < d->n_blocks && d->block[i].kind >= BLOCK_ALT) i++;
    return i;
}

struct html document_html_body(struct arena *a, const struct document *d) {
    return write_from(a, d, document_html_body_start(d), STR(""), AS_STORED);
}

struct html document_html_shown(struct arena *a, const struct document *d) {
    return write_from(a, d, document_html_body_start(d), STR(""), IN_ALL_WIDTHS);
}

struct html document_html_abroad(struct arena *a, const struct document *d, struct str base) {
    size_t i = 0;
    while (i < d->n_blocks && d->block[i].kind <= BLOCK_TOPIC) i++;
    return write_from(a, d, i, base, IN_ONE_WIDTH);
}

struct html document_html_inline(struct arena *a, const struct text *t) {
    struct buf out;
    buf_init(&out, SIZE_MAX / 4);
    write_text(&out, t);
    struct html html = escape_trust(buf_keep(&out, a));
    buf_release(&out);
    return html;
}
