#include "interchange/xliff.h"

#include "interchange/xliff1_reader.h"
#include "interchange/xliff2_reader.h"

struct xliff_unit *xliff_add(struct arena *a, struct xliff *x, size_t *capacity, struct err *e) {
    if (x->n == XLIFF_MAX_UNITS) {
        err_set(e, E_LIMIT, "the file has more than %d units", XLIFF_MAX_UNITS);
        return NULL;
    }
    x->unit = arena_grow(a, x->unit, x->n, capacity, sizeof *x->unit);
    x->unit[x->n] = (struct xliff_unit){.id = STR("")};
    return &x->unit[x->n++];
}

int xliff_read(struct arena *a, struct str bytes, struct xliff *ret_xliff, struct err *e) {
    struct xliff x = {0};
    int code = xml_tree_read(a, bytes, &x.root, e);
    if (code) return code;
    if (!xml_tree_is(x.root, "xliff")) {
        err_set(e, E_INVALID, "line %u: the file is no XLIFF but <%.*s>", x.root->line,
                (int)(x.root->name.n < 60 ? x.root->name.n : 60), x.root->name.p);
        return err_hint(e, "save it as XLIFF 1.2 or 2.1");
    }
    struct str version = xml_tree_attribute(x.root, "version");
    x.version = str_starts(version, STR("2.")) ? 2 : str_starts(version, STR("1.")) ? 1 : 0;
    x.file = xml_tree_child(x.root, "file");
    if (x.version == 0)
        return err_set(e, E_INVALID, "line %u: \"%.*s\" is no version of XLIFF that is known",
                       x.root->line, (int)(version.n < 20 ? version.n : 20), version.p);
    if (!x.file) return err_set(e, E_INVALID, "line %u: there is no <file>", x.root->line);
    code = x.version == 1 ? xliff1_reader_read(a, &x, e) : xliff2_reader_read(a, &x, e);
    if (!code) *ret_xliff = x;
    return code;
}
