#include "html/html5_guard.h"

#include <stdlib.h>
#include <string.h>

#include "html/html5.h"
#include "html/html5_token.h"

enum {
    EMPTY = 1,    /* no end tag */
    FORMAT = 2,   /* the tree builder repeats it where its end is missing */
    LOOSE = 4,    /* its end tag may be missing */
    DROP = 8,     /* with what is in it */
    RAW = 16,     /* so it is, and what is in it is no markup */
    NO_STACK = 32 /* there is one whatever tags say */
};

/* Which open elements a start tag ends, when they are the innermost ones. */
enum ends { ENDS_NOTHING, ENDS_P, ENDS_LI, ENDS_DD, ENDS_TD, ENDS_TR, ENDS_TBODY, ENDS_A };

struct element {
    char name[12];
    unsigned char flags;
    unsigned char ends;
};

/* Sorted by name. */
static const struct element elements[] = {
    {"a", FORMAT, ENDS_A},
    {"abbr", 0, 0},
    {"acronym", 0, 0},
    {"address", 0, ENDS_P},
    {"applet", DROP, 0},
    {"article", 0, ENDS_P},
    {"aside", 0, ENDS_P},
    {"audio", DROP, 0},
    {"b", FORMAT, 0},
    {"bdi", 0, 0},
    {"bdo", 0, 0},
    {"big", FORMAT, 0},
    {"blockquote", 0, ENDS_P},
    {"body", NO_STACK, 0},
    {"br", EMPTY, 0},
    {"button", DROP, 0},
    {"canvas", DROP, 0},
    {"caption", 0, 0},
    {"center", 0, ENDS_P},
    {"cite", 0, 0},
    {"code", FORMAT, 0},
    {"datalist", DROP, 0},
    {"dd", LOOSE, ENDS_DD},
    {"del", DROP, 0},
    {"details", 0, ENDS_P},
    {"dfn", 0, 0},
    {"dialog", DROP, 0},
    {"dir", 0, ENDS_P},
    {"div", 0, ENDS_P},
    {"dl", 0, ENDS_P},
    {"dt", LOOSE, ENDS_DD},
    {"em", FORMAT, 0},
    {"fieldset", 0, ENDS_P},
    {"figcaption", 0, ENDS_P},
    {"figure", 0, ENDS_P},
    {"font", FORMAT, 0},
    {"footer", 0, ENDS_P},
    {"form", DROP, 0},
    {"frameset", DROP, 0},
    {"h1", 0, ENDS_P},
    {"h2", 0, ENDS_P},
    {"h3", 0, ENDS_P},
    {"h4", 0, ENDS_P},
    {"h5", 0, ENDS_P},
    {"h6", 0, ENDS_P},
    {"header", 0, ENDS_P},
    {"hgroup", 0, ENDS_P},
    {"hr", EMPTY, ENDS_P},
    {"html", NO_STACK, 0},
    {"i", FORMAT, 0},
    {"iframe", RAW, 0},
    {"img", EMPTY, 0},
    {"ins", 0, 0},
    {"kbd", 0, 0},
    {"li", LOOSE, ENDS_LI},
    {"main", 0, ENDS_P},
    {"map", DROP, 0},
    {"mark", 0, 0},
    {"math", DROP, 0},
    {"menu", 0, ENDS_P},
    {"meta", EMPTY, 0},
    {"nav", 0, ENDS_P},
    {"noembed", RAW, 0},
    {"noframes", RAW, 0},
    {"object", DROP, 0},
    {"ol", 0, ENDS_P},
    {"p", LOOSE, ENDS_P},
    {"pre", 0, ENDS_P},
    {"q", 0, 0},
    {"s", DROP, 0},
    {"samp", 0, 0},
    {"script", RAW, 0},
    {"section", 0, ENDS_P},
    {"select", DROP, 0},
    {"small", FORMAT, 0},
    {"span", 0, 0},
    {"strike", DROP, 0},
    {"strong", FORMAT, 0},
    {"style", RAW, 0},
    {"sub", 0, 0},
    {"summary", 0, ENDS_P},
    {"sup", 0, 0},
    {"svg", DROP, 0},
    {"table", 0, ENDS_P},
    {"tbody", LOOSE, ENDS_TBODY},
    {"td", LOOSE, ENDS_TD},
    {"template", DROP, 0},
    {"textarea", RAW, 0},
    {"tfoot", LOOSE, ENDS_TBODY},
    {"th", LOOSE, ENDS_TD},
    {"thead", LOOSE, ENDS_TBODY},
    {"time", 0, 0},
    {"title", RAW, 0},
    {"tr", LOOSE, ENDS_TR},
    {"tt", FORMAT, 0},
    {"u", FORMAT, 0},
    {"ul", 0, ENDS_P},
    {"var", 0, 0},
    {"video", DROP, 0},
    {"xmp", RAW, 0},
};

enum { N_ELEMENTS = sizeof elements / sizeof *elements, NO_ELEMENT = N_ELEMENTS };

