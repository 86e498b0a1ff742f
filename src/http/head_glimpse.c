#include "http/head_glimpse.h"

enum { MOST = 8192 };

static struct str path_of(struct str line) {
    struct str rest = line;
    (void)str_cut(&rest, ' ');
    struct str target = rest.p ? str_cut(&rest, ' ') : STR("");
    struct str path = str_slice(target, 0, str_find(target, '?'));
    return str_starts(path, STR("/")) ? path : STR("");
}

struct head_glimpse head_glimpse_at(struct str raw) {
    struct str rest = str_slice(raw, 0, raw.n < MOST ? raw.n : MOST);
    struct head_glimpse seen = {STR(""), STR("")};
    while (str_starts(rest, STR("\r\n"))) rest = str_from(rest, 2);
    if (rest.n == 0) return seen;
    seen.path = path_of(str_trim(str_cut(&rest, '\n')));
    while (rest.p && rest.n) {
        struct str line = str_cut(&rest, '\n');
        size_t colon = str_find(line, ':');
        if (colon < line.n && str_eq_nocase(str_slice(line, 0, colon), STR("Accept-Language")))
            seen.languages = str_trim(str_from(line, colon + 1));
    }
    return seen;
}
