#include "story/document_html_element.h"

#include <string.h>

#include "base/buf.h"

/* Sorted by name. */
static const struct html_element element[] = {
    {"a", HTML_MARK, MARK_LINK, 0},
    {"address", HTML_BLOCK, 0, 0},
    {"article", HTML_BLOCK, 0, 0},
    {"aside", HTML_BLOCK, 0, 0},
    {"b", HTML_MARK, MARK_STRONG, 0},
    {"blockquote", HTML_SHAPE, BLOCK_QUOTE, 0},
    {"body", HTML_BLOCK, 0, 0},
    {"br", HTML_BREAK, 0, 0},
    {"caption", HTML_BLOCK, 0, 0},
    {"center", HTML_BLOCK, 0, 0},
    {"cite", HTML_MARK, MARK_EMPHASIS, 0},
    {"code", HTML_MARK, MARK_CODE, 0},
    {"dd", HTML_BLOCK, 0, 0},
    {"details", HTML_BLOCK, 0, 0},
    {"dfn", HTML_MARK, MARK_EMPHASIS, 0},
    {"dir", HTML_LIST, 0, 0},
    {"div", HTML_BLOCK, 0, 0},
    {"dl", HTML_BLOCK, 0, 0},
    {"dt", HTML_BLOCK, 0, 0},
    {"em", HTML_MARK, MARK_EMPHASIS, 0},
    {"fieldset", HTML_BLOCK, 0, 0},
    {"figcaption", HTML_CAPTION, 0, 0},
    {"figure", HTML_FIGURE, 0, 0},
    {"footer", HTML_BLOCK, 0, 0},
    {"h1", HTML_SHAPE, BLOCK_HEADING, 2},
    {"h2", HTML_SHAPE, BLOCK_HEADING, 2},
    {"h3", HTML_SHAPE, BLOCK_HEADING, 3},
    {"h4", HTML_SHAPE, BLOCK_HEADING, 4},
    {"h5", HTML_SHAPE, BLOCK_HEADING, 4},
    {"h6", HTML_SHAPE, BLOCK_HEADING, 4},
    {"head", HTML_SKIP, 0, 0},
    {"header", HTML_BLOCK, 0, 0},
    {"hgroup", HTML_BLOCK, 0, 0},
    {"hr", HTML_RULE, 0, 0},
    {"i", HTML_MARK, MARK_EMPHASIS, 0},
    {"img", HTML_IMAGE, 0, 0},
    {"kbd", HTML_MARK, MARK_CODE, 0},
    {"li", HTML_ITEM, 0, 0},
    {"main", HTML_BLOCK, 0, 0},
    {"menu", HTML_LIST, 0, 0},
    {"meta", HTML_SKIP, 0, 0},
    {"nav", HTML_BLOCK, 0, 0},
    {"ol", HTML_LIST, 0, 1},
    {"p", HTML_BLOCK, 0, 0},
    {"pre", HTML_SHAPE, BLOCK_CODE, 0},
    {"q", HTML_MARK, MARK_QUOTE, 0},
    {"samp", HTML_MARK, MARK_CODE, 0},
    {"section", HTML_BLOCK, 0, 0},
    {"strong", HTML_MARK, MARK_STRONG, 0},
    {"sub", HTML_LOWERED, 0, 0},
    {"summary", HTML_BLOCK, 0, 0},
    {"sup", HTML_RAISED, 0, 0},
    {"table", HTML_BLOCK, 0, 0},
    {"tbody", HTML_BLOCK, 0, 0},
    {"td", HTML_CELL, 0, 0},
    {"tfoot", HTML_BLOCK, 0, 0},
    {"th", HTML_CELL, 0, 0},
    {"thead", HTML_BLOCK, 0, 0},
    {"title", HTML_SKIP, 0, 0},
    {"tr", HTML_ROW, 0, 0},
    {"tt", HTML_MARK, MARK_CODE, 0},
    {"ul", HTML_LIST, 0, 0},
    {"var", HTML_MARK, MARK_CODE, 0},
};

const struct html_element *document_html_element_find(struct str name) {
    static const struct html_element plain = {"span", HTML_INLINE, 0, 0};
    size_t low = 0, high = sizeof element / sizeof *element;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(str_of(element[middle].name), name);
        if (order == 0) return &element[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &plain;
}

struct str document_html_element_address(struct arena *a, struct str href) {
    struct str s = str_trim(href);
    size_t spaces = 0;
    for (size_t i = 0; i < s.n; i++) spaces += s.p[i] == ' ';
    bool schemeless = str_starts(s, STR("//"));
    if (s.n > DOCUMENT_MAX_ADDRESS || (spaces == 0 && !schemeless)) return s;
    struct buf b;
    buf_init(&b, DOCUMENT_MAX_ADDRESS * 3 + 8);
    if (schemeless) buf_add(&b, STR("https:"));
    for (size_t i = 0; i < s.n; i++)
        buf_add(&b, s.p[i] == ' ' ? STR("%20") : str_slice(s, i, i + 1));
    struct str mended = buf_keep(&b, a);
    buf_release(&b);
    return mended;
}

struct str document_html_element_picture(struct str src) {
    struct str s = str_trim(src);
    if (str_starts(s, STR("/media/"))) return str_from(s, 7);
    for (size_t i = 0; i < s.n && s.p[i] != '/' && s.p[i] != '?' && s.p[i] != '#'; i++) {
        if (s.p[i] != ':') continue;
        struct str scheme = str_slice(s, 0, i);
        bool web = str_eq_nocase(scheme, STR("http")) || str_eq_nocase(scheme, STR("https"));
        return web ? s : STR("");
    }
    return s;
}

struct str document_html_element_script(struct arena *a, struct str text, bool raised) {
    static const char plain[] = "0123456789+-=()n";
    static const char *const above[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                        "⁸", "⁹", "⁺", "⁻", "⁼", "⁽", "⁾", "ⁿ"};
    static const char *const below[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇",
                                        "₈", "₉", "₊", "₋", "₌", "₍", "₎", "ₙ"};
    enum { LONGEST = 16 };
    struct str s = str_trim(text);
    struct str none = {NULL, 0}, script = STR("");
    if (s.n == 0 || s.n > LONGEST) return none;
    char *out = arena_alloc(a, LONGEST * 4);
    for (size_t i = 0; i < s.n; i++) {
        const char *found = strchr(plain, s.p[i]);
        if (!found || s.p[i] == 0) return none;
        struct str with = str_of(raised ? above[found - plain] : below[found - plain]);
        memcpy(out + script.n, with.p, with.n);
        script.n += with.n;
    }
    script.p = out;
    return script;
}
