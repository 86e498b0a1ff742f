#include "story/document_html_reader.h"

#include "story/document_html_element.h"

bool document_html_reader_has_class(const struct html5_event *event, struct str word) {
    struct str rest = html5_attribute(event, STR("class"));
    while (rest.n > 0) {
        size_t n = 0;
        while (n < rest.n && !str_is_space(rest.p[n])) n++;
        if (str_eq(str_slice(rest, 0, n), word)) return true;
        rest = str_from(rest, n + 1);
    }
    return false;
}

/* The edge of a block. */
static void edge(struct document_html_reader *r) {
    struct document_build *b = &r->build;
    bool joined = b->shape.kind == BLOCK_ITEM || b->shape.kind == BLOCK_CODE;
    if (r->context.edge == HTML_EDGE_SPACE) {
        document_build_text(b, STR(" "));
    } else if (r->context.edge == HTML_EDGE_BREAK || joined) {
        if (document_build_has_text(b)) document_build_break(b);
    } else {
        document_build_end(b);
    }
}

/* Blocks of this kind from here to the element's end, where there can be blocks. */
static void shape(struct document_html_reader *r, struct html_frame *f, enum block_kind kind,
                  uint8_t level) {
    f->edge = true;
    if (r->context.edge != HTML_EDGE_BLOCK) {
        edge(r);
        return;
    }
    document_build_shape(&r->build, kind, level, kind == BLOCK_ITEM && r->context.ordered);
    f->shaped = true;
}

static size_t cells_of(const struct document_html_reader *r, size_t row) {
    size_t n = 0;
    for (size_t i = row + 1; i < r->html5.event[row].close; i++) {
        const struct html5_event *event = &r->html5.event[i];
        if (event->kind != HTML5_OPEN) continue;
        if (document_html_element_find(event->name)->action != HTML_CELL) continue;
        n++;
        i = event->close;
    }
    return n;
}

/* A row of one cell is only layout: what is in it stays as it is. */
static void open_row(struct document_html_reader *r, struct html_frame *f, size_t at) {
    edge(r);
    f->edge = true;
    if (cells_of(r, at) < 2) return;
    r->context.edge = HTML_EDGE_SPACE;
    r->context.in_row = true;
    r->row_has_text = false;
}

static bool is_blank(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        bool no_break_space = s.p[i] == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0';
        if (no_break_space)
            i++;
        else if (!str_is_space(s.p[i]))
            return false;
    }
    return true;
}

static void open_cell(struct document_html_reader *r, struct html_frame *f, size_t at) {
    edge(r);
    f->edge = true;
    if (!r->context.in_row) return;
    bool blank = true;
    for (size_t i = at; i < r->html5.event[at].close && blank; i++)
        blank = is_blank(r->html5.event[i].text);
    if (blank) return;
    if (r->row_has_text) document_build_text(&r->build, STR(" · "));
    r->row_has_text = true;
}

static void open_list(struct document_html_reader *r, struct html_frame *f, bool ordered) {
    edge(r);
    f->edge = true;
    if (r->context.edge != HTML_EDGE_BLOCK) return;
    document_build_end(&r->build);
    f->shaped = true;
    r->context.depth = (uint8_t)(r->context.depth < 6 ? r->context.depth + 1 : 6);
    r->context.ordered = ordered;
}

static void open_figure(struct document_html_reader *r, struct html_frame *f, size_t at) {
    edge(r);
    f->edge = true;
    r->context.picture = document_html_picture_find(r, at, STR("img"));
    r->context.caption = document_html_picture_find(r, at, STR("figcaption"));
}

static void open_mark(struct document_html_reader *r, struct html_frame *f, enum mark_kind kind,
                      struct str value, struct str title) {
    document_build_mark_open(&r->build, kind, value, title);
    f->n_marks++;
}

/* sup, sub: the event behind it, or 0 when it is to be read as any other element. */
static size_t read_script(struct document_html_reader *r, size_t at, bool raised) {
    const struct html5_event *event = &r->html5.event[at];
    if (event->close != at + 2 || event[1].kind != HTML5_TEXT) return 0;
    struct str s = document_html_element_script(r->build.a, event[1].text, raised);
    if (!s.p) return 0;
    document_build_text(&r->build, s);
    return event->close + 1;
}