/* Innermost first, what ENDS_… may take off the stack, each at most once. */
static const char *const ends[][6] = {
    [ENDS_NOTHING] = {NULL},
    [ENDS_P] = {"p"},
    [ENDS_LI] = {"p", "li"},
    [ENDS_DD] = {"p", "dd", "dt"},
    [ENDS_TD] = {"p", "td", "th"},
    [ENDS_TR] = {"p", "td", "th", "tr"},
    [ENDS_TBODY] = {"p", "td", "th", "tr", "tbody"},
    [ENDS_A] = {"a"},
};

static const struct str attributes[] = {
    STR("alt"),   STR("class"),    STR("content"),  STR("height"),   STR("hidden"),
    STR("href"),  STR("lang"),     STR("name"),     STR("src"),      STR("title"),
    STR("width"), STR("xml:lang"), STR("itemprop"), STR("property"),
};

enum { N_ATTRIBUTES = sizeof attributes / sizeof *attributes };

/* An element that may be open in the tree. */
struct open {
    unsigned char element;
    bool left_out; /* its tags are not written */
    unsigned short weight;
};

struct guard {
    struct html5_tokenizer tokenizer;
    struct buf *out;
    struct open *open;
    size_t n_open, capacity;
    size_t depth;   /* of open[], those that are written */
    size_t formats; /* and are FORMAT */
    size_t weight;  /* what repeating these costs, in elements */
    size_t work;
    bool reference;               /* the text written last may end within a reference */
    bool without_end[N_ELEMENTS]; /* DROP: there is no further end tag */
};

static size_t find_element(struct str name) {
    char lower[12] = {0};
    if (name.n >= sizeof lower) return NO_ELEMENT;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    size_t low = 0, high = N_ELEMENTS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(elements[middle].name, lower);
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NO_ELEMENT;
}

/* In the place of a tag that is left out: the text around must not grow together to a reference. */
static void leave_out(struct guard *g) {
    if (g->reference) buf_add(g->out, STR("<!---->"));
    g->reference = false;
}

static void write_text(struct guard *g, struct str text) {
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '<') continue;
        buf_add(g->out, str_slice(text, from, i));
        buf_add(g->out, STR("&lt;"));
        from = i + 1;
    }
    buf_add(g->out, str_from(text, from));
    g->reference = g->reference || str_find(text, '&') < text.n;
}

static void write_attribute(struct buf *out, struct str name, struct str value) {
    buf_add_char(out, ' ');
    buf_add(out, str_eq(name, STR("xml:lang")) ? STR("lang") : name);
    buf_add(out, STR("=\""));
    while (value.n > 0) {
        size_t n = str_find(value, '"');
        buf_add(out, str_slice(value, 0, n));
        if (n < value.n) buf_add(out, STR("&quot;"));
        value = str_from(value, n + 1);
    }
    buf_add_char(out, '"');
}

static size_t find_attribute(struct str name) {
    size_t i = 0;
    while (i < N_ATTRIBUTES && !str_eq_nocase(name, attributes[i])) i++;
    return i;
}

static void write_start(struct guard *g, size_t element, struct str list) {
    buf_add_char(g->out, '<');
    buf_add(g->out, str_of(elements[element].name));
    bool seen[N_ATTRIBUTES] = {false};
    struct str name, value;
    while (html5_token_attribute(&list, &name, &value)) {
        size_t i = find_attribute(name);
        if (i == N_ATTRIBUTES || seen[i] || value.n > HTML5_MAX_ATTRIBUTE) continue;
        seen[i] = true;
        write_attribute(g->out, attributes[i], value);
    }
    buf_add_char(g->out, '>');
    g->reference = false;
}

static void write_end(struct guard *g, size_t element) {
    buf_add(g->out, STR("</"));
    buf_add(g->out, str_of(elements[element].name));
    buf_add_char(g->out, '>');
    g->reference = false;
}

static void pop(struct guard *g) {
    struct open *top = &g->open[--g->n_open];
    if (top->left_out) return;
    g->depth--;
    if (!(elements[top->element].flags & FORMAT)) return;
    g->formats--;
    g->weight -= top->weight;
}

/* The elements that this start tag ends for certain; others may end too, and then count on as open:
   the count may be too high, never too low. */
static void pop_ended(struct guard *g, size_t element) {
    const char *const *name = ends[elements[element].ends];
    for (size_t i = 0; i < 6 && name[i]; i++)
        if (g->n_open > 0 && strcmp(elements[g->open[g->n_open - 1].element].name, name[i]) == 0)
            pop(g);
}

static void push(struct guard *g, size_t element, bool left_out) {
    if (g->n_open == g->capacity) {
        g->capacity = g->capacity ? g->capacity * 2 : 64;
        g->open = realloc(g->open, g->capacity * sizeof *g->open);
        if (!g->open) abort();
    }
    g->open[g->n_open++] = (struct open){.element = (unsigned char)element, .left_out = left_out};
    if (!left_out) g->depth++;
}

