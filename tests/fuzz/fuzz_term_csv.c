/* Any bytes as a glossary's table: the terms that are read are written, and read again the same. */
#include <stdlib.h>

#include "cli/term_csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = {0};
    struct term *term, *again;
    size_t n, n_again;
    struct err e;
    struct str csv = {(const char *)data, size};
    if (term_csv_read(&a, csv, STR("eu"), &term, &n, &e) == 0) {
        struct buf out;
        buf_init(&out, 64 << 20);
        term_csv_write(&a, term, n, &out);
        if (buf_failed(&out)) abort();
        if (term_csv_read(&a, buf_str(&out), STR("eu"), &again, &n_again, &e)) abort();
        if (n_again != n) abort();
        for (size_t i = 0; i < n; i++)
            if (!str_eq(again[i].text, term[i].text) || !str_eq(again[i].note, term[i].note))
                abort();
        buf_release(&out);
    }
    arena_release(&a);
    return 0;
}
