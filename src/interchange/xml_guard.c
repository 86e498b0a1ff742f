#include "interchange/xml_guard.h"

struct guard {
    struct str s;
    size_t at;
    unsigned line;
};

/* The next byte that is not zero, or 0 at the end. */
static char next(struct guard *g) {
    while (g->at < g->s.n && g->s.p[g->at] == 0) g->at++;
    if (g->at == g->s.n) return 0;
    g->line += g->s.p[g->at] == '\n';
    return g->s.p[g->at++];
}

/* Behind `end`, as in "-->". */
static void skip(struct guard *g, const char *end) {
    size_t matched = 0;
    for (char c; end[matched] && (c = next(g));) {
        if (c == end[matched])
            matched++;
        else if (matched < 2 || c != end[1] || end[0] != end[1]) /* "]]]>" ends too */
            matched = c == end[0];
    }
}

/* Within "<!": a comment, characters, or a declaration, which ends like a tag. */
static void skip_declaration(struct guard *g) {
    struct guard before = *g;
    char c = next(g);
    if (c == '-' && next(g) == '-') {
        skip(g, "-->");
        return;
    }
    if (c == '[') {
        skip(g, "]]>");
        return;
    }
    *g = before;
}

/* The number of attributes of a start tag whose "<" has been read. */
static int count_attributes(struct guard *g, int most) {
    int n = 0;
    for (char c, quote = 0; n <= most && (c = next(g));) {
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            break;
        }
        n += !quote && c == '=';
    }
    return n;
}

int xml_guard_check(struct str bytes, int most, struct err *e) {
    struct guard g = {bytes, 0, 1};
    for (char c; (c = next(&g));) {
        if (c != '<') continue;
        struct guard before = g;
        c = next(&g);
        unsigned line = g.line;
        if (c == '!') {
            skip_declaration(&g);
        } else if (c == '?') {
            skip(&g, "?>");
        } else {
            g = before;
            if (count_attributes(&g, most) > most)
                return err_set(e, E_LIMIT, "line %u: more than %d attributes of one element", line,
                               most);
        }
    }
    return 0;
}
