#include "translate/line_break.h"

#include <stdbool.h>

/* The space from `from` on that, made the break, leaves the fewest links crossing it: words from
   before the source's break that stand behind it, and the other way round. target.n when there is
   no space left. */
static size_t best_place(struct str target, size_t from, struct link_list links, size_t break_at) {
    size_t crossing = 0, fewest = SIZE_MAX, best = target.n, passed = 0;
    for (size_t i = 0; i < links.n; i++) crossing += links.link[i].source_end <= break_at;
    for (size_t place = 0; place < target.n; place++) {
        if (target.p[place] != ' ') continue;
        for (; passed < links.n && links.link[passed].target_end <= place; passed++) {
            if (links.link[passed].source_end <= break_at)
                crossing--;
            else
                crossing++;
        }
        if (place >= from && crossing < fewest) {
            fewest = crossing;
            best = place;
        }
    }
    return best;
}

bool line_break_restore(struct arena *a, struct str source, struct str target,
                        struct link_list links, struct str *ret_target) {
    if (str_find(source, '\n') == source.n) {
        *ret_target = target;
        return true;
    }
    char *bytes = arena_cstr(a, target);
    struct str text = {bytes, target.n};
    size_t from = 0;
    for (size_t at = 0; at < source.n; at++) {
        if (source.p[at] != '\n') continue;
        size_t place = best_place(text, from, links, at);
        if (place == text.n) return false;
        bytes[place] = '\n';
        from = place + 1;
    }
    *ret_target = text;
    return true;
}
