#include "html/mustache_program.h"

struct compiler {
    struct arena *a;
    const struct mustache_set *set;
    enum mustache_flags flags;
    struct mustache_program *program;
    size_t capacity;
    struct str source;
    struct str open, close; /* delimiters */
    size_t at;              /* behind what has been compiled */
    size_t counted;         /* lines are counted up to here */
    uint32_t line;
    uint32_t section[MUSTACHE_MAX_DEPTH]; /* open ones, indexes of nodes */
    size_t n_sections;
};

/* A tag as it stands in the source. */
struct tag {
    char kind; /* one of # ^ / > ! = & {, or 0 for {{name}} */
    size_t start, end;
    struct str content;
};

#define NAME(program) (int)(program)->name.n, (program)->name.p

static uint32_t line_of(struct compiler *c, size_t at) {
    for (; c->counted < at; c->counted++)
        if (c->source.p[c->counted] == '\n') c->line++;
    return c->line;
}

static struct mustache_node *add_node(struct compiler *c, enum mustache_op op, struct str text) {
    struct mustache_program *p = c->program;
    p->node = arena_grow(c->a, p->node, p->n_nodes, &c->capacity, sizeof *p->node);
    struct mustache_node *node = &p->node[p->n_nodes++];
    *node = (struct mustache_node){.op = op, .text = text};
    return node;
}

static bool at_line_start(const struct compiler *c, size_t at) {
    return at == 0 || c->source.p[at - 1] == '\n';
}

/* Literal text line by line, so that a partial can be indented. */
static void add_literal(struct compiler *c, size_t start, size_t end) {
    while (start < end) {
        struct str rest = str_slice(c->source, start, end);
        size_t n = str_find(rest, '\n');
        n = n < rest.n ? n + 1 : rest.n;
        struct str line = str_slice(rest, 0, n);
        if (at_line_start(c, start) && line.p[0] != '\n') add_node(c, MUSTACHE_OP_INDENT, STR(""));
        add_node(c, MUSTACHE_OP_LITERAL, line);
        start += n;
    }
}

static int mistake(struct compiler *c, size_t at, struct err *e, const char *what,
                   struct str subject) {
    return err_set(e, E_INVALID, "template %.*s, line %u: %s%.*s", NAME(c->program), line_of(c, at),
                   what, (int)(subject.n > 80 ? 80 : subject.n), subject.p);
}

/* The tag that begins at `start`, where the open delimiter stands. */
static int read_tag(struct compiler *c, size_t start, struct tag *ret_tag, struct err *e) {
    size_t at = start + c->open.n;
    char kind = at < c->source.n ? c->source.p[at] : 0;
    bool special = kind && str_find(STR("#^/>!=&{"), kind) < 8;
    struct str rest = str_from(c->source, at + special);
    struct str close = c->close;
    if (special && kind == '{') close = arena_printf(c->a, "}%.*s", (int)close.n, close.p);
    if (special && kind == '=') close = arena_printf(c->a, "=%.*s", (int)close.n, close.p);
    size_t n = str_search(rest, close);
    if (n == rest.n) {
        struct str shown = str_slice(c->source, start, start + 30);
        return mistake(c, start, e,
                       "a tag is not closed: ", str_slice(shown, 0, str_find(shown, '\n')));
    }
    *ret_tag = (struct tag){.kind = special ? kind : 0,
                            .start = start,
                            .end = at + special + n + close.n,
                            .content = str_trim(str_slice(rest, 0, n))};
    return 0;
}

/* Whether a tag stands alone on its line(s): then *start and *end grow to the whole of them. */
static bool stands_alone(const struct compiler *c, size_t *start, size_t *end) {
    size_t s = *start, n = *end;
    while (s > 0 && (c->source.p[s - 1] == ' ' || c->source.p[s - 1] == '\t')) s--;
    if (!at_line_start(c, s)) return false;
    while (n < c->source.n && (c->source.p[n] == ' ' || c->source.p[n] == '\t')) n++;
    if (n < c->source.n && c->source.p[n] == '\r') n++;
    if (n < c->source.n && c->source.p[n] != '\n') return false;
    *start = s;
    *end = n < c->source.n ? n + 1 : n;
    return true;
}

static int set_delimiters(struct compiler *c, const struct tag *tag, struct err *e) {
    struct str s = tag->content;
    size_t n = 0;
    while (n < s.n && !str_is_space(s.p[n])) n++;
    struct str open = str_slice(s, 0, n), close = str_trim(str_from(s, n));
    bool wrong = open.n == 0 || close.n == 0 || str_find(s, '=') < s.n;
    for (size_t i = 0; i < close.n; i++) wrong = wrong || str_is_space(close.p[i]);
    if (wrong)
        return mistake(c, tag->start, e, "delimiters are set by {{=<% %>=}}, not by ",
                       tag->content);
    c->open = open;
    c->close = close;
    return 0;
}

/* "a.b.c" into keys. */
static int read_keys(struct compiler *c, const struct tag *tag, struct mustache_node *node,
                     struct err *e) {
    struct str name = tag->content;
    for (size_t i = 0; i < name.n; i++)
        if (str_is_space(name.p[i]))
            return mistake(c, tag->start, e, "a name cannot have white space: ", name);
    if (name.n == 0) return mistake(c, tag->start, e, "a tag without a name", name);
    if (str_eq(name, STR("."))) return 0;
    size_t n = 1;
    for (size_t i = 0; i < name.n; i++) n += name.p[i] == '.';
    node->key = arena_array(c->a, n, sizeof *node->key);
    struct str rest = name;
    while (rest.p) {
        struct str part = str_cut(&rest, '.');
        if (part.n == 0) return mistake(c, tag->start, e, "an empty part in the name ", name);
        node->key[node->n_keys++] = (struct mustache_key){part, mustache_key_hash(part)};
    }
    return 0;
}

