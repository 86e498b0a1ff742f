#include "http/header.h"

const struct header *header_find(const struct header *header, size_t n_headers, struct str name) {
    for (size_t i = 0; i < n_headers; i++)
        if (str_eq_nocase(header[i].name, name)) return &header[i];
    return NULL;
}

static bool is_token_char(unsigned char c) {
    static const bool token[256] = {
        ['!'] = 1, ['#'] = 1, ['$'] = 1, ['%'] = 1,         ['&'] = 1,         ['\''] = 1,
        ['*'] = 1, ['+'] = 1, ['-'] = 1, ['.'] = 1,         ['^'] = 1,         ['_'] = 1,
        ['`'] = 1, ['|'] = 1, ['~'] = 1, ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['a' ... 'z'] = 1,
    };
    return token[c];
}

bool header_is_token(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!is_token_char((unsigned char)s.p[i])) return false;
    return s.n > 0;
}

bool header_is_value(struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) return false;
    }
    return true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

struct str header_trim(struct str s) {
    while (s.n > 0 && is_blank(s.p[0])) s = str_from(s, 1);
    while (s.n > 0 && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

static size_t element_end(struct str s) {
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (quoted && s.p[i] == '\\')
            i++;
        else if (s.p[i] == '"')
            quoted = !quoted;
        else if (s.p[i] == ',' && !quoted)
            return i;
    }
    return s.n;
}

bool header_next(struct str *rest, struct str *ret_element) {
    while (rest->n > 0) {
        size_t end = element_end(*rest);
        struct str element = header_trim(str_slice(*rest, 0, end));
        *rest = str_from(*rest, end + 1);
        if (element.n == 0) continue;
        *ret_element = element;
        return true;
    }
    return false;
}