/* Elements that are done when they are read: the event behind them, or 0 for all others. */
static size_t read_at_once(struct document_html_reader *r, size_t at,
                           const struct html_element *element) {
    const struct html5_event *event = &r->html5.event[at];
    bool credit = r->context.without_credit &&
                  (document_html_reader_has_class(event, STR("credit")) ||
                   str_eq(event->name, STR("small")) || str_eq(event->name, STR("cite")));
    if (credit || html5_attribute(event, STR("hidden")).p) return event->close + 1;
    switch ((enum html_action)element->action) {
    case HTML_SKIP: break;
    case HTML_CAPTION:
        if (r->context.picture == 0) return 0;
        break;
    case HTML_RULE:
        if (r->context.edge != HTML_EDGE_BLOCK)
            edge(r);
        else
            document_build_add(&r->build, (struct block){.kind = BLOCK_RULE});
        break;
    case HTML_BREAK:
        if (r->context.edge == HTML_EDGE_SPACE)
            document_build_text(&r->build, STR(" "));
        else
            document_build_break(&r->build);
        break;
    case HTML_IMAGE: document_html_picture_read(r, event); break;
    case HTML_RAISED:
    case HTML_LOWERED: return read_script(r, at, element->action == HTML_RAISED);
    default: return 0;
    }
    return event->close + 1;
}

/* h1.headline, p.lead, p.topic where such a block may still come. */
static bool open_lead(struct document_html_reader *r, struct html_frame *f,
                      const struct html5_event *event) {
    static const enum block_kind kinds[] = {BLOCK_HEADLINE, BLOCK_LEAD, BLOCK_TOPIC};
    struct document_build *b = &r->build;
    if (!r->whole || r->context.edge != HTML_EDGE_BLOCK) return false;
    for (size_t i = 0; i < 3; i++) {
        if (!document_html_reader_has_class(event, str_of(block_kind_name(kinds[i])))) continue;
        document_build_end(b);
        if (b->n_blocks > 0 && b->block[b->n_blocks - 1].kind >= kinds[i]) return false;
        shape(r, f, kinds[i], 0);
        r->context.edge = HTML_EDGE_BREAK;
        return true;
    }
    return false;
}

static void open_element(struct document_html_reader *r, struct html_frame *f, size_t at,
                         const struct html_element *element) {
    const struct html5_event *event = &r->html5.event[at];
    switch ((enum html_action)element->action) {
    case HTML_SHAPE: shape(r, f, (enum block_kind)element->kind, element->level); break;
    case HTML_ITEM: shape(r, f, BLOCK_ITEM, r->context.depth ? r->context.depth : 1); break;
    case HTML_LIST: open_list(r, f, element->level > 0); break;
    case HTML_ROW: open_row(r, f, at); break;
    case HTML_CELL: open_cell(r, f, at); break;
    case HTML_FIGURE: open_figure(r, f, at); break;
    case HTML_CAPTION:
    case HTML_BLOCK:
        edge(r);
        f->edge = true;
        break;
    default: break;
    }
    struct str language = html5_attribute(event, STR("lang"));
    if (language.n > 0) open_mark(r, f, MARK_LANGUAGE, language, STR(""));
    if (element->action != HTML_MARK) return;
    struct str address = STR("");
    if (element->kind == MARK_LINK)
        address = document_html_element_address(r->build.a, html5_attribute(event, STR("href")));
    open_mark(r, f, (enum mark_kind)element->kind, address, html5_attribute(event, STR("title")));
}

/* The index of the next event. */
static size_t open_event(struct document_html_reader *r, size_t at) {
    const struct html5_event *event = &r->html5.event[at];
    const struct html_element *element = document_html_element_find(event->name);
    size_t behind = read_at_once(r, at, element);
    if (behind) return behind;
    struct document_build *b = &r->build;
    struct html_frame f = {.context = r->context, .shape = b->shape};
    if (!open_lead(r, &f, event)) open_element(r, &f, at, element);
    r->frame =
        arena_grow(&b->scratch, r->frame, r->n_frames, &r->frames_capacity, sizeof *r->frame);
    r->frame[r->n_frames++] = f;
    return at + 1;
}

static void close_event(struct document_html_reader *r) {
    const struct html_frame *f = &r->frame[--r->n_frames];
    for (uint8_t i = 0; i < f->n_marks; i++) document_build_mark_close(&r->build);
    r->context = f->context;
    if (f->shaped)
        document_build_shape(&r->build, f->shape.kind, f->shape.level, f->shape.ordered);
    else if (f->edge)
        edge(r);
}

void document_html_reader_walk(struct document_html_reader *r, size_t from, size_t to) {
    for (size_t at = from; at < to;) {
        const struct html5_event *event = &r->html5.event[at];
        switch (event->kind) {
        case HTML5_TEXT: document_build_text(&r->build, event->text); break;
        case HTML5_CLOSE: close_event(r); break;
        case HTML5_OPEN: at = open_event(r, at); continue;
        }
        at++;
    }
}
