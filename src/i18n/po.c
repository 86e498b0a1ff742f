#include "i18n/po.h"

#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

/* What a line's string belongs to. */
enum field { FIELD_NONE, FIELD_KEY, FIELD_ID, FIELD_PLURAL, FIELD_FORM };

struct reader {
    struct arena *a;
    struct str rest;
    uint32_t line;
    struct po *po;
    size_t capacity;
    struct map seen;
    bool header_seen;
    /* the entry being read */
    struct po_entry entry;
    enum field field;
    bool fuzzy;
    struct buf text; /* of the field being read */
    struct err *e;
};

static int wrong(struct reader *r, const char *what) {
    return err_set(r->e, E_INVALID, "line %u: %s", r->line, what);
}

/* A quoted string, added to the field's text. */
static int read_string(struct reader *r, struct str s) {
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"') return wrong(r, "expected a \"string\"");
    s = str_slice(s, 1, s.n - 1);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '"') return wrong(r, "a quotation mark within a string needs a \\ before it");
        if ((unsigned char)c < 0x20 || c == 0x7f) return wrong(r, "a control character");
        if (c == '\\') {
            static const char escape[] = "nt\"\\", meaning[] = "\n\t\"\\";
            const char *found = ++i < s.n ? memchr(escape, s.p[i], sizeof escape - 1) : NULL;
            if (!found) return wrong(r, "an escape other than \\n \\t \\\" \\\\");
            c = meaning[found - escape];
        }
        buf_add_char(&r->text, c);
    }
    if (!buf_failed(&r->text)) return 0;
    return err_set(r->e, E_LIMIT, "line %u: a message of more than %d bytes", r->line,
                   PO_MAX_MESSAGE);
}

static void end_field(struct reader *r) {
    struct str text = buf_keep(&r->text, r->a);
    buf_clear(&r->text);
    switch (r->field) {
    case FIELD_NONE: break;
    case FIELD_KEY: r->entry.key = text; break;
    case FIELD_ID: r->entry.id = text; break;
    case FIELD_PLURAL: r->entry.plural = text; break;
    case FIELD_FORM: r->entry.form[r->entry.n_forms++] = text; break;
    }
}

static int read_plural_forms(struct reader *r, struct str value) {
    struct str count = str_trim(str_cut(&value, ';')), rule = str_trim(str_cut(&value, ';'));
    int64_t n = 0;
    if (!str_starts(count, STR("nplurals=")) || !str_starts(rule, STR("plural=")) ||
        !str_to_int64(str_trim(str_from(count, 9)), 1, PLURAL_MAX_FORMS, &n)) {
        return wrong(r, "Plural-Forms must be \"nplurals=N; plural=RULE;\"");
    }
    int err = plural_parse(str_from(rule, 7), (uint32_t)n, &r->po->rule, r->e);
    return err ? err_add(r->e, "line %u: ", r->line) : 0;
}

static int read_header(struct reader *r) {
    if (r->header_seen || r->po->n_entries) return wrong(r, "the header must come once and first");
    r->header_seen = true;
    struct str rest = r->entry.form[0];
    while (rest.p) {
        struct str value = str_cut(&rest, '\n'), name = str_trim(str_cut(&value, ':'));
        value = value.p ? str_trim(value) : STR("");
        int err = 0;
        if (str_eq_nocase(name, STR("Language"))) {
            r->po->language = value;
        } else if (str_eq_nocase(name, STR("Plural-Forms"))) {
            err = read_plural_forms(r, value);
        } else if (str_eq_nocase(name, STR("Content-Type"))) {
            struct str charset = str_from(value, str_search(value, STR("charset=")));
            if (!str_eq_nocase(charset, STR("charset=UTF-8"))) err = wrong(r, "must be in UTF-8");
        }
        if (err) return err;
    }
    return 0;
}

static bool is_translated(const struct po_entry *entry) {
    for (uint32_t i = 0; i < entry->n_forms; i++) {
        if (!entry->form[i].n) return false;
    }
    return true;
}

/* Forms there may be none of yet, but not some. */
static bool is_begun(const struct po_entry *entry) {
    for (uint32_t i = 0; i < entry->n_forms; i++) {
        if (entry->form[i].n) return true;
    }
    return false;
}

static int keep_entry(struct reader *r) {
    struct po_entry *entry = &r->entry;
    if (!entry->key.p) return wrong(r, "the entry before has no msgctxt");
    if (!entry->key.n || !entry->id.n) return wrong(r, "the entry before has no name or no text");
    uint32_t expected = entry->plural.p ? r->po->rule.n_forms : 1;
    if (r->fuzzy) return 0;
    if (map_get(&r->seen, entry->key)) return wrong(r, "the entry before has a msgctxt used above");
    map_put(&r->seen, r->a, entry->key, r->po);
    if (!is_begun(entry)) {
        entry->n_forms = 0;
    } else if (entry->n_forms != expected || !is_translated(entry)) {
        return err_set(r->e, E_INVALID, "line %u: the language has %u forms, all are needed",
                       entry->line, expected);
    }
    if (r->po->n_entries == PO_MAX_ENTRIES) {
        return err_set(r->e, E_LIMIT, "more than %d messages", PO_MAX_ENTRIES);
    }
    r->po->entry =
        arena_grow(r->a, r->po->entry, r->po->n_entries + 1, &r->capacity, sizeof *r->po->entry);
    r->po->entry[r->po->n_entries++] = *entry;
    return 0;
}

