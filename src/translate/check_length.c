#include "base/utf8.h"
#include "translate/check_part.h"

enum { SHORT = 16, HEADLINE_CHARACTERS = 110 };

void check_length(struct check_work *w) {
    size_t source = utf8_length(w->source.s), target = utf8_length(w->target.s);
    struct check_place whole = {0, (uint32_t)w->source.s.n, 0, (uint32_t)w->target.s.n};
    if (source > 0 && w->target.n_words == 0 && w->source.n_words > 0)
        check_report(w, CHECK_LENGTH, CHECK_CLEAR, whole, "the translation has no words");
    else if (source >= SHORT && (target * 5 < source * 2 || target * 2 > source * 5))
        check_report(w, CHECK_LENGTH, CHECK_CLEAR, whole,
                     "the translation has %zu characters, the source %zu", target, source);
    else if (source >= SHORT * 2 && (target * 20 < source * 13 || target * 5 > source * 9))
        check_report(w, CHECK_LENGTH, CHECK_DOUBTFUL, whole,
                     "the translation has %zu characters, the source %zu", target, source);
    bool headline = w->pair->slot == BLOCK_HEADLINE || w->pair->slot == BLOCK_HEADING;
    if (headline && target > HEADLINE_CHARACTERS && target > source)
        check_report(w, CHECK_HEADLINE, CHECK_CLEAR, whole,
                     "the headline has %zu characters, the source's %zu", target, source);
}
