#include "cli/term_command.h"

#include <stdio.h>
#include <string.h>

#include "app/newsroom.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "cli/term_change.h"
#include "cli/term_csv.h"
#include "cli/term_exchange.h"
#include "i18n/language.h"
#include "i18n/normalize.h"
#include "interchange/tbx_reader.h"
#include "interchange/tbx_writer.h"
#include "sys/file.h"
#include "translate/term_shelf.h"

const char term_usage[] =
    "usage: zubi term list|export|suggest\n"
    "       zubi term add TERM [LANGUAGE=RENDERING[/PLURAL][:m|:f] …]\n"
    "       zubi term remove TERM\n"
    "       zubi term count TERM\n"
    "       zubi term import FILE\n"
    "\n"
    "The glossary: names and terms, and what they have to be in other languages. A change says "
    "how\n"
    "many sentences it touches, and has just those translated again, after fresh news; what "
    "people\n"
    "wrote stays.\n"
    "\n"
    "  list            the terms, one to a line\n"
    "  add             as in: zubi term add muga-zerga es=arancel/aranceles:m en=tariff/tariffs\n"
    "                         zubi term add Mosku --kind place es=Moscú en=Moscow fr=Moscou:m\n"
    "                         zubi term add Osakidetza --kind organisation --keep\n"
    "  count           how many source sentences have the term\n"
    "  suggest         names that stories have and the glossary has not, the most frequent first\n"
    "  import, export  a table (CSV) whose first line names the columns: language, term, section,\n"
    "                  kind, keep, case, note, and for each language: es, es plural, es gender;\n"
    "                  or TBX-Basic, which other programs' glossaries speak\n"
    "\n"
    "  --data DIR           the newsroom's folder\n"
    "  --language LANGUAGE  of the term; without it the newsroom's first\n"
    "  --kind KIND          person, place, organisation or noun (the usual)\n"
    "  --section SECTION    holds in this section only, before what holds in all\n"
    "  --keep               stands in every language as it is\n"
    "  --case               is found only with its own capitals; names always are\n"
    "  --format FORMAT      of import and export: csv, tbx (ISO 30042:2019) or tbx-2008, which\n"
    "                       older programs want; import finds out by itself\n"
    "  --note TEXT          for people\n";

enum { SUGGESTIONS = 100 };

struct terms {
    struct newsroom newsroom;
    struct database *db;
    struct arena arena;
    struct str language;
    const char *kind, *section, *note, *data, *given_language, *format;
    bool keep, exact_case;
};

static int read_all(struct terms *t, struct term **ret_term, size_t *ret_n, struct err *e) {
    return term_store_list(t->db, &t->arena, ret_term, ret_n, e);
}

static void print_change(const struct term_change *c) {
    printf("%lld %s; %lld sentences in %lld stories; %lld translations are made again\n",
           (long long)c->n_terms, c->n_terms == 1 ? "term" : "terms", (long long)c->n_segments,
           (long long)c->n_stories, (long long)c->n_queued);
}

static int put(struct terms *t, const struct term *term, size_t n, struct err *e) {
    struct term_change change;
    int code = term_change_put(t->db, &t->arena, term, n, &change, e);
    if (!code) print_change(&change);
    return code;
}

/* "es=arancel/aranceles:m" */
static int parse_rendering(struct arena *a, struct str s, struct term_rendering *ret,
                           struct err *e) {
    size_t equals = str_find(s, '=');
    struct str text = str_from(s, equals + 1);
    if (equals == s.n || text.n == 0) {
        err_set(e, E_INVALID, "\"%.*s\" is no rendering", (int)s.n, s.p);
        return err_hint(e, "write it as in: es=arancel/aranceles:m");
    }
    *ret = (struct term_rendering){0};
    if (str_ends(text, STR(":m")) || str_ends(text, STR(":f"))) {
        ret->gender = text.p[text.n - 1];
        text.n -= 2;
    }
    size_t slash = str_find(text, '/');
    ret->text = normalize_nfc(a, str_trim(str_slice(text, 0, slash)));
    ret->plural = normalize_nfc(a, str_trim(str_from(text, slash + 1)));
    return language_parse(a, str_slice(s, 0, equals), &ret->language, e);
}

static int make_term(struct terms *t, char **argument, int n, struct term *ret, struct err *e) {
    struct term term = {.language = t->language,
                        .text = normalize_nfc(&t->arena, str_trim(str_of(argument[0]))),
                        .section = str_of(t->section),
                        .kind = TERM_NOUN,
                        .keep = t->keep,
                        .note = str_of(t->note)};
    if (t->kind && !term_kind_from_name(str_of(t->kind), &term.kind)) {
        err_set(e, E_INVALID, "there is no kind \"%s\"", t->kind);
        return err_hint(e, "it is one of person, place, organisation, noun");
    }
    term.any_case = term.kind == TERM_NOUN && !t->exact_case;
    term.rendering = arena_array(&t->arena, (size_t)n, sizeof *term.rendering);
    for (int i = 1; i < n; i++) {
        int code =
            parse_rendering(&t->arena, str_of(argument[i]), &term.rendering[term.n_renderings], e);
        if (code) return code;
        term.n_renderings++;
    }
    *ret = term;
    return 0;
}