/* At the end of the file and where another entry begins. */
static int end_entry(struct reader *r) {
    if (r->field == FIELD_NONE) return 0;
    if (r->field != FIELD_FORM) return wrong(r, "the entry before has no msgstr");
    end_field(r);
    bool header = !r->entry.key.p && !r->entry.id.n && !r->entry.plural.p;
    int err = header ? read_header(r) : keep_entry(r);
    r->entry = (struct po_entry){0};
    r->field = FIELD_NONE;
    r->fuzzy = false;
    return err;
}

static bool after_word(struct str line, const char *word, struct str *ret_rest) {
    if (!str_starts(line, str_of(word))) return false;
    struct str rest = str_from(line, strlen(word));
    if (rest.n && !str_is_space(rest.p[0]) && rest.p[0] != '"') return false;
    *ret_rest = str_trim(rest);
    return true;
}

/* Each field may only follow certain others. */
static int begin_field(struct reader *r, enum field field, bool allowed, struct str string) {
    if (!allowed) return wrong(r, "a keyword that does not belong there");
    end_field(r);
    r->field = field;
    return read_string(r, string);
}

static int begin_entry(struct reader *r, enum field field, struct str string) {
    int err = end_entry(r);
    if (err) return err;
    r->entry.line = r->line;
    return begin_field(r, field, true, string);
}

static int read_numbered_form(struct reader *r, struct str line) {
    size_t close = str_find(line, ']');
    int64_t index = 0;
    if (close == line.n ||
        !str_to_int64(str_slice(line, 7, close), 0, PLURAL_MAX_FORMS - 1, &index)) {
        return wrong(r, "expected msgstr[0] and so on");
    }
    uint32_t next = r->field == FIELD_FORM ? r->entry.n_forms + 1 : 0;
    bool allowed = r->field == FIELD_PLURAL || (r->field == FIELD_FORM && r->entry.plural.p);
    return begin_field(r, FIELD_FORM, allowed && index == next,
                       str_trim(str_from(line, close + 1)));
}

static int read_comment(struct reader *r, struct str line) {
    if (str_starts(line, STR("#~"))) return 0;
    int err = r->field == FIELD_FORM ? end_entry(r) : 0;
    if (!err && r->field != FIELD_NONE) return wrong(r, "a comment within an entry");
    if (str_starts(line, STR("#,")) && str_search(line, STR("fuzzy")) < line.n) r->fuzzy = true;
    return err;
}

static int read_line(struct reader *r, struct str line) {
    struct str string;
    if (!line.n) return 0;
    if (line.p[0] == '#') return read_comment(r, line);
    if (line.p[0] == '"') {
        return r->field == FIELD_NONE ? wrong(r, "a string without a keyword")
                                      : read_string(r, line);
    }
    if (after_word(line, "msgctxt", &string)) return begin_entry(r, FIELD_KEY, string);
    if (after_word(line, "msgid", &string)) {
        return r->field == FIELD_KEY ? begin_field(r, FIELD_ID, true, string)
                                     : begin_entry(r, FIELD_ID, string);
    }
    if (after_word(line, "msgid_plural", &string)) {
        return begin_field(r, FIELD_PLURAL, r->field == FIELD_ID, string);
    }
    if (after_word(line, "msgstr", &string)) {
        return begin_field(r, FIELD_FORM, r->field == FIELD_ID, string);
    }
    if (str_starts(line, STR("msgstr["))) return read_numbered_form(r, line);
    return wrong(r, "neither a comment, a keyword nor a string");
}

static int read_all(struct reader *r) {
    int err = 0;
    while (!err && r->rest.p) {
        r->line++;
        err = read_line(r, str_trim(str_cut(&r->rest, '\n')));
    }
    return err ? err : end_entry(r);
}

int po_parse(struct arena *a, struct str bytes, struct po *ret, struct err *e) {
    if (bytes.n > PO_MAX_BYTES) {
        return err_set(e, E_LIMIT, "messages of %zu bytes; at most %d are read", bytes.n,
                       PO_MAX_BYTES);
    }
    size_t invalid = utf8_invalid_at(bytes);
    if (invalid < bytes.n) return err_set(e, E_INVALID, "byte %zu is not UTF-8", invalid);
    if (!bytes.p) bytes = STR("");
    struct po po = {0};
    struct reader r = {.a = a, .rest = bytes, .po = &po, .e = e};
    int err = plural_parse(STR("n != 1"), 2, &po.rule, e);
    if (err) return err;
    buf_init(&r.text, PO_MAX_MESSAGE);
    err = read_all(&r);
    buf_release(&r.text);
    if (!err) *ret = po;
    return err;
}
