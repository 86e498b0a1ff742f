#include "cli/term_csv.h"

#include "base/utf8.h"
#include "i18n/language.h"
#include "i18n/normalize.h"

enum field { LANGUAGE, TERM, SECTION, KIND, KEEP, CASE, NOTE, N_FIELDS };

static const char *const field_names[] = {"language", "term", "section", "kind",
                                          "keep",     "case", "note"};

enum part { TEXT, PLURAL, GENDER };

struct column {
    int field; /* enum field, or -1: of a language */
    struct str language;
    enum part part;
};

struct reader {
    struct arena *arena;
    struct str rest;
    size_t line;
    struct column column[TERM_CSV_MAX_COLUMNS];
    size_t n_columns;
};

/* A cell and whether it was the last of its line. False when a quote is not closed. */
static bool next_cell(struct reader *r, struct str *ret_cell, bool *ret_last) {
    struct str s = r->rest;
    size_t i = 0;
    struct buf b;
    buf_init(&b, TERM_CSV_MAX_BYTES);
    bool quoted = s.n > 0 && s.p[0] == '"';
    for (i = quoted; i < s.n; i++) {
        if (quoted && s.p[i] == '"') {
            if (i + 1 >= s.n || s.p[i + 1] != '"') break;
            i++;
        } else if (!quoted && (s.p[i] == ',' || s.p[i] == '\n')) {
            break;
        }
        r->line += s.p[i] == '\n';
        buf_add_char(&b, s.p[i]);
    }
    struct str cell = buf_keep(&b, r->arena);
    buf_release(&b);
    if (quoted && i++ >= s.n) return false;
    if (i < s.n && s.p[i] == '\r') i++;
    if (quoted && i < s.n && s.p[i] != ',' && s.p[i] != '\n') return false;
    *ret_last = i >= s.n || s.p[i] == '\n';
    r->line += i < s.n && s.p[i] == '\n';
    r->rest = str_from(s, i + 1);
    *ret_cell = str_trim(cell);
    return true;
}

static int parse_column(struct reader *r, struct str name, struct err *e) {
    struct column c = {.field = -1};
    for (int i = 0; i < N_FIELDS; i++)
        if (str_eq_nocase(name, str_of(field_names[i]))) c.field = i;
    if (c.field < 0) {
        struct str rest = name, language = str_cut(&rest, ' ');
        if (rest.p && str_eq_nocase(rest, STR("plural")))
            c.part = PLURAL;
        else if (rest.p && str_eq_nocase(rest, STR("gender")))
            c.part = GENDER;
        else if (rest.p)
            return err_set(e, E_INVALID, "there is no column \"%.*s\"", (int)name.n, name.p);
        int code = language_parse(r->arena, language, &c.language, e);
        if (code) return err_add(e, "the column \"%.*s\": ", (int)name.n, name.p);
    }
    if (r->n_columns == TERM_CSV_MAX_COLUMNS)
        return err_set(e, E_LIMIT, "more than %d columns", TERM_CSV_MAX_COLUMNS);
    r->column[r->n_columns++] = c;
    return 0;
}

static int read_header(struct reader *r, struct err *e) {
    bool last = false, has_term = false;
    while (!last) {
        struct str cell;
        if (!next_cell(r, &cell, &last))
            return err_set(e, E_INVALID, "line 1: a quotation mark is not closed");
        int code = parse_column(r, cell, e);
        if (code) return err_add(e, "line 1: ");
        has_term |= r->column[r->n_columns - 1].field == TERM;
    }
    if (has_term) return 0;
    err_set(e, E_INVALID, "line 1 names no column \"term\"");
    return err_hint(e, "the first line names the columns, as in: term,kind,es,en");
}

static bool is_yes(struct str s) {
    return str_eq_nocase(s, STR("yes")) || str_eq(s, STR("1")) || str_eq_nocase(s, STR("true"));
}

static struct term_rendering *rendering_of(struct arena *a, struct term *t, struct str language,
                                           size_t *capacity) {
    for (size_t i = 0; i < t->n_renderings; i++)
        if (str_eq(t->rendering[i].language, language)) return &t->rendering[i];
    t->rendering = arena_grow(a, t->rendering, t->n_renderings, capacity, sizeof *t->rendering);
    t->rendering[t->n_renderings] = (struct term_rendering){.language = language};
    return &t->rendering[t->n_renderings++];
}

static int take_field(struct arena *a, struct term *t, enum field field, struct str cell,
                      bool *ret_case_said, struct err *e) {
    switch (field) {
    case LANGUAGE: return cell.n ? language_parse(a, cell, &t->language, e) : 0;
    case TERM: t->text = cell; return 0;
    case SECTION: t->section = cell; return 0;
    case KEEP: t->keep = is_yes(cell); return 0;
    case NOTE: t->note = cell; return 0;
    case CASE:
        *ret_case_said = cell.n > 0;
        t->any_case = !is_yes(cell);
        return 0;
    case KIND:
        if (cell.n == 0 || term_kind_from_name(cell, &t->kind)) return 0;
        err_set(e, E_INVALID, "there is no kind \"%.*s\"", (int)cell.n, cell.p);
        return err_hint(e, "write person, place, organisation or noun");
    case N_FIELDS: break;
    }
    return 0;
}

