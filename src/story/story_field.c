#include "story/story_field.h"

#include "story/document_html_reader.h"

struct maker {
    struct document_html_reader reader;
    enum story_field_format format;
    struct err *e;
};

/* A headline is no place for links and code: only these marks mean something there. */
static void drop_marks(struct text *t) {
    size_t n = 0;
    for (size_t i = 0; i < t->n_marks; i++) {
        enum mark_kind kind = t->mark[i].kind;
        if (kind == MARK_EMPHASIS || kind == MARK_QUOTE || kind == MARK_LANGUAGE)
            t->mark[n++] = t->mark[i];
    }
    t->n_marks = n;
}

static int add_html(struct maker *m, struct str html) {
    struct document_html_reader *r = &m->reader;
    int result = html5_parse(&r->build.scratch, html, &r->html5, m->e);
    if (result) return result;
    r->context = (struct html_context){.edge = HTML_EDGE_BREAK};
    document_html_reader_walk(r, 0, r->html5.n);
    return 0;
}

/* The field as one block of this kind, if there is anything in it. */
static int add_field(struct maker *m, enum block_kind kind, struct str text) {
    struct document_build *b = &m->reader.build;
    if (text.n == 0) return 0;
    int result = text_clean_admit(text, m->e);
    document_build_shape(b, kind, 0, false);
    bool plain = m->format == STORY_FIELD_TEXT || kind == BLOCK_ALT;
    if (!result && plain) document_build_text(b, text);
    if (!result && !plain) result = add_html(m, text);
    if (result) {
        err_add(m->e, "%s: ", block_kind_name(kind));
        return result;
    }
    bool there = document_build_end(b);
    bool short_one = kind == BLOCK_HEADLINE || kind == BLOCK_TOPIC;
    if (there && short_one) drop_marks(&b->block[b->n_blocks - 1].text);
    return 0;
}

static int add_picture(struct maker *m, const struct story_field_set *field) {
    struct document_build *b = &m->reader.build;
    if (field->picture.n == 0) return 0;
    int result = text_clean_admit(field->picture, m->e);
    if (result) {
        err_add(m->e, "picture: ");
        return result;
    }
    struct str name = document_build_line(b, field->picture);
    if (name.n == 0 || name.n > DOCUMENT_MAX_ADDRESS)
        return err_set(m->e, E_INVALID, "picture: its name must have 1 to %d visible bytes",
                       DOCUMENT_MAX_ADDRESS);
    document_build_add(b, (struct block){.kind = BLOCK_PICTURE,
                                         .value = name,
                                         .width = field->picture_width,
                                         .height = field->picture_height});
    result = add_field(m, BLOCK_ALT, field->alt);
    if (!result) result = add_field(m, BLOCK_CAPTION, field->caption);
    if (!result) result = add_field(m, BLOCK_CREDIT, field->credit);
    return result;
}

static void add_body(struct document_build *b, const struct document *body) {
    for (size_t i = 0; i < body->n_blocks; i++)
        if (body->block[i].kind > BLOCK_TOPIC) document_build_add(b, body->block[i]);
}

int story_field_document(struct arena *a, const struct story_field_set *field,
                         enum story_field_format format, struct str language,
                         const struct document *body, struct document *ret_document,
                         struct err *e) {
    struct maker m = {.format = format, .e = e};
    struct document_build *b = &m.reader.build;
    document_build_init(b, a, language);
    int result = add_field(&m, BLOCK_HEADLINE, field->headline);
    if (!result) result = add_field(&m, BLOCK_LEAD, field->lead);
    if (!result) result = add_field(&m, BLOCK_TOPIC, field->topic);
    if (!result) result = add_picture(&m, field);
    if (!result && body) add_body(b, body);
    if (!result) result = document_build_finish(b, ret_document, e);
    document_build_release(b);
    return result;
}
