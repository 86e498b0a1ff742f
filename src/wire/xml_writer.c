#include "wire/xml_writer.h"

#include <assert.h>

void xml_writer_init(struct xml_writer *w, struct buf *out) {
    *w = (struct xml_writer){.out = out};
    buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

static void end_tag(struct xml_writer *w) {
    if (w->in_tag) buf_add_char(w->out, '>');
    w->in_tag = false;
}

/* The bytes at `p` of a character that XML cannot hold, 0 when it can: control characters, and the
   two that are none (U+FFFE, U+FFFF). */
static size_t unknown_bytes(const char *p, size_t n) {
    unsigned char c = (unsigned char)p[0];
    if (c < ' ') return c != '\t' && c != '\n' && c != '\r';
    bool none = c == 0xEF && n >= 3 && (unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE;
    return none ? 3 : 0;
}

static const char *reference(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

static void add_escaped(struct buf *out, struct str text, bool is_attribute) {
    size_t start = 0;
    for (size_t i = 0; i < text.n;) {
        size_t unknown = unknown_bytes(text.p + i, text.n - i);
        const char *other = reference(text.p[i]);
        if (is_attribute && text.p[i] == '\n') other = "&#10;";
        if (is_attribute && text.p[i] == '\t') other = "&#9;";
        if (!unknown && !other) {
            i++;
            continue;
        }
        buf_add(out, str_slice(text, start, i));
        buf_add(out, str_of(other));
        i += unknown ? unknown : 1;
        start = i;
    }
    buf_add(out, str_from(text, start));
}

void xml_writer_open(struct xml_writer *w, const char *name) {
    assert(w->depth < XML_WRITER_MAX_DEPTH);
    end_tag(w);
    if (!w->has_text) buf_add_char(w->out, '\n');
    buf_printf(w->out, "<%s", name);
    w->open[w->depth++] = name;
    w->in_tag = true;
    w->has_text = false;
}

void xml_writer_attribute(struct xml_writer *w, const char *name, struct str value) {
    assert(w->in_tag);
    buf_printf(w->out, " %s=\"", name);
    add_escaped(w->out, value, true);
    buf_add_char(w->out, '"');
}

void xml_writer_number(struct xml_writer *w, const char *name, int64_t value) {
    assert(w->in_tag);
    buf_printf(w->out, " %s=\"%lld\"", name, (long long)value);
}

void xml_writer_text(struct xml_writer *w, struct str text) {
    end_tag(w);
    add_escaped(w->out, text, false);
    w->has_text = true;
}

void xml_writer_close(struct xml_writer *w) {
    assert(w->depth > 0);
    const char *name = w->open[--w->depth];
    if (w->in_tag)
        buf_add(w->out, STR("/>"));
    else
        buf_printf(w->out, "%s</%s>", w->has_text ? "" : "\n", name);
    w->in_tag = w->has_text = false;
    if (w->depth == 0) buf_add_char(w->out, '\n');
}

void xml_writer_element(struct xml_writer *w, const char *name, struct str text) {
    xml_writer_open(w, name);
    xml_writer_text(w, text);
    xml_writer_close(w);
}
