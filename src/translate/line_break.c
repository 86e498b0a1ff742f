#include "translate/line_break.h"

#include <stdbool.h>

/* Of the places first to last (bytes of the target, in order) the one that, made the break, leaves
   the fewest links crossing it: words from before the source's break that stand behind it, and the
   other way round. */
static size_t best_place(const uint32_t *place, size_t first, size_t last, struct link_list links,
                         size_t break_at) {
    size_t crossing = 0, fewest = SIZE_MAX, best = first, passed = 0;
    for (size_t i = 0; i < links.n; i++) crossing += links.link[i].source_end <= break_at;
    for (size_t i = 0; i <= last; i++) {
        for (; passed < links.n && links.link[passed].target_end <= place[i]; passed++) {
            if (links.link[passed].source_end <= break_at)
                crossing--;
            else
                crossing++;
        }
        if (i >= first && crossing < fewest) {
            fewest = crossing;
            best = i;
        }
    }
    return best;
}

static size_t positions(struct str text, char c, uint32_t *ret_at) {
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == c) ret_at[n++] = (uint32_t)i;
    return n;
}

struct str line_break_take_out(struct arena *a, struct str source) {
    if (str_find(source, '\n') == source.n) return source;
    char *bytes = arena_cstr(a, source);
    for (size_t i = 0; i < source.n; i++)
        if (bytes[i] == '\n') bytes[i] = ' ';
    return (struct str){bytes, source.n};
}

bool line_break_restore(struct arena *a, struct str source, struct str target,
                        struct link_list links, struct str *ret_target) {
    if (str_find(source, '\n') == source.n) {
        *ret_target = target;
        return true;
    }
    uint32_t *wanted = arena_array(a, source.n, sizeof *wanted);
    uint32_t *place = arena_array(a, target.n, sizeof *place);
    size_t n_wanted = positions(source, '\n', wanted), n_places = positions(target, ' ', place);
    if (n_wanted > LINE_BREAK_MAX || n_places < n_wanted) return false;
    char *bytes = arena_cstr(a, target);
    size_t first = 0;
    for (size_t i = 0; i < n_wanted; i++) {
        size_t last = n_places - (n_wanted - i); /* the breaks to come need a place too */
        size_t best = best_place(place, first, last, links, wanted[i]);
        bytes[place[best]] = '\n';
        first = best + 1;
    }
    *ret_target = (struct str){bytes, target.n};
    return true;
}
