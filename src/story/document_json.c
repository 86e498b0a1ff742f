#include "story/document_json.h"

#include "base/buf.h"

static void write_string(struct buf *out, struct str s) {
    buf_add_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= ' ' && c != '"' && c != '\\') continue;
        buf_add(out, str_slice(s, from, i));
        if (c == '\n')
            buf_add(out, STR("\\n"));
        else if (c < ' ')
            buf_printf(out, "\\u%04x", c);
        else
            buf_printf(out, "\\%c", c);
        from = i + 1;
    }
    buf_add(out, str_from(s, from));
    buf_add_char(out, '"');
}

static void write_mark(struct buf *out, const struct mark *m) {
    buf_printf(out, "[\"%s\",%u,%u", mark_kind_name(m->kind), m->start, m->end);
    if (m->value.n > 0 || m->title.n > 0) {
        buf_add_char(out, ',');
        write_string(out, m->value);
    }
    if (m->title.n > 0) {
        buf_add_char(out, ',');
        write_string(out, m->title);
    }
    buf_add_char(out, ']');
}

static void write_number(struct buf *out, char key, uint32_t number) {
    if (number > 0) buf_printf(out, ",\"%c\":%u", key, number);
}

static void write_block(struct buf *out, const struct block *b) {
    buf_printf(out, "{\"k\":\"%s\"", block_kind_name(b->kind));
    if (b->text.s.n > 0) {
        buf_add(out, STR(",\"t\":"));
        write_string(out, b->text.s);
    }
    for (size_t i = 0; i < b->text.n_marks; i++) {
        buf_add(out, i == 0 ? STR(",\"m\":[") : STR(","));
        write_mark(out, &b->text.mark[i]);
    }
    if (b->text.n_marks > 0) buf_add_char(out, ']');
    write_number(out, 'l', b->level);
    write_number(out, 'o', b->ordered);
    if (b->value.n > 0) {
        buf_add(out, STR(",\"v\":"));
        write_string(out, b->value);
    }
    write_number(out, 'w', b->width);
    write_number(out, 'h', b->height);
    buf_add_char(out, '}');
}

static void write_segment(struct buf *out, const struct segment *s) {
    buf_printf(out, "[%u,%u,%u,\"%016llx\",\"%s\",\"%s\"]", s->block, s->start, s->end,
               (unsigned long long)s->source_hash, segment_origin_name(s->origin),
               segment_state_name(s->state));
}

struct str document_json_write(struct arena *a, const struct document *d,
                               const struct segment *segment, size_t n_segments) {
    struct buf out;
    buf_init(&out, SIZE_MAX / 4);
    buf_printf(&out, "{\"v\":%d,\"b\":[", DOCUMENT_JSON_VERSION);
    for (size_t i = 0; i < d->n_blocks; i++) {
        if (i > 0) buf_add_char(&out, ',');
        write_block(&out, &d->block[i]);
    }
    buf_add_char(&out, ']');
    for (size_t i = 0; i < n_segments; i++) {
        buf_add(&out, i == 0 ? STR(",\"s\":[") : STR(","));
        write_segment(&out, &segment[i]);
    }
    if (n_segments > 0) buf_add_char(&out, ']');
    buf_add_char(&out, '}');
    struct str json = buf_keep(&out, a);
    buf_release(&out);
    return json;
}
