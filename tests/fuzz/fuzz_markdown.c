/* Any bytes as a story's file: front matter, then Markdown. */
#include <stdlib.h>

#include "story/document_markdown.h"
#include "story/document_plain.h"
#include "story/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct err e;
    struct document d;
    struct front_matter front;
    struct str file = {(const char *)data, size};
    struct str body = front_matter_parse(&a, file, &front, &e) ? file : front.body;
    if (document_markdown_parse(&a, body, STR("eu"), &d, &e) == 0) {
        if (document_check(&d, &e)) abort();
        struct str plain = document_plain_write(&a, &d);
        if (document_plain_parse(&a, plain, &d, &e) == 0 && document_check(&d, &e)) abort();
    }
    arena_release(&a);
    return 0;
}
