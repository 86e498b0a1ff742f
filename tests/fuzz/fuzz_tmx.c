/* Any bytes as a translation memory: every entry has texts that a paragraph may have, and is read
   again as it was when it is written. */
#include <stdlib.h>

#include "interchange/tmx_reader.h"
#include "interchange/tmx_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const struct text *text) {
    struct block block = {.kind = BLOCK_PARAGRAPH, .text = *text, .value = STR("")};
    struct err e;
    if (document_check(&(struct document){&block, 1}, &e)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = {0};
    struct tmx_read read, again;
    struct err e;
    if (tmx_reader_read(&a, (struct str){(const char *)data, size}, &read, &e) == 0) {
        struct tmx_writer w;
        struct buf out;
        buf_init(&out, 64 << 20);
        tmx_writer_start(&w, &out, STR("eu"));
        for (size_t i = 0; i < read.n; i++) {
            check_text(&read.entry[i].source);
            check_text(&read.entry[i].target);
            tmx_writer_add(&w, &a, &read.entry[i]);
        }
        tmx_writer_end(&w);
        if (buf_failed(&out) || tmx_reader_read(&a, buf_str(&out), &again, &e)) abort();
        if (again.n != read.n) abort();
        for (size_t i = 0; i < read.n; i++)
            if (segment_hash(&again.entry[i].target) != segment_hash(&read.entry[i].target))
                abort();
        buf_release(&out);
    }
    arena_release(&a);
    return 0;
}
