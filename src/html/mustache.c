#include "html/mustache.h"

#include <stdio.h>
#include <stdlib.h>

#include "html/mustache_program.h"

static int by_name(const void *a, const void *b) {
    const struct mustache_program *left = a, *right = b;
    return str_cmp(left->name, right->name);
}

int mustache_compile(struct arena *a, const struct mustache_source *source, size_t n,
                     enum mustache_flags flags, struct mustache_set *ret_set, struct err *e) {
    if (n > MUSTACHE_MAX_TEMPLATES)
        return err_set(e, E_LIMIT, "more than %d templates", MUSTACHE_MAX_TEMPLATES);
    struct mustache_set set = {arena_array(a, n, sizeof *set.program), n};
    for (size_t i = 0; i < n; i++) {
        set.program[i] =
            (struct mustache_program){.name = source[i].name, .source = source[i].text};
        if (source[i].text.n > MUSTACHE_MAX_TEMPLATE)
            return err_set(e, E_LIMIT, "template %.*s is larger than %d bytes",
                           (int)source[i].name.n, source[i].name.p, MUSTACHE_MAX_TEMPLATE);
    }
    if (n > 1) qsort(set.program, n, sizeof *set.program, by_name);
    for (size_t i = 1; i < n; i++)
        if (by_name(&set.program[i - 1], &set.program[i]) == 0)
            return err_set(e, E_INVALID, "two templates are called %.*s",
                           (int)set.program[i].name.n, set.program[i].name.p);
    for (size_t i = 0; i < n; i++) {
        int result = mustache_program_compile(a, &set, i, flags, e);
        if (result) return result;
    }
    *ret_set = set;
    return 0;
}

/* Indentation of the partials around, outermost last. */
struct indentation {
    struct str text;
    const struct indentation *around;
};

struct renderer {
    const struct mustache_set *set;
    struct buf *out;
    struct err *e;
    const struct mustache_value *context[MUSTACHE_MAX_DEPTH + 1];
    size_t n_contexts;
    size_t depth;
};

static const struct mustache_value *look_up(const struct renderer *r,
                                            const struct mustache_node *node) {
    if (node->n_keys == 0) return r->context[r->n_contexts - 1];
    const struct mustache_value *found = NULL;
    for (size_t i = r->n_contexts; i > 0 && !found; i--)
        found = mustache_get(r->context[i - 1], node->key[0].name, node->key[0].hash);
    for (size_t i = 1; i < node->n_keys && found; i++)
        found = mustache_get(found, node->key[i].name, node->key[i].hash);
    return found;
}

static void print(struct renderer *r, const struct mustache_value *value, bool raw) {
    if (!value) return;
    switch (value->kind) {
    case MUSTACHE_TEXT:
        if (raw)
            buf_add(r->out, value->text);
        else
            escape_attribute(r->out, value->text);
        break;
    case MUSTACHE_HTML: buf_add(r->out, value->text); break;
    case MUSTACHE_NUMBER: buf_printf(r->out, "%lld", (long long)value->number); break;
    case MUSTACHE_BOOL: buf_add(r->out, value->truth ? STR("true") : STR("false")); break;
    case MUSTACHE_NULL:
    case MUSTACHE_LIST:
    case MUSTACHE_OBJECT: break;
    }
}

static void print_indentation(struct buf *out, const struct indentation *indentation) {
    if (!indentation) return;
    print_indentation(out, indentation->around);
    buf_add(out, indentation->text);
}

static int render(struct renderer *r, const struct mustache_program *program, size_t from,
                  size_t to, const struct indentation *indentation);

/* What stands in a section, once, with `value` as the innermost context. */
static int render_within(struct renderer *r, const struct mustache_program *program, size_t section,
                         const struct mustache_value *value,
                         const struct indentation *indentation) {
    r->context[r->n_contexts++] = value;
    int result = render(r, program, section + 1, program->node[section].end, indentation);
    r->n_contexts--;
    return result;
}

static int render_section(struct renderer *r, const struct mustache_program *program,
                          size_t section, const struct indentation *indentation) {
    const struct mustache_value *value = look_up(r, &program->node[section]);
    if (!mustache_is_true(value)) return 0;
    if (value->kind != MUSTACHE_LIST) return render_within(r, program, section, value, indentation);
    for (size_t i = 0; i < value->n; i++) {
        int result = render_within(r, program, section, value->item[i], indentation);
        if (result) return result;
    }
    return 0;
}

static int render_partial(struct renderer *r, const struct mustache_node *node,
                          const struct indentation *indentation) {
    if (node->program == UINT32_MAX) return 0;
    const struct mustache_program *partial = &r->set->program[node->program];
    struct indentation deeper = {node->text, indentation};
    return render(r, partial, 0, partial->n_nodes, node->text.n > 0 ? &deeper : indentation);
}

static int check_limits(struct renderer *r, const struct mustache_program *program) {
    if (r->depth > MUSTACHE_MAX_DEPTH)
        return err_set(r->e, E_LIMIT,
                       "template %.*s: partials and sections are more than %d deep in each other",
                       (int)program->name.n, program->name.p, MUSTACHE_MAX_DEPTH);
    if (buf_failed(r->out))
        return err_set(r->e, E_LIMIT, "template %.*s: the page is larger than %zu bytes",
                       (int)program->name.n, program->name.p, r->out->max);
    return 0;
}

/* One node; *i moves behind it (a section's inside included). */
static int render_node(struct renderer *r, const struct mustache_program *program, size_t *i,
                       const struct indentation *indentation) {
    const struct mustache_node *node = &program->node[*i];
    size_t at = (*i)++;
    switch (node->op) {
    case MUSTACHE_OP_LITERAL: buf_add(r->out, node->text); return 0;
    case MUSTACHE_OP_INDENT: print_indentation(r->out, indentation); return 0;
    case MUSTACHE_OP_VALUE: print(r, look_up(r, node), false); return 0;
    case MUSTACHE_OP_RAW: print(r, look_up(r, node), true); return 0;
    case MUSTACHE_OP_PARTIAL: return render_partial(r, node, indentation);
    case MUSTACHE_OP_SECTION: *i = node->end; return render_section(r, program, at, indentation);
    case MUSTACHE_OP_INVERTED:
        if (mustache_is_true(look_up(r, node))) *i = node->end;
        return 0;
    }
    return 0;
}

static int render(struct renderer *r, const struct mustache_program *program, size_t from,
                  size_t to, const struct indentation *indentation) {
    r->depth++;
    int result = check_limits(r, program);
    for (size_t i = from; i < to && !result;) result = render_node(r, program, &i, indentation);
    r->depth--;
    return result;
}

int mustache_render(const struct mustache_set *set, struct str name,
                    const struct mustache_value *data, struct buf *out, struct err *e) {
    uint32_t index = mustache_program_find(set, name);
    if (index == UINT32_MAX)
        return err_set(e, E_NOTFOUND, "there is no template %.*s", (int)name.n, name.p);
    struct renderer r = {.set = set, .out = out, .e = e, .context[0] = data, .n_contexts = 1};
    const struct mustache_program *program = &set->program[index];
    int result = render(&r, program, 0, program->n_nodes, NULL);
    return result ? result : check_limits(&r, program);
}
