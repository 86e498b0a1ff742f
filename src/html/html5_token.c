#include "html/html5_token.h"

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_raw(struct str name) {
    static const struct str raw[] = {STR("script"), STR("style"),  STR("title"),   STR("textarea"),
                                     STR("xmp"),    STR("iframe"), STR("noembed"), STR("noframes")};
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
        if (str_eq_nocase(name, raw[i])) return true;
    return false;
}

static size_t skip_space(struct str s, size_t at) {
    while (at < s.n && str_is_space(s.p[at])) at++;
    return at;
}

/* Behind an attribute's value, which stands at `at` behind its "=" and white space. */
static size_t read_value(struct str s, size_t at, struct str *ret_value) {
    if (at < s.n && (s.p[at] == '"' || s.p[at] == '\'')) {
        struct str rest = str_from(s, at + 1);
        size_t n = str_find(rest, s.p[at]);
        *ret_value = str_slice(rest, 0, n);
        return at + 1 + n + (n < rest.n);
    }
    size_t end = at;
    while (end < s.n && !str_is_space(s.p[end]) && s.p[end] != '>') end++;
    *ret_value = str_slice(s, at, end);
    return end;
}

bool html5_token_attribute(struct str *rest, struct str *ret_name, struct str *ret_value) {
    struct str s = *rest;
    size_t at = 0;
    while (at < s.n && (str_is_space(s.p[at]) || s.p[at] == '/')) at++;
    *rest = str_from(s, at);
    if (at == s.n || s.p[at] == '>') return false;
    size_t end = at + 1; /* a name may begin with "=" */
    while (end < s.n && !str_is_space(s.p[end]) && s.p[end] != '/' && s.p[end] != '>' &&
           s.p[end] != '=')
        end++;
    *ret_name = str_slice(s, at, end);
    *ret_value = STR("");
    size_t behind = skip_space(s, end);
    if (behind < s.n && s.p[behind] == '=')
        end = read_value(s, skip_space(s, behind + 1), ret_value);
    *rest = str_from(s, end);
    return true;
}

/* A tag whose name begins at `name`; one that the end of the input cuts off is nothing. */
static void read_tag(struct html5_tokenizer *t, size_t name, struct html5_token *token) {
    struct str s = t->html;
    size_t end = name;
    while (end < s.n && !str_is_space(s.p[end]) && s.p[end] != '/' && s.p[end] != '>') end++;
    token->name = str_slice(s, name, end);
    struct str rest = str_from(s, end), attribute, value;
    while (html5_token_attribute(&rest, &attribute, &value)) continue;
    if (rest.n == 0) {
        token->kind = HTML5_TOKEN_NOTHING;
        t->at = s.n;
        return;
    }
    size_t close = (size_t)(rest.p - s.p);
    token->attributes = str_slice(s, end, close);
    token->self_closing =
        s.p[close - 1] == '/' && !(value.n > 0 && value.p + value.n == s.p + close);
    t->at = close + 1;
    if (token->kind == HTML5_TOKEN_START && is_raw(token->name)) t->raw = token->name;
}

/* Position behind a comment whose "<!--" ends at `at`. */
static size_t comment_end(struct str s, size_t at) {
    struct str rest = str_from(s, at);
    if (str_starts(rest, STR(">"))) return at + 1;
    if (str_starts(rest, STR("->"))) return at + 2;
    for (;;) {
        rest = str_from(s, at);
        size_t n = str_search(rest, STR("--"));
        if (n == rest.n) return s.n;
        struct str behind = str_from(rest, n + 2);
        if (str_starts(behind, STR(">"))) return at + n + 3;
        if (str_starts(behind, STR("!>"))) return at + n + 4;
        at += n + 1;
    }
}

static size_t behind_bracket(struct str s, size_t at) {
    while (at < s.n && s.p[at] != '>') at++;
    return at < s.n ? at + 1 : at;
}

/* Whether "<" at `at` opens something. */
static bool opens(struct str s, size_t at) {
    if (at + 1 >= s.n) return false;
    char c = s.p[at + 1];
    return is_letter(c) || c == '!' || c == '?' || (c == '/' && at + 2 < s.n);
}

static void read_text(struct html5_tokenizer *t, struct html5_token *token) {
    size_t end = t->at + 1;
    while (end < t->html.n && !(t->html.p[end] == '<' && opens(t->html, end))) end++;
    token->kind = HTML5_TOKEN_TEXT;
    token->text = str_slice(t->html, t->at, end);
    t->at = end;
}

/* Up to the end tag of t->raw. */
static void read_raw(struct html5_tokenizer *t, struct html5_token *token) {
    struct str s = t->html;
    size_t at = t->at, n = t->raw.n;
    for (; at < s.n; at++) {
        if (s.p[at] != '<' || at + 2 + n >= s.n || s.p[at + 1] != '/') continue;
        char behind = s.p[at + 2 + n];
        if (!str_is_space(behind) && behind != '/' && behind != '>') continue;
        if (str_eq_nocase(str_slice(s, at + 2, at + 2 + n), t->raw)) break;
    }
    token->kind = HTML5_TOKEN_RAW;
    token->text = str_slice(s, t->at, at);
    t->at = at;
    t->raw.p = NULL;
}

bool html5_token_next(struct html5_tokenizer *t, struct html5_token *ret_token) {
    struct str s = t->html;
    *ret_token = (struct html5_token){.kind = HTML5_TOKEN_NOTHING};
    if (t->at >= s.n) return false;
    size_t at = t->at;
    if (t->raw.p) {
        read_raw(t, ret_token);
    } else if (s.p[at] != '<' || !opens(s, at)) {
        read_text(t, ret_token);
    } else if (is_letter(s.p[at + 1])) {
        ret_token->kind = HTML5_TOKEN_START;
        read_tag(t, at + 1, ret_token);
    } else if (s.p[at + 1] == '/' && is_letter(s.p[at + 2])) {
        ret_token->kind = HTML5_TOKEN_END;
        read_tag(t, at + 2, ret_token);
    } else if (str_starts(str_from(s, at), STR("<!--"))) {
        t->at = comment_end(s, at + 4);
    } else {
        t->at = behind_bracket(s, at + 2);
    }
    return true;
}
