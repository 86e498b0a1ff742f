/* Any bytes as a stored document: what is read is written and read again the same, and nothing is
   read that would not be written so. */
#include <stdlib.h>

#include "story/document_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct err e;
    struct document d, back;
    struct segment *segment, *again;
    size_t n, n_again;
    if (document_json_read(&a, (struct str){(const char *)data, size}, &d, &segment, &n, &e) == 0) {
        struct str json = document_json_write(&a, &d, segment, n);
        bool is_newest = json.n > 6 && size > 6 && data[5] == (uint8_t)json.p[5];
        if (is_newest && !str_eq(json, (struct str){(const char *)data, size})) abort();
        if (document_json_read(&a, json, &back, &again, &n_again, &e)) abort();
        if (!document_equal(&d, &back) || n != n_again) abort();
    }
    arena_release(&a);
    return 0;
}
