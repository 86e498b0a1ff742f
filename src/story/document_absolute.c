#include "story/document_absolute.h"

static struct str absolute(struct arena *a, struct str address, struct str base, struct str page) {
    struct str front = STR("");
    if (str_starts(address, STR("#")))
        front = page;
    else if (str_starts(address, STR("/")) && !str_starts(address, STR("//")))
        front = base;
    if (front.n == 0) return address;
    return arena_printf(a, "%.*s%.*s", (int)front.n, front.p, (int)address.n, address.p);
}

static struct mark *copy_marks(struct arena *a, const struct text *t, struct str base,
                               struct str page) {
    struct mark *mark = arena_array(a, t->n_marks, sizeof *mark);
    for (size_t i = 0; i < t->n_marks; i++) {
        mark[i] = t->mark[i];
        if (mark[i].kind == MARK_LINK) mark[i].value = absolute(a, mark[i].value, base, page);
    }
    return mark;
}

struct document document_absolute(struct arena *a, const struct document *d, struct str base,
                                  struct str page) {
    struct document copy = {arena_array(a, d->n_blocks, sizeof *copy.block), d->n_blocks};
    for (size_t i = 0; i < d->n_blocks; i++) {
        copy.block[i] = d->block[i];
        copy.block[i].text.mark = copy_marks(a, &d->block[i].text, base, page);
    }
    return copy;
}
