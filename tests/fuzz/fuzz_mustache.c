/* Any bytes as a template, filled with some of everything. */
#include "html/mustache.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    arena_init(&a);
    struct err e;
    struct mustache_set set;
    struct mustache_source source[] = {{STR("t"), {(const char *)data, size}},
                                       {STR("p"), STR("<{{a}}>\n {{>t}}\n")}};
    struct mustache_value *v = mustache_object(&a), *list = mustache_set_list(&a, v, "l");
    mustache_set_text(&a, v, "a", STR("<&>"));
    mustache_set_number(&a, mustache_add_object(&a, list), "n", 1);
    mustache_list_add(&a, list, mustache_bool(&a, true));
    if (mustache_compile(&a, source, 2, MUSTACHE_MISSING_IS_EMPTY, &set, &e) == 0) {
        struct buf out;
        buf_init(&out, 1 << 16);
        if (mustache_render(&set, STR("t"), v, &out, &e)) buf_clear(&out);
        buf_release(&out);
    }
    arena_release(&a);
    return 0;
}