static int add(struct terms *t, char **argument, int n, struct err *e) {
    struct term term;
    int code = make_term(t, argument, n, &term, e);
    if (!code && term.n_renderings == 0 && !term.keep && term.kind == TERM_NOUN) {
        err_set(e, E_INVALID, "say what \"%s\" is in other languages, or --keep", argument[0]);
        return err_hint(e, "as in: zubi term add muga-zerga es=arancel/aranceles:m");
    }
    return code ? code : put(t, &term, 1, e);
}

/* The term as the glossary has it, else as the options say. */
static int find_term(struct terms *t, char **argument, struct term *ret_term, struct err *e) {
    struct term *all;
    size_t n;
    int code = make_term(t, argument, 1, ret_term, e);
    if (!code) code = read_all(t, &all, &n, e);
    for (size_t i = 0; !code && i < n; i++) {
        bool same = str_eq(all[i].language, ret_term->language) &&
                    str_eq(all[i].text, ret_term->text) &&
                    str_eq(all[i].section, ret_term->section);
        if (!same) continue;
        *ret_term = all[i];
        break;
    }
    return code;
}

static int remove_term(struct terms *t, char **argument, struct err *e) {
    struct term term;
    struct term_change change;
    int code = find_term(t, argument, &term, e);
    if (!code) code = term_change_remove(t->db, &t->arena, &term, &change, e);
    if (!code) print_change(&change);
    return code;
}

static int count(struct terms *t, char **argument, struct err *e) {
    struct term term;
    struct term_scan scan;
    int code = find_term(t, argument, &term, e);
    if (!code) code = term_change_count(t->db, &t->arena, &term, 1, &scan, e);
    if (code) return code;
    printf("%lld sentences in %lld stories\n", (long long)scan.n_segments,
           (long long)scan.n_stories);
    return 0;
}

static int read_csv(struct terms *t, struct str bytes, struct term **ret_term, size_t *ret_n,
                    struct err *e) {
    if (!utf8_is_valid(bytes)) return err_set(e, E_INVALID, "the table is not UTF-8");
    return term_csv_read(&t->arena, normalize_nfc(&t->arena, bytes), t->language, ret_term, ret_n,
                         e);
}

static int read_tbx(struct terms *t, struct str bytes, struct term **ret_term, size_t *ret_n,
                    struct err *e) {
    struct tbx_read read;
    int code = tbx_reader_read(&t->arena, bytes, t->language, &read, e);
    if (!code && read.n == 0) {
        err_set(e, E_INVALID, "the file has no term in %.*s", (int)t->language.n, t->language.p);
        return err_hint(e, "say which of its languages the terms are of: --language LANGUAGE");
    }
    if (!code) code = term_exchange_from_tbx(&t->arena, read.term, read.n, ret_term, e);
    if (code) return code;
    *ret_n = read.n;
    if (read.n_left_out)
        fprintf(stderr, "%zu entries have no term in %.*s and were left out\n", read.n_left_out,
                (int)t->language.n, t->language.p);
    return 0;
}

/* XML begins with a tag, in any encoding; a table does not. */
static bool is_xml(struct str bytes) {
    size_t at = 0;
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) at = 3;
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) return true;
    while (at < bytes.n && str_is_space(bytes.p[at])) at++;
    return at < bytes.n && bytes.p[at] == '<';
}

static int import(struct terms *t, char **argument, struct err *e) {
    struct str bytes;
    struct term *term;
    size_t n;
    int code = file_read(&t->arena, argument[0], TERM_CSV_MAX_BYTES, &bytes, e);
    if (code) return code;
    code = is_xml(bytes) ? read_tbx(t, bytes, &term, &n, e) : read_csv(t, bytes, &term, &n, e);
    if (code) return err_add(e, "%s: ", argument[0]);
    return put(t, term, n, e);
}

