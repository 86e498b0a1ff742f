#include "translate/term_name.h"

#include <unicode/uchar.h>

#include "base/utf8.h"
#include "engine/basque_case.h"
#include "translate/word.h"

enum { SHORTEST_BASE = 3 /* letters */, LONGEST_ENDING = 12 /* bytes */ };

static bool is_capitalised(struct str s) {
    size_t at = 0;
    return s.n > 0 && u_isupper((UChar32)utf8_next(s, &at));
}

void term_name_collect(struct term_names *names, struct arena *a, struct str text) {
    size_t n;
    const struct word *word = word_list(a, text, &n);
    for (size_t i = 0; i < n; i++) {
        struct str s = str_slice(text, word[i].start, word[i].end);
        if (is_capitalised(s)) map_put(&names->word, a, s, names);
    }
}

struct term_names term_name_of_story(struct arena *a, const struct document *document) {
    struct term_names names = {0};
    for (size_t i = 0; i < document->n_blocks; i++)
        if (block_kind_is_translated(document->block[i].kind))
            term_name_collect(&names, a, document->block[i].text.s);
    return names;
}

bool term_name_split(const struct term_names *names, struct str word, struct str *ret_base,
                     enum engine_term *ret_kind) {
    if (!is_capitalised(word)) return false;
    size_t end = word.n;
    while (end > 0 && word.n - end < LONGEST_ENDING) {
        utf8_previous(word, &end);
        struct str base = str_slice(word, 0, end), ending = str_from(word, end);
        if (utf8_length(base) < SHORTEST_BASE) return false;
        if (!map_get(&names->word, base)) continue;
        bool place = basque_case_is_place(base, ending);
        enum engine_term kind = place ? ENGINE_PLACE : ENGINE_PERSON;
        if (!basque_case_is_ending(base, ending, kind)) continue;
        *ret_base = base;
        *ret_kind = kind;
        return true;
    }
    return false;
}
