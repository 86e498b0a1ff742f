#include "story/translated_tag.h"

struct str translated_tag(struct arena *a, struct str language, struct str source,
                          enum edition_label label) {
    if (label == LABEL_ORIGINAL || str_eq(language, source)) return language;
    struct str tag =
        arena_printf(a, "%.*s-t-%.*s-t0-und", (int)language.n, language.p, (int)source.n, source.p);
    char *lower = arena_cstr(a, tag);
    for (size_t i = language.n; i < tag.n; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z') lower[i] += 'a' - 'A';
    return (struct str){lower, tag.n};
}
