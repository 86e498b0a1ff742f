#include "translate/punctuation.h"

#include <string.h>

#include "translate/rewrite.h"

static const struct str no_break = {"\u00a0", 2};

static bool is_space_at(struct str s, size_t at) {
    return at < s.n && s.p[at] == ' ';
}

static bool is_end(struct str s, size_t at) {
    return at >= s.n || s.p[at] == ' ' || strchr(".,;:!?)\"'", s.p[at]) ||
           str_starts(str_from(s, at), STR("»")) || str_starts(str_from(s, at), STR("”"));
}

/* A sign that ends words, not one that begins something (".eus", ":)", "…"). */
static bool is_sign(struct str s, size_t at) {
    return at < s.n && strchr(".,;:!?", s.p[at]) && s.p[at] && is_end(s, at + 1) &&
           !(at + 1 < s.n && strchr(".)", s.p[at + 1]));
}

/* What belongs between a word and the sign behind it in French. */
static struct str french_gap(struct str s, size_t at) {
    bool high = at < s.n && (strchr(";:!?", s.p[at]) || str_starts(str_from(s, at), STR("»")));
    return high ? no_break : STR("");
}

void punctuation_tidy(struct arena *a, struct str language, struct str *text,
                      struct link_list *links) {
    struct rewrite r = {0};
    struct str s = *text;
    bool french = str_starts(language, STR("fr"));
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (!is_space_at(s, i)) continue;
        struct str rest = str_from(s, i + 1), gap = STR("");
        bool closes = french && str_starts(rest, STR("»"));
        bool opened = french && i >= 2 && str_eq(str_slice(s, i - 2, i), STR("«"));
        if (!is_sign(s, i + 1) && !closes && !opened) continue;
        if (french) gap = opened ? no_break : french_gap(s, i + 1);
        rewrite_add(&r, a, (uint32_t)i, (uint32_t)i + 1, gap);
    }
    if (r.n == 0) return;
    *text = rewrite_apply(a, &r, s);
    *links = rewrite_targets(&r, *links);
}
