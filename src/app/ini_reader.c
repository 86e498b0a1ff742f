#include "app/ini_reader.h"

void ini_reader_init(struct ini_reader *r, struct str text) {
    if (str_starts(text, STR("\xEF\xBB\xBF"))) text = str_from(text, 3);
    *r = (struct ini_reader){.rest = text, .section = STR("")};
}

static struct str without_quotes(struct str value) {
    bool quoted = value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"';
    return quoted ? str_slice(value, 1, value.n - 1) : value;
}

static int wrong_line(struct str line, struct err *e) {
    err_set(e, E_INVALID, "\"%.*s\" is neither `key = value` nor `[section]`", (int)line.n, line.p);
    return err_hint(e, "lines starting with # are comments");
}

int ini_reader_next(struct ini_reader *r, struct ini_entry *ret_entry, struct err *e) {
    while (r->rest.p) {
        struct str line = str_trim(str_cut(&r->rest, '\n'));
        r->line++;
        if (line.n == 0 || line.p[0] == '#' || line.p[0] == ';') continue;
        if (line.p[0] == '[') {
            if (line.p[line.n - 1] != ']') return wrong_line(line, e);
            r->section = str_trim(str_slice(line, 1, line.n - 1));
            continue;
        }
        size_t at = str_find(line, '=');
        struct str key = str_trim(str_slice(line, 0, at));
        if (at == line.n || key.n == 0) return wrong_line(line, e);
        struct str value = without_quotes(str_trim(str_from(line, at + 1)));
        *ret_entry = (struct ini_entry){r->section, key, value};
        return 0;
    }
    *ret_entry = (struct ini_entry){r->section, STR(""), STR("")};
    return 0;
}
