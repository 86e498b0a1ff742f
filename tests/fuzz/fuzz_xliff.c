/* Any bytes as XLIFF: what is read can be given translations and written, and what was written is
   read again; what a text of ours is matched with is a text that a document may have. */
#include <stdlib.h>

#include "interchange/xliff_edition.h"
#include "interchange/xliff_fill.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void resolve(struct arena *a, const struct xliff_unit *u) {
    struct mark mark = {MARK_STRONG, 0, 5, STR(""), STR("")};
    struct text own = {STR("Kaixo\nmundua"), &mark, 1}, text;
    struct coded_text known = coded_text_make(a, &own);
    struct xliff_edition_id id;
    struct err e;
    xliff_edition_read_id(u->id.p ? u->id : STR(""), &id);
    if (coded_text_resolve(a, &u->target, &known, 1, &text, &e)) return;
    for (size_t i = 0; i < text.n_marks; i++)
        if (text.mark[i].start >= text.mark[i].end || text.mark[i].end > text.s.n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = {0};
    struct xliff x, again;
    struct err e;
    struct str bytes = {(const char *)data, size};
    if (xliff_read(&a, bytes, &x, &e) == 0) {
        struct buf out;
        buf_init(&out, 64 << 20);
        for (size_t i = 0; i < x.n; i++) {
            struct text text;
            resolve(&a, &x.unit[i]);
            if (!xliff_fill_wants(&x.unit[i]) || !xliff_fill_source(&a, &x.unit[i], &text))
                continue;
            if (!xliff_fill_target(&a, &x, &x.unit[i], &text, STR("es"))) abort();
        }
        xml_tree_write(x.root, &out);
        if (!buf_failed(&out) && xliff_read(&a, buf_str(&out), &again, &e)) abort();
        if (!buf_failed(&out) && again.n != x.n) abort();
        buf_release(&out);
    }
    arena_release(&a);
    return 0;
}
