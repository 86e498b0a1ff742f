#include "story/document_html_element.h"
#include "story/document_html_reader.h"

enum { LARGEST = 100000, TRACKER = 2 }; /* pixels */

static uint32_t pixels(const struct html5_event *img, struct str name) {
    int64_t n;
    return str_to_int64(html5_attribute(img, name), 1, LARGEST, &n) ? (uint32_t)n : 0;
}

size_t document_html_picture_find(const struct document_html_reader *r, size_t figure,
                                  struct str name) {
    const struct html5_event *event = r->html5.event;
    for (size_t i = figure + 1; i < event[figure].close; i++) {
        if (event[i].kind != HTML5_OPEN) continue;
        if (str_eq(event[i].name, STR("figure")))
            i = event[i].close;
        else if (str_eq(event[i].name, name))
            return i;
    }
    return 0;
}

static bool is_credit(const struct html5_event *event) {
    return event->kind == HTML5_OPEN &&
           (document_html_reader_has_class(event, STR("credit")) ||
            str_eq(event->name, STR("small")) || str_eq(event->name, STR("cite")));
}

/* A block about the picture, in the language of the text around it. */
static void begin(struct document_html_reader *r, enum block_kind kind, struct str language) {
    document_build_shape(&r->build, kind, 0, false);
    document_build_mark_open(&r->build, MARK_LANGUAGE, language, STR(""));
}

static void end(struct document_html_reader *r) {
    document_build_mark_close(&r->build);
    document_build_end(&r->build);
}

static void read_line(struct document_html_reader *r, enum block_kind kind, struct str language,
                      struct str text) {
    begin(r, kind, language);
    document_build_text(&r->build, text);
    end(r);
}

/* CAPTION is what is no credit, CREDIT all that is, each in one block. */
static void read_caption(struct document_html_reader *r, size_t caption, struct str language) {
    size_t close = r->html5.event[caption].close;
    struct html_context outside = r->context;
    struct str own = html5_attribute(&r->html5.event[caption], STR("lang"));
    if (own.n > 0) language = own;
    r->context = (struct html_context){.edge = HTML_EDGE_BREAK, .without_credit = true};
    begin(r, BLOCK_CAPTION, language);
    document_html_reader_walk(r, caption + 1, close);
    end(r);
    r->context.without_credit = false;
    begin(r, BLOCK_CREDIT, language);
    for (size_t i = caption + 1; i < close; i++) {
        const struct html5_event *event = &r->html5.event[i];
        if (!is_credit(event)) continue;
        if (document_build_has_text(&r->build)) document_build_text(&r->build, STR(" "));
        document_build_mark_open(&r->build, MARK_LANGUAGE, html5_attribute(event, STR("lang")),
                                 STR(""));
        document_html_reader_walk(r, i + 1, event->close);
        document_build_mark_close(&r->build);
        i = event->close;
    }
    end(r);
    r->context = outside;
}

void document_html_picture_read(struct document_html_reader *r, const struct html5_event *img) {
    struct document_build *b = &r->build;
    struct str alt = html5_attribute(img, STR("alt"));
    if (document_html_reader_has_class(img, STR("emoji"))) {
        document_build_text(b, alt);
        return;
    }
    struct block picture = {.kind = BLOCK_PICTURE,
                            .width = pixels(img, STR("width")),
                            .height = pixels(img, STR("height"))};
    bool tracker =
        picture.width && picture.height && picture.width <= TRACKER && picture.height <= TRACKER;
    struct str src = document_html_element_picture(html5_attribute(img, STR("src")));
    picture.value = src.n <= DOCUMENT_MAX_ADDRESS ? document_build_line(b, src) : STR("");
    if (tracker || picture.value.n == 0 || r->context.edge == HTML_EDGE_BREAK) return;
    struct str around = document_build_language(b), language = html5_attribute(img, STR("lang"));
    struct document_build_pause pause = document_build_pause(b);
    document_build_add(b, picture);
    read_line(r, BLOCK_ALT, language.n > 0 ? language : around, alt);
    bool first = r->context.picture == (size_t)(img - r->html5.event);
    if (first && r->context.caption)
        read_caption(r, r->context.caption, around);
    else
        read_line(r, BLOCK_CAPTION, around, html5_attribute(img, STR("title")));
    document_build_resume(b, pause);
    r->row_has_text = false;
}