static int export(struct terms *t, struct err *e) {
    const char *format = t->format ? t->format : "csv";
    bool is_csv = strcmp(format, "csv") == 0, is_new = strcmp(format, "tbx") == 0;
    struct term *term;
    size_t n;
    struct buf b;
    if (!is_csv && !is_new && strcmp(format, "tbx-2008") != 0) {
        err_set(e, E_INVALID, "there is no format \"%s\"", format);
        return err_hint(e, "write csv, tbx or tbx-2008");
    }
    int code = read_all(t, &term, &n, e);
    if (code) return code;
    if (!is_csv && n == 0) return err_set(e, E_NOTFOUND, "the glossary is empty");
    buf_init(&b, 256 << 20);
    if (is_csv)
        term_csv_write(&t->arena, term, n, &b);
    else
        tbx_writer_write(&t->arena, is_new ? TBX_2019 : TBX_2008,
                         term_exchange_to_tbx(&t->arena, term, n), n, t->language, &b);
    bool failed = buf_failed(&b);
    if (!failed) fwrite(b.p, 1, b.n, stdout);
    buf_release(&b);
    return failed ? err_set(e, E_LIMIT, "the file would be too large") : 0;
}

static int list(struct terms *t, struct err *e) {
    struct term *term;
    size_t n;
    int code = read_all(t, &term, &n, e);
    for (size_t i = 0; !code && i < n; i++) {
        const struct term *x = &term[i];
        printf("%.*s (%.*s) %s%s%.*s%s", (int)x->text.n, x->text.p, (int)x->language.n,
               x->language.p, term_kind_name(x->kind), x->section.n ? ", in " : "",
               (int)x->section.n, x->section.p, x->keep ? ", kept" : "");
        for (size_t j = 0; j < x->n_renderings; j++)
            printf("%s %.*s=%.*s", j ? "," : ":", (int)x->rendering[j].language.n,
                   x->rendering[j].language.p, (int)x->rendering[j].text.n, x->rendering[j].text.p);
        putchar('\n');
    }
    return code;
}

static int suggest(struct terms *t, struct err *e) {
    struct term_glossary *glossary;
    struct term_suggestion *s;
    size_t n;
    int code = term_shelf_read(&t->arena, t->db, &glossary, e);
    if (!code)
        code = term_scan_suggest(t->db, &t->arena, glossary, t->language, SUGGESTIONS, &s, &n, e);
    for (size_t i = 0; !code && i < n; i++)
        printf("%6lld in %lld stories  %s  %.*s\n", (long long)s[i].n_seen,
               (long long)s[i].n_stories, term_kind_name(s[i].kind), (int)s[i].name.n, s[i].name.p);
    return code;
}

static int run(struct terms *t, const char *what, char **argument, int n, struct err *e) {
    bool alone =
        strcmp(what, "list") == 0 || strcmp(what, "export") == 0 || strcmp(what, "suggest") == 0;
    if (!alone && n == 0) {
        err_set(e, E_INVALID, "`zubi term %s` needs to know what", what);
        return err_hint(e, "see: zubi help term");
    }
    if ((alone && n > 0) || (n > 1 && strcmp(what, "add") != 0))
        return err_set(e, E_INVALID, "`zubi term %s` takes no argument \"%s\"", what,
                       argument[alone ? 0 : 1]);
    if (strcmp(what, "list") == 0) return list(t, e);
    if (strcmp(what, "export") == 0) return export(t, e);
    if (strcmp(what, "suggest") == 0) return suggest(t, e);
    if (strcmp(what, "add") == 0) return add(t, argument, n, e);
    if (strcmp(what, "remove") == 0) return remove_term(t, argument, e);
    if (strcmp(what, "count") == 0) return count(t, argument, e);
    if (strcmp(what, "import") == 0) return import(t, argument, e);
    err_set(e, E_INVALID, "`zubi term` knows no \"%s\"", what);
    return err_hint(e, "it is one of list, add, remove, import, export, count, suggest");
}

static int open_and_run(struct terms *t, char **argument, int n, struct err *e) {
    int code = newsroom_open(&t->newsroom, t->data, NULL, e);
    if (code) return code;
    t->language = t->newsroom.settings.source;
    if (t->given_language)
        code = language_parse(&t->arena, str_of(t->given_language), &t->language, e);
    if (!code) code = newsroom_database(&t->newsroom, DATABASE_ACKNOWLEDGED, &t->db, e);
    if (!code) code = run(t, argument[0], argument + 1, n - 1, e);
    database_close(t->db);
    newsroom_close(&t->newsroom);
    return code;
}

int term_run(int argc, char **argv, struct err *e) {
    struct terms t = {.data = "newsroom"};
    const struct option_spec options[] = {
        {"data", &t.data, NULL},       {"language", &t.given_language, NULL},
        {"kind", &t.kind, NULL},       {"section", &t.section, NULL},
        {"note", &t.note, NULL},       {"keep", NULL, &t.keep},
        {"case", NULL, &t.exact_case}, {"format", &t.format, NULL},
    };
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    if (n == 0) {
        err_set(e, E_INVALID, "say what to do with the glossary");
        return err_hint(e, "as in: zubi term list; see: zubi help term");
    }
    arena_init(&t.arena);
    code = open_and_run(&t, argv + 1, n, e);
    arena_release(&t.arena);
    return code;
}
