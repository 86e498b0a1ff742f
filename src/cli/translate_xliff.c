#include "cli/translate_xliff.h"

#include <stdio.h>

#include "interchange/xliff_fill.h"

enum { AT_ONCE = 500 };

/* In 1.2 each <file> has languages of its own. */
static int check_files(const struct xliff *x, struct err *e) {
    if (x->version != 1) return 0;
    for (const struct xml_node *f = x->file; f; f = xml_tree_next(f))
        if (!str_eq(xml_tree_attribute(f, "source-language"), x->source_language) ||
            !str_eq(xml_tree_attribute(f, "target-language"), x->target_language)) {
            err_set(e, E_INVALID, "line %u: a <file> in other languages than the first", f->line);
            return err_hint(e, "translate the files one by one");
        }
    return 0;
}

/* Says the language of what is put in where the file does not. */
static void name_target(struct arena *a, const struct xliff *x, struct str to) {
    if (x->target_language.n) return;
    if (x->version == 2) xml_tree_set(a, x->root, "trgLang", to);
    for (struct xml_node *f = x->file; f && x->version == 1; f = xml_tree_next(f))
        xml_tree_set(a, f, "target-language", to);
}

static int fill_some(struct hop_cache *cache, struct arena *a, const struct route *route,
                     const struct term_use *use, const struct xliff *x, struct str to,
                     const struct xliff_unit *const *unit, const struct text *source, size_t n,
                     size_t *filled, struct err *e) {
    struct translated_text *target = arena_array(a, n, sizeof *target);
    int code = text_translate_bound(cache, a, route, use, source, n, target, e);
    for (size_t i = 0; i < n && !code; i++)
        if (!target[i].held && xliff_fill_target(a, x, unit[i], &target[i].text, to)) ++*filled;
    return code;
}

int translate_xliff_fill(struct hop_cache *cache, struct arena *a, const struct route *route,
                         const struct term_use *use, const struct xliff *x, struct str to,
                         struct buf *out, struct err *e) {
    const struct xliff_unit **unit = arena_array(a, x->n, sizeof(void *));
    struct text *source = arena_array(a, x->n, sizeof *source);
    size_t wanted = 0, filled = 0, n = 0;
    int code = check_files(x, e);
    for (size_t i = 0; i < x->n; i++) {
        if (!xliff_fill_wants(&x->unit[i])) continue;
        wanted++;
        unit[n] = &x->unit[i];
        n += xliff_fill_source(a, &x->unit[i], &source[n]);
    }
    for (size_t i = 0; i < n && !code; i += AT_ONCE)
        code = fill_some(cache, a, route, use, x, to, unit + i, source + i,
                         n - i < AT_ONCE ? n - i : AT_ONCE, &filled, e);
    if (code) return code;
    name_target(a, x, to);
    xml_tree_write(x->root, out);
    if (buf_failed(out)) return err_set(e, E_LIMIT, "the translated file would be too large");
    fprintf(stderr, "%zu of %zu units translated\n", filled, wanted);
    return 0;
}