static void take_part(struct arena *a, struct term *t, const struct column *c, struct str cell,
                      size_t *capacity) {
    if (cell.n == 0) return;
    struct term_rendering *r = rendering_of(a, t, c->language, capacity);
    if (c->part == TEXT) r->text = cell;
    if (c->part == PLURAL) r->plural = cell;
    if (c->part == GENDER) r->gender = cell.p[0] == 'f' ? 'f' : 'm';
}

/* A line; *ret_term.text stays empty for one without anything. */
static int read_line(struct reader *r, struct term *t, struct err *e) {
    size_t capacity = 0, line = r->line, i = 0;
    bool last = false, case_said = false;
    for (; !last; i++) {
        struct str cell;
        if (!next_cell(r, &cell, &last))
            return err_set(e, E_INVALID, "line %zu: a quotation mark is not closed", line);
        if (i >= r->n_columns && cell.n == 0) continue;
        if (i >= r->n_columns)
            return err_set(e, E_INVALID, "line %zu has more cells than there are columns", line);
        const struct column *c = &r->column[i];
        if (c->field < 0) {
            take_part(r->arena, t, c, cell, &capacity);
            continue;
        }
        int code = take_field(r->arena, t, (enum field)c->field, cell, &case_said, e);
        if (code) return err_add(e, "line %zu: ", line);
    }
    if (!case_said) t->any_case = t->kind == TERM_NOUN;
    if (t->text.n == 0 && (i > 1 || t->n_renderings > 0))
        return err_set(e, E_INVALID, "line %zu has no term", line);
    return 0;
}

int term_csv_read(struct arena *a, struct str csv, struct str language, struct term **ret_term,
                  size_t *ret_n, struct err *e) {
    struct term *term = NULL;
    size_t n = 0, capacity = 0;
    if (csv.n > TERM_CSV_MAX_BYTES)
        return err_set(e, E_LIMIT, "the table is larger than %d MB", TERM_CSV_MAX_BYTES >> 20);
    if (!utf8_is_valid(csv)) return err_set(e, E_INVALID, "the table is not UTF-8");
    if (str_starts(csv, STR("\xEF\xBB\xBF"))) csv = str_from(csv, 3);
    struct reader *r = arena_alloc(a, sizeof *r);
    *r = (struct reader){.arena = a, .rest = csv, .line = 1};
    int code = read_header(r, e);
    while (!code && r->rest.n > 0) {
        struct term t = {.language = language, .kind = TERM_NOUN};
        code = read_line(r, &t, e);
        if (code || t.text.n == 0) continue;
        if (n == TERM_MOST) return err_set(e, E_LIMIT, "more than %d terms", TERM_MOST);
        term = arena_grow(a, term, n, &capacity, sizeof *term);
        term[n++] = t;
    }
    if (code) return code;
    *ret_term = term;
    *ret_n = n;
    return 0;
}

static void write_cell(struct buf *b, struct str s, bool first) {
    if (!first) buf_add_char(b, ',');
    bool plain = true;
    for (size_t i = 0; i < s.n; i++)
        plain &= s.p[i] != ',' && s.p[i] != '"' && s.p[i] != '\n' && s.p[i] != '\r';
    if (plain) {
        buf_add(b, s);
        return;
    }
    buf_add_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_add_char(b, '"');
        buf_add_char(b, s.p[i]);
    }
    buf_add_char(b, '"');
}

static struct str *languages_of(struct arena *a, const struct term *term, size_t n, size_t *ret_n) {
    struct str *language = NULL;
    size_t found = 0, capacity = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < term[i].n_renderings; j++) {
            size_t k = 0;
            while (k < found && !str_eq(language[k], term[i].rendering[j].language)) k++;
            if (k < found) continue;
            language = arena_grow(a, language, found, &capacity, sizeof *language);
            language[found++] = term[i].rendering[j].language;
        }
    *ret_n = found;
    return language;
}

static void write_term(struct buf *b, const struct term *t, const struct str *language,
                       size_t n_languages) {
    write_cell(b, t->language, true);
    write_cell(b, t->text, false);
    write_cell(b, t->section, false);
    write_cell(b, str_of(term_kind_name(t->kind)), false);
    write_cell(b, t->keep ? STR("yes") : STR("no"), false);
    write_cell(b, t->any_case ? STR("no") : STR("yes"), false);
    write_cell(b, t->note, false);
    for (size_t i = 0; i < n_languages; i++) {
        struct term_rendering none = {0};
        const struct term_rendering *r = &none;
        for (size_t j = 0; j < t->n_renderings; j++)
            if (str_eq(t->rendering[j].language, language[i])) r = &t->rendering[j];
        write_cell(b, r->text, false);
        write_cell(b, r->plural, false);
        write_cell(b, (struct str){&r->gender, r->gender ? 1 : 0}, false);
    }
    buf_add_char(b, '\n');
}

void term_csv_write(struct arena *a, const struct term *term, size_t n, struct buf *b) {
    size_t n_languages;
    const struct str *language = languages_of(a, term, n, &n_languages);
    for (int i = 0; i < N_FIELDS; i++) write_cell(b, str_of(field_names[i]), i == 0);
    for (size_t i = 0; i < n_languages; i++)
        buf_printf(b, ",%.*s,%.*s plural,%.*s gender", (int)language[i].n, language[i].p,
                   (int)language[i].n, language[i].p, (int)language[i].n, language[i].p);
    buf_add_char(b, '\n');
    for (size_t i = 0; i < n; i++) write_term(b, &term[i], language, n_languages);
}