/* Moves behind the end tag of a DROP element; false when it has none. */
static bool skip_element(struct guard *g, size_t element) {
    if (g->without_end[element]) return false;
    struct html5_tokenizer ahead = g->tokenizer;
    struct html5_token token;
    size_t open = 1;
    while (html5_token_next(&ahead, &token)) {
        bool tag = token.kind == HTML5_TOKEN_START || token.kind == HTML5_TOKEN_END;
        if (!tag || token.self_closing || find_element(token.name) != element) continue;
        open += token.kind == HTML5_TOKEN_START ? 1 : (size_t)-1;
        if (open > 0) continue;
        g->tokenizer = ahead;
        return true;
    }
    g->without_end[element] = true;
    return false;
}

/* The inside of an element that holds no markup. */
static void handle_raw(struct guard *g, size_t element) {
    struct html5_token token;
    if (!g->tokenizer.raw.p || !html5_token_next(&g->tokenizer, &token)) return;
    bool is_title = strcmp(elements[element].name, "title") == 0;
    bool is_xmp = strcmp(elements[element].name, "xmp") == 0;
    if (!is_title && !is_xmp) return;
    buf_add(g->out, is_title ? STR("<title>") : STR("<pre>"));
    write_text(g, token.text);
    buf_add(g->out, is_title ? STR("</title>") : STR("</pre>"));
}

static void handle_start(struct guard *g, const struct html5_token *token) {
    size_t element = find_element(token->name);
    unsigned char flags = element == NO_ELEMENT ? 0 : elements[element].flags;
    leave_out(g);
    if (element == NO_ELEMENT) return;
    g->work++;
    if (flags & DROP) {
        if (!token->self_closing) skip_element(g, element);
        return;
    }
    if (flags & RAW) {
        handle_raw(g, element);
        return;
    }
    size_t before = g->out->n;
    pop_ended(g, element);
    bool full =
        g->depth >= HTML5_MAX_DEPTH || ((flags & FORMAT) && g->formats >= HTML5_MAX_FORMATS);
    if (full && !(flags & (EMPTY | NO_STACK))) {
        if (!(flags & FORMAT)) buf_add_char(g->out, ' ');
        push(g, element, true);
        return;
    }
    g->work += g->weight;
    write_start(g, element, token->attributes);
    if (flags & (EMPTY | NO_STACK)) return;
    push(g, element, false);
    if (!(flags & FORMAT)) return;
    struct open *top = &g->open[g->n_open - 1];
    size_t weight = 1 + (g->out->n - before) / 128;
    top->weight = (unsigned short)(weight > UINT16_MAX ? UINT16_MAX : weight);
    g->weight += top->weight;
    g->formats++;
}

/* How far down an open element lies that this end tag ends for certain, or 0. */
static size_t find_open(const struct guard *g, size_t element) {
    enum { FAR = 16 };
    for (size_t i = 1; i <= g->n_open && i <= FAR; i++) {
        size_t open = g->open[g->n_open - i].element;
        if (open == element) return i;
        if (!(elements[open].flags & LOOSE)) return 0;
    }
    return 0;
}

static void handle_end(struct guard *g, const struct html5_token *token) {
    enum { REPAIR = 32 }; /* elements that a misplaced end tag can make the builder repeat */
    size_t element = find_element(token->name);
    unsigned char flags = element == NO_ELEMENT ? DROP : elements[element].flags;
    leave_out(g);
    if (flags & EMPTY) buf_add(g->out, STR(" "));
    if (flags & (EMPTY | DROP | RAW | NO_STACK)) return;
    size_t n = find_open(g, element);
    g->work += n == 0 && (flags & FORMAT) && g->formats > 0 ? REPAIR : 1;
    bool left_out = n > 0 && g->open[g->n_open - n].left_out;
    if (left_out && !(flags & FORMAT)) buf_add_char(g->out, ' ');
    if (!left_out) write_end(g, element);
    for (; n > 0; n--) pop(g);
}

int html5_guard_rewrite(struct str html, struct buf *out, struct err *e) {
    struct guard g = {.tokenizer.html = html, .out = out};
    struct html5_token token;
    buf_add(out, STR("<!DOCTYPE html>"));
    while (g.work <= HTML5_MAX_WORK && html5_token_next(&g.tokenizer, &token)) {
        switch (token.kind) {
        case HTML5_TOKEN_TEXT: write_text(&g, token.text); break;
        case HTML5_TOKEN_START: handle_start(&g, &token); break;
        case HTML5_TOKEN_END: handle_end(&g, &token); break;
        case HTML5_TOKEN_RAW:
        case HTML5_TOKEN_NOTHING: leave_out(&g); break;
        }
    }
    free(g.open);
    if (g.work <= HTML5_MAX_WORK) return 0;
    err_set(e, E_LIMIT, "the HTML has too many elements, or too many that are never closed");
    return err_hint(e, "at most %d are read; close <b>, <i>, <a> and the like where they end",
                    HTML5_MAX_WORK);
}