static int open_section(struct compiler *c, const struct tag *tag, struct err *e) {
    if (c->n_sections == MUSTACHE_MAX_DEPTH)
        return err_set(e, E_LIMIT, "template %.*s, line %u: more than %d sections in each other",
                       NAME(c->program), line_of(c, tag->start), MUSTACHE_MAX_DEPTH);
    c->section[c->n_sections++] = (uint32_t)c->program->n_nodes;
    struct mustache_node *node =
        add_node(c, tag->kind == '#' ? MUSTACHE_OP_SECTION : MUSTACHE_OP_INVERTED, tag->content);
    node->line = line_of(c, tag->start);
    return read_keys(c, tag, node, e);
}

static int close_section(struct compiler *c, const struct tag *tag, struct err *e) {
    if (c->n_sections == 0)
        return mistake(c, tag->start, e, "nothing is open that could be closed by /", tag->content);
    struct mustache_node *node = &c->program->node[c->section[c->n_sections - 1]];
    if (!str_eq(node->text, tag->content))
        return err_set(e, E_INVALID,
                       "template %.*s, line %u: {{/%.*s}} closes {{#%.*s}} of line %u",
                       NAME(c->program), line_of(c, tag->start), (int)tag->content.n,
                       tag->content.p, (int)node->text.n, node->text.p, node->line);
    node->end = (uint32_t)c->program->n_nodes;
    c->n_sections--;
    return 0;
}

static int add_partial(struct compiler *c, const struct tag *tag, struct str indentation,
                       struct err *e) {
    struct mustache_node *node = add_node(c, MUSTACHE_OP_PARTIAL, indentation);
    node->line = line_of(c, tag->start);
    node->program = mustache_program_find(c->set, tag->content);
    if (node->program == UINT32_MAX && !(c->flags & MUSTACHE_MISSING_IS_EMPTY))
        return mistake(c, tag->start, e, "there is no template ", tag->content);
    return 0;
}

static int add_value(struct compiler *c, const struct tag *tag, struct err *e) {
    if (tag->kind && (c->flags & MUSTACHE_NO_RAW)) {
        mistake(c, tag->start, e, "unescaped output is not allowed: ", tag->content);
        return err_hint(e, "write {{%.*s}}: what is safe HTML already comes out as it is",
                        (int)tag->content.n, tag->content.p);
    }
    struct mustache_node *node =
        add_node(c, tag->kind ? MUSTACHE_OP_RAW : MUSTACHE_OP_VALUE, tag->content);
    return read_keys(c, tag, node, e);
}

/* A tag and the literal text before it. */
static int add_tag(struct compiler *c, const struct tag *tag, struct err *e) {
    size_t start = tag->start, end = tag->end;
    bool prints = tag->kind == 0 || tag->kind == '{' || tag->kind == '&';
    bool alone = !prints && stands_alone(c, &start, &end);
    add_literal(c, c->at, start);
    bool indent = !alone && at_line_start(c, tag->start);
    if (indent && tag->kind != '/') add_node(c, MUSTACHE_OP_INDENT, STR(""));
    int result = 0;
    switch (tag->kind) {
    case '#':
    case '^': result = open_section(c, tag, e); break;
    case '/': result = close_section(c, tag, e); break;
    case '>': {
        struct str before = alone ? str_slice(c->source, start, tag->start) : STR("");
        result = add_partial(c, tag, before, e);
        break;
    }
    case '=': result = set_delimiters(c, tag, e); break;
    case '!': break;
    default: result = add_value(c, tag, e);
    }
    if (indent && tag->kind == '/') add_node(c, MUSTACHE_OP_INDENT, STR(""));
    c->at = end;
    return result;
}

int mustache_program_compile(struct arena *a, const struct mustache_set *set, size_t index,
                             enum mustache_flags flags, struct err *e) {
    struct compiler c = {.a = a,
                         .set = set,
                         .flags = flags,
                         .program = &set->program[index],
                         .source = set->program[index].source,
                         .open = STR("{{"),
                         .close = STR("}}"),
                         .line = 1};
    for (;;) {
        struct str rest = str_from(c.source, c.at);
        size_t n = str_search(rest, c.open);
        if (n == rest.n) break;
        struct tag tag = {0};
        int result = read_tag(&c, c.at + n, &tag, e);
        if (!result) result = add_tag(&c, &tag, e);
        if (result) return result;
    }
    add_literal(&c, c.at, c.source.n);
    if (c.n_sections > 0) {
        struct mustache_node *node = &c.program->node[c.section[c.n_sections - 1]];
        return err_set(e, E_INVALID, "template %.*s, line %u: {{#%.*s}} is not closed",
                       NAME(c.program), node->line, (int)node->text.n, node->text.p);
    }
    return 0;
}

uint32_t mustache_program_find(const struct mustache_set *set, struct str name) {
    size_t low = 0, high = set->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(set->program[middle].name, name);
        if (order == 0) return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}
