#include "story/front_matter.h"

#include "base/utf8.h"

struct reader {
    struct arena *a;
    struct str rest;
    uint32_t line; /* number of the line read last */
    struct front_matter front;
    size_t capacity;
    struct err *e;
};

static struct str next_line(struct reader *r) {
    struct str line = str_cut(&r->rest, '\n');
    r->line++;
    return str_ends(line, STR("\r")) ? str_slice(line, 0, line.n - 1) : line;
}

/* "---" and nothing but white space behind it. */
static bool is_fence(struct str line) {
    return str_starts(line, STR("---")) && str_trim(str_from(line, 3)).n == 0;
}

static int broken(struct reader *r, const char *what) {
    return err_set(r->e, E_INVALID, "front matter, line %u: %s", r->line, what);
}

static int too_deep(struct reader *r) {
    broken(r, "lists, nested keys and values over several lines are not understood");
    return err_hint(r->e, "write one line: key: value");
}

/* A value in double quotes. */
static int unquote(struct reader *r, struct str quoted, struct str *ret_value) {
    char *out = arena_alloc(r->a, quoted.n);
    size_t n = 0, i = 1;
    for (; i < quoted.n && quoted.p[i] != '"'; i++) {
        if (quoted.p[i] == '\\') {
            char next = i + 1 < quoted.n ? quoted.p[i + 1] : 0;
            if (next != '"' && next != '\\')
                return broken(r, "within quotes, only \\\" and \\\\ may follow a backslash");
            i++;
        }
        out[n++] = quoted.p[i];
    }
    if (i == quoted.n) return broken(r, "the quotes are not closed");
    if (i + 1 < quoted.n) {
        broken(r, "there is text behind the closing quotes");
        return err_hint(r->e,
                        "leave the quotes around the value out, or write \\\" for inner ones");
    }
    *ret_value = (struct str){out, n};
    return 0;
}

static bool is_key_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

static int add_field(struct reader *r, struct str key, struct str value) {
    struct front_matter *front = &r->front;
    char *lower = arena_cstr(r->a, key);
    for (size_t i = 0; i < key.n; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z') lower[i] = (char)(lower[i] + 32);
    struct str name = {lower, key.n};
    const struct front_matter_field *before = front_matter_find(front, name);
    if (before)
        return err_set(r->e, E_INVALID, "front matter, line %u: %s was given on line %u already",
                       r->line, lower, before->line);
    if (front->n_fields == FRONT_MATTER_MAX_FIELDS)
        return err_set(r->e, E_LIMIT, "front matter has more than %d fields",
                       FRONT_MATTER_MAX_FIELDS);
    front->field =
        arena_grow(r->a, front->field, front->n_fields, &r->capacity, sizeof *front->field);
    front->field[front->n_fields++] = (struct front_matter_field){name, value, r->line};
    return 0;
}

static int read_field(struct reader *r, struct str line) {
    if (str_is_space(line.p[0])) return too_deep(r);
    if (str_starts(line, STR("- ")) || str_eq(line, STR("-"))) return too_deep(r);
    size_t n = 0;
    while (n < line.n && is_key_char(line.p[n])) n++;
    size_t colon = n;
    while (colon < line.n && (line.p[colon] == ' ' || line.p[colon] == '\t')) colon++;
    if (n == 0 || colon == line.n || line.p[colon] != ':') {
        broken(r, "this is no field");
        return err_hint(r->e,
                        "write key: value, and --- on a line of its own below the last field");
    }
    struct str value = str_trim(str_from(line, colon + 1));
    if (value.n > FRONT_MATTER_MAX_VALUE)
        return err_set(r->e, E_LIMIT, "front matter, line %u: the value is longer than %d bytes",
                       r->line, FRONT_MATTER_MAX_VALUE);
    if (str_eq(value, STR("|")) || str_eq(value, STR(">")) || str_eq(value, STR("|-")) ||
        str_eq(value, STR(">-")))
        return too_deep(r);
    if (str_starts(value, STR("\""))) {
        int result = unquote(r, value, &value);
        if (result) return result;
    }
    return add_field(r, str_slice(line, 0, n), value);
}

static int check_bytes(struct str file, struct err *e) {
    size_t nul = str_find(file, 0), invalid = utf8_invalid_at(file);
    size_t at = nul < invalid ? nul : invalid, line = 1;
    if (at == file.n) return 0;
    for (size_t i = 0; i < at; i++) line += file.p[i] == '\n';
    err_set(e, E_INVALID,
            nul < invalid ? "there is a NUL byte at byte %zu (line %zu)"
                          : "the file is not UTF-8: see byte %zu (line %zu)",
            at, line);
    return err_hint(e, "save it as UTF-8, or convert it: iconv -f latin1 -t utf-8 FILE");
}

int front_matter_parse(struct arena *a, struct str file, struct front_matter *ret_front,
                       struct err *e) {
    int result = check_bytes(file, e);
    if (result) return result;
    struct str text = str_starts(file, STR("\xEF\xBB\xBF")) ? str_from(file, 3) : file;
    struct reader r = {.a = a, .rest = text, .e = e};
    if (!text.p || !is_fence(next_line(&r))) {
        *ret_front = (struct front_matter){.body = text, .body_line = 1};
        return 0;
    }
    for (;;) {
        if (!r.rest.p) {
            err_set(e, E_INVALID, "front matter begins on line 1 and does not end");
            return err_hint(e, "put --- on a line of its own below the last field");
        }
        struct str line = next_line(&r);
        if (is_fence(line)) break;
        if (str_trim(line).n == 0 || line.p[0] == '#') continue;
        result = read_field(&r, line);
        if (result) return result;
    }
    r.front.body = r.rest.p ? r.rest : STR("");
    r.front.body_line = r.line + 1;
    *ret_front = r.front;
    return 0;
}

const struct front_matter_field *front_matter_find(const struct front_matter *front,
                                                   struct str key) {
    for (size_t i = 0; i < front->n_fields; i++)
        if (str_eq(front->field[i].key, key)) return &front->field[i];
    return NULL;
}
