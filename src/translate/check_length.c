#include "base/utf8.h"
#include "translate/check_part.h"

enum { SHORT = 16, HEADLINE_CHARACTERS = 110 };

/* Whether a sign ends the sentence, be it within quotation marks. */
static bool is_ended(const struct check_side *side) {
    for (size_t i = side->n; i-- > 0 && side->token[i].kind == TOKEN_SIGN;) {
        uint32_t rune = side->token[i].rune;
        if (rune == '.' || rune == '?' || rune == '!' || rune == ':' || rune == 0x2026) return true;
    }
    return false;
}

/* Much shorter, and it breaks off. */
static bool is_half(const struct check_work *w, size_t source, size_t target) {
    return source >= SHORT * 2 && target * 10 < source * 6 && is_ended(&w->source) &&
           !is_ended(&w->target);
}

void check_length(struct check_work *w) {
    size_t source = utf8_length(w->source.s), target = utf8_length(w->target.s);
    struct check_place whole = {0, (uint32_t)w->source.s.n, 0, (uint32_t)w->target.s.n};
    if (source > 0 && w->target.n_words == 0 && w->source.n_words > 0)
        check_report(w, CHECK_LENGTH, CHECK_CLEAR, whole, "the translation has no words");
    else if (source >= SHORT && (target * 5 < source * 2 || target * 2 > source * 5))
        check_report(w, CHECK_LENGTH, CHECK_CLEAR, whole,
                     "the translation has %zu characters, the source %zu", target, source);
    else if (is_half(w, source, target))
        check_report(w, CHECK_LENGTH, CHECK_CLEAR, whole,
                     "the translation breaks off: it has %zu characters, the source %zu", target,
                     source);
    else if (source >= SHORT * 2 && (target * 20 < source * 13 || target * 5 > source * 9))
        check_report(w, CHECK_LENGTH, CHECK_DOUBTFUL, whole,
                     "the translation has %zu characters, the source %zu", target, source);
    bool headline = w->pair->slot == BLOCK_HEADLINE || w->pair->slot == BLOCK_HEADING;
    if (headline && target > HEADLINE_CHARACTERS && target > source)
        check_report(w, CHECK_HEADLINE, CHECK_CLEAR, whole,
                     "the headline has %zu characters, the source's %zu", target, source);
}
