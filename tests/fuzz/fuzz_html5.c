/* Any bytes as HTML: what comes out keeps every promise of document.h and is read back the same. */
#include <stdlib.h>

#include "story/document_html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct err e;
    struct document d, back;
    struct str html = {(const char *)data, size};
    if (document_html_parse_whole(&a, html, STR("eu"), &d, &e) == 0) {
        if (document_check(&d, &e)) abort();
        struct str written = document_html_write(&a, &d).s;
        if (document_html_parse_whole(&a, written, STR("eu"), &back, &e)) abort();
        if (!document_equal(&d, &back)) abort();
    }
    arena_release(&a);
    return 0;
}
