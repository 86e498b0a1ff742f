/* Any bytes as a glossary in TBX: the terms that are read are written, and read again the same. */
#include <stdlib.h>

#include "interchange/tbx_reader.h"
#include "interchange/tbx_writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a = {0};
    struct tbx_read read, again;
    struct err e;
    if (tbx_reader_read(&a, (struct str){(const char *)data, size}, STR("eu"), &read, &e) == 0) {
        struct buf out;
        buf_init(&out, 64 << 20);
        tbx_writer_write(&a, TBX_2019, read.term, read.n, STR("eu"), &out);
        if (buf_failed(&out) || tbx_reader_read(&a, buf_str(&out), STR("eu"), &again, &e)) abort();
        if (again.n != read.n) abort();
        for (size_t i = 0; i < read.n; i++)
            if (!str_eq(again.term[i].text, read.term[i].text) ||
                again.term[i].n_renderings != read.term[i].n_renderings)
                abort();
        buf_release(&out);
    }
    arena_release(&a);
    return 0;
}
