#include "engine/apertium_stream.h"

#include <string.h>

static bool is_special(char c) {
    return c == '\\' || c == '[' || c == ']' || c == '^' || c == '$';
}

/* Position behind the first `close` from `at` on that no backslash hides; 0 when there is none. */
static size_t behind(struct str s, size_t at, char close) {
    for (; at < s.n; at++) {
        if (s.p[at] == '\\')
            at++;
        else if (s.p[at] == close)
            return at + 1;
    }
    return 0;
}

static struct apertium_token cut(struct str *rest, enum apertium_token_kind kind, size_t n,
                                 size_t margin_start, size_t margin_end) {
    struct apertium_token token = {.kind = kind,
                                   .raw = str_slice(*rest, 0, n),
                                   .body = str_slice(*rest, margin_start, n - margin_end)};
    *rest = str_from(*rest, n);
    return token;
}

static struct apertium_token cut_blank(struct str *rest) {
    struct apertium_token bad = {.kind = APERTIUM_BAD, .raw = *rest};
    size_t n = behind(*rest, 1, ']');
    if (n == 0) return bad;
    if (rest->p[1] != '[') return cut(rest, APERTIUM_BLANK, n, 1, 1);
    if (n == rest->n || rest->p[n] != ']') return bad;
    return cut(rest, APERTIUM_BOUND, n + 1, 2, 2);
}

struct apertium_token apertium_stream_next(struct str *rest) {
    struct str s = *rest;
    if (s.n == 0) return (struct apertium_token){.kind = APERTIUM_END, .raw = s};
    if (!is_special(s.p[0])) {
        size_t n = 1;
        while (n < s.n && !is_special(s.p[n])) n++;
        return cut(rest, APERTIUM_TEXT, n, 0, 0);
    }
    if (s.p[0] == '\\' && s.n > 1) return cut(rest, APERTIUM_ESCAPE, 2, 1, 0);
    if (s.p[0] == '[') return cut_blank(rest);
    if (s.p[0] == '^') {
        size_t n = behind(s, 1, '$');
        if (n > 0) return cut(rest, APERTIUM_UNIT, n, 1, 1);
    }
    return (struct apertium_token){.kind = APERTIUM_BAD, .raw = s};
}

void apertium_stream_split(struct str body, struct str *ret_surface, struct str *ret_analyses) {
    size_t slash = behind(body, 0, '/');
    *ret_surface = slash ? str_slice(body, 0, slash - 1) : body;
    *ret_analyses = slash ? str_from(body, slash) : (struct str){0};
}

void apertium_stream_escape(struct buf *b, struct str text) {
    size_t start = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!is_special(c) && !strchr("{}/@<>~", c)) continue;
        buf_add(b, str_slice(text, start, i));
        start = i + 1;
        if (c == '~') {
            buf_add(b, STR("[~]"));
            continue;
        }
        buf_add_char(b, '\\');
        buf_add_char(b, c);
    }
    buf_add(b, str_from(text, start));
}

bool apertium_stream_unescape(struct buf *b, struct str stream) {
    for (;;) {
        struct apertium_token token = apertium_stream_next(&stream);
        switch (token.kind) {
        case APERTIUM_END: return true;
        case APERTIUM_TEXT:
        case APERTIUM_ESCAPE: buf_add(b, token.body); break;
        case APERTIUM_BLANK:
            if (!str_eq(token.body, STR("~"))) return false;
            buf_add(b, token.body);
            break;
        case APERTIUM_BOUND:
        case APERTIUM_UNIT:
        case APERTIUM_BAD: return false;
        }
    }
}

bool apertium_stream_unframe(struct str reply, struct str frame, struct str *ret_body) {
    if (reply.n < 2 * frame.n || !str_starts(reply, frame) || !str_ends(reply, frame)) return false;
    *ret_body = str_slice(reply, frame.n, reply.n - frame.n);
    return true;
}
