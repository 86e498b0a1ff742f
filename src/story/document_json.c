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

static void write_marks(struct buf *out, const struct text *t) {
    for (size_t i = 0; i < t->n_marks; i++) {
        buf_add(out, i == 0 ? STR(",\"m\":[") : STR(","));
        write_mark(out, &t->mark[i]);
    }
    if (t->n_marks > 0) buf_add_char(out, ']');
}

static void write_block(struct buf *out, const struct block *b) {
    buf_printf(out, "{\"k\":\"%s\"", block_kind_name(b->kind));
    if (b->text.s.n > 0) {
        buf_add(out, STR(",\"t\":"));
        write_string(out, b->text.s);
    }
    write_marks(out, &b->text);
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

static void write_text(struct buf *out, const struct text *t) {
    buf_add(out, STR("{\"t\":"));
    write_string(out, t->s);
    write_marks(out, t);
    buf_add_char(out, '}');
}

/* Members of "more"; each begins with a comma, of which the first is taken off at the end. */
static void write_more(struct buf *out, const struct segment_more *more) {
    const struct {
        const char *key;
        struct str s;
    } word[] = {{"w", more->why}, {"n", more->who}, {"o", more->role}};
    const struct {
        const char *key;
        uint64_t hash;
    } hash[] = {{"p", more->present_hash}, {"r", more->rejected}};
    if (more->source.s.n) {
        buf_add(out, STR(",\"s\":"));
        write_text(out, &more->source);
    }
    if (more->draft.s.n) {
        buf_add(out, STR(",\"d\":"));
        write_text(out, &more->draft);
    }
    for (size_t i = 0; i < 2; i++)
        if (hash[i].hash)
            buf_printf(out, ",\"%s\":\"%016llx\"", hash[i].key, (unsigned long long)hash[i].hash);
    for (size_t i = 0; i < 3; i++) {
        if (word[i].s.n == 0) continue;
        buf_printf(out, ",\"%s\":", word[i].key);
        write_string(out, word[i].s);
    }
    if (more->at_ms) buf_printf(out, ",\"at\":%lld", (long long)more->at_ms);
}

static void write_segment(struct buf *out, struct buf *scratch, const struct segment *s) {
    buf_printf(out, "[%u,%u,%u,\"%016llx\",\"%s\",\"%s\"", s->block, s->start, s->end,
               (unsigned long long)s->source_hash, segment_origin_name(s->origin),
               segment_state_name(s->state));
    buf_clear(scratch);
    if (s->approved) buf_add(scratch, STR(",\"a\":1"));
    if (s->locked) buf_add(scratch, STR(",\"l\":1"));
    if (s->more) write_more(scratch, s->more);
    if (scratch->n) {
        buf_add(out, STR(",{"));
        buf_add(out, str_from(buf_str(scratch), 1));
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

struct str document_json_write(struct arena *a, const struct document *d,
                               const struct segment *segment, size_t n_segments) {
    struct buf out, scratch;
    buf_init(&out, SIZE_MAX / 4);
    buf_init(&scratch, SIZE_MAX / 4);
    buf_printf(&out, "{\"v\":%d,\"b\":[", DOCUMENT_JSON_VERSION);
    for (size_t i = 0; i < d->n_blocks; i++) {
        if (i > 0) buf_add_char(&out, ',');
        write_block(&out, &d->block[i]);
    }
    buf_add_char(&out, ']');
    for (size_t i = 0; i < n_segments; i++) {
        buf_add(&out, i == 0 ? STR(",\"s\":[") : STR(","));
        write_segment(&out, &scratch, &segment[i]);
    }
    if (n_segments > 0) buf_add_char(&out, ']');
    buf_add_char(&out, '}');
    struct str json = buf_keep(&out, a);
    buf_release(&out);
    buf_release(&scratch);
    return json;
}

struct str document_json_write_text(struct arena *a, const struct text *t) {
    struct buf out;
    if (t->s.n == 0) return STR("");
    buf_init(&out, SIZE_MAX / 4);
    write_text(&out, t);
    struct str json = buf_keep(&out, a);
    buf_release(&out);
    return json;
}
