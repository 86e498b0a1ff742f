#include "translate/engine_answer.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "translate/rewrite.h"

/* No-break spaces carry meaning (French sets them before signs), so they stay. */
static bool is_breaking_space(uint32_t rune) {
    return rune == ' ' || (rune >= '\t' && rune <= '\r') || rune == 0x85 || rune == 0x2028 ||
           rune == 0x2029;
}

static bool is_unwanted(uint32_t rune) {
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == 0xAD || rune == 0xFEFF ||
           (rune & 0xFFFE) == 0xFFFE;
}

bool engine_answer_clean(struct arena *a, struct str *text, struct link_list *links) {
    if (!utf8_is_valid(*text)) return false;
    struct rewrite r = {0};
    size_t at = 0;
    bool any = false;
    while (at < text->n) {
        size_t start = at, spaces = 0;
        uint32_t rune = utf8_next(*text, &at);
        if (!is_breaking_space(rune) && !is_unwanted(rune)) {
            any = true;
            continue;
        }
        size_t end = start;
        while (is_breaking_space(rune) || is_unwanted(rune)) {
            spaces += is_breaking_space(rune);
            end = at;
            if (at == text->n) break;
            rune = utf8_next(*text, &at);
        }
        at = end;
        bool inside = any && end < text->n && spaces > 0;
        if (inside && end - start == 1 && text->p[start] == ' ') continue;
        rewrite_add(&r, a, (uint32_t)start, (uint32_t)end, inside ? STR(" ") : STR(""));
    }
    *text = rewrite_apply(a, &r, *text);
    *links = rewrite_targets(&r, *links);
    return any;
}
