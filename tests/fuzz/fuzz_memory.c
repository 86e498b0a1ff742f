/* Three lines: a sentence, its translation, another sentence: what the memory makes of them. */

#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "story/memory_shape.h"
#include "story/number_swap.h"
#include "story/sentence_difference.h"
#include "translate/memory_fit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds) {
    if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    struct str rest = {(const char *)data, n};
    if (n > 1 << 16 || !utf8_is_valid(rest)) return 0;
    struct arena a = {0};
    struct text source = {.s = str_cut(&rest, '\n')}, target = {.s = str_cut(&rest, '\n')};
    struct text other = {.s = rest.p ? rest : STR("")}, new_source, new_target, fitted;
    struct sentence_difference d = sentence_difference_of(&a, source.s, other.s);
    must(d.likeness <= 100 && (d.likeness == 100) == str_eq(source.s, other.s));
    must(utf8_is_valid(sentence_difference_html(&a, &d)));
    if (number_swap(&a, &source, &target, other.s, &new_source, &new_target))
        must(utf8_is_valid(new_source.s) && utf8_is_valid(new_target.s));
    memory_shape_of(&a, STR("eu"), STR("es"), source.s);
    struct mark mark = {MARK_STRONG, 0, (uint32_t)other.s.n, STR(""), STR("")};
    if (other.s.n) {
        other.mark = &mark;
        other.n_marks = 1;
    }
    if (memory_fit(&a, &source, &target, &other, &fitted)) must(str_eq(fitted.s, target.s));
    arena_release(&a);
    return 0;
}
