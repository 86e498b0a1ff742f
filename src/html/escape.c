#include "html/escape.h"

/* What stands for `c`, or NULL when it can stay. */
static const char *reference(char c, bool attribute) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\'': return attribute ? "&#39;" : NULL;
    default: return NULL;
    }
}

static void add_escaped(struct buf *out, struct str text, bool attribute) {
    static const char special[256] = {['&'] = 1, ['<'] = 1, ['>'] = 1, ['"'] = 1, ['\''] = 1};
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (!special[(unsigned char)text.p[i]]) continue;
        const char *with = reference(text.p[i], attribute);
        if (!with) continue;
        buf_add(out, str_slice(text, from, i));
        buf_add(out, str_of(with));
        from = i + 1;
    }
    buf_add(out, str_from(text, from));
}

void escape_text(struct buf *out, struct str text) {
    add_escaped(out, text, false);
}

void escape_attribute(struct buf *out, struct str text) {
    add_escaped(out, text, true);
}

struct html escape_html(struct arena *a, struct str text) {
    struct buf b;
    buf_init(&b, text.n * 6 + 1);
    add_escaped(&b, text, true);
    struct html html = {buf_keep(&b, a)};
    buf_release(&b);
    return html;
}

struct html escape_trust(struct str safe) {
    return (struct html){safe};
}
