/* Three parts divided by bytes of 0xFF: a source text, what an analyser might say to it, what a
   translator might say. The engines' answers are hostile until read. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/apertium_bind.h"
#include "engine/apertium_mode.h"
#include "engine/apertium_output.h"
#include "engine/apertium_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
    if (!holds) abort();
}

static void escape_and_back(struct str text) {
    struct buf escaped, back;
    buf_init(&escaped, 1 << 22);
    buf_init(&back, 1 << 22);
    apertium_stream_escape(&escaped, text);
    check(apertium_stream_unescape(&back, buf_str(&escaped)));
    check(buf_failed(&escaped) || str_eq(buf_str(&back), text));
    buf_release(&escaped);
    buf_release(&back);
}

static void check_output(struct str source, const struct engine_output *o) {
    check(utf8_is_valid(o->text));
    for (size_t i = 0; i < o->n_links; i++) {
        const struct engine_link *l = &o->link[i];
        check(l->source_start <= l->source_end && l->source_end <= source.n);
        check(l->target_start < l->target_end && l->target_end <= o->text.n);
        check(i == 0 || l[-1].target_start <= l->target_start);
    }
}

static void translate(struct arena *a, struct str source, struct str analysis,
                      struct str translation, bool keep) {
    struct apertium_text text = apertium_text_prepare(a, source, keep);
    struct apertium_units units;
    struct apertium_target target;
    struct engine_output output;
    struct buf b, finished;
    buf_init(&b, 1 << 22);
    buf_init(&finished, 1 << 22);
    if (apertium_unit_read(a, analysis, &text, &units)) {
        apertium_unit_write(&b, &units);
        buf_clear(&b);
        if (apertium_target_read(a, translation, units.n_units, &b, &target) &&
            apertium_stream_unescape(&finished, buf_str(&b)) && utf8_is_valid(buf_str(&finished))) {
            const struct apertium_swaps none = {0};
            struct apertium_output_parts parts = {.source = source,
                                                  .text = &text,
                                                  .units = &units,
                                                  .target = &target,
                                                  .swaps = &none,
                                                  .finished = buf_str(&finished)};
            if (apertium_output_make(a, &parts, true, &output)) check_output(source, &output);
        }
    }
    buf_release(&b);
    buf_release(&finished);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str rest = {(const char *)data, size}, part[3] = {0};
    struct arena a;
    struct apertium_mode mode;
    struct err e;
    arena_init(&a);
    for (int i = 0; i < 3 && rest.p; i++) part[i] = str_cut(&rest, (char)0xFF);
    for (int i = 0; i < 3; i++) {
        escape_and_back(part[i]);
        if (part[i].p) (void)!apertium_mode_parse(&a, part[i], STR("/usr/bin"), &mode, &e);
    }
    if (utf8_is_valid(part[0])) {
        translate(&a, part[0], part[1], part[2], true);
        translate(&a, part[0], part[1], part[2], false);
    }
    arena_release(&a);
    return 0;
}
