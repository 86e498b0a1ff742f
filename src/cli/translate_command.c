#include "cli/translate_command.h"

#include <stdio.h>
#include <unistd.h>

#include "app/engines.h"
#include "app/newsroom.h"
#include "base/utf8.h"
#include "cli/check_output.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/translate_xliff.h"
#include "i18n/language.h"
#include "story/document_html.h"
#include "story/segmentation.h"
#include "sys/process.h"
#include "translate/edition_translator.h"
#include "translate/text_translator.h"

const char translate_usage[] =
    "usage: zubi translate --from LANGUAGE --to LANGUAGE [--html]\n"
    "       zubi translate --xliff [--from LANGUAGE] [--to LANGUAGE]\n"
    "                      [--data DIR] [--section SECTION] [--check] [--json]\n"
    "\n"
    "Translates standard input to standard output. Plain text keeps its lines, each of which is\n"
    "translated for itself; with --html the marks of a fragment of HTML go to the right words.\n"
    "\n"
    "  --from LANGUAGE   language of the input, as in eu\n"
    "  --to LANGUAGE     language wanted; `zubi languages` lists what there is\n"
    "  --html            the input is HTML, and so will be the output\n"
    "  --xliff           the input is XLIFF 1.2 or 2.x: units without a translation get one, with\n"
    "                    their codes, marked as a machine's; all else stays as it is\n"
    "  --data DIR        take the settings and the glossary of this newsroom\n"
    "  --section SECTION the glossary's terms of this section come first\n"
    "  --check           test each translation against its source; a table of what was found\n"
    "                    goes to standard error\n"
    "  --json            with --check: a JSON object for each finding instead of the table\n";

enum { BATCH_BYTES = 1 << 20, MAX_LINE_SEGMENTS = 20000 };

struct translation {
    struct engines engines;
    struct route route;
    struct str from, to;
    struct term_glossary *glossary; /* NULL without a newsroom, or in one that has none */
    struct str section;
    struct check_output check;
};

static int find_route(struct translation *t, struct arena *a, const char *from, const char *to,
                      struct err *e) {
    if (!from || !to) {
        err_set(e, E_INVALID, "say which languages to translate from and to");
        return err_hint(e, "as in: zubi translate --from eu --to es");
    }
    int code = language_parse(a, str_of(from), &t->from, e);
    if (!code) code = language_parse(a, str_of(to), &t->to, e);
    if (code) return code;
    if (route_find(&t->engines.routes, t->from, t->to, &t->route)) return 0;
    err_set(e, E_ENGINE, "no engine leads from %s to %s", from, to);
    return err_hint(e,
                    "`zubi languages` lists what there is; Debian's packages apertium-* add more");
}

static int read_input(struct buf *in, size_t want, bool *ret_end, struct err *e) {
    *ret_end = false;
    while (in->n < want) {
        if (!buf_reserve(in, 65536))
            return err_set(e, E_LIMIT, "a line is longer than %zu MB", in->max >> 20);
        ssize_t n = read(STDIN_FILENO, in->p + in->n, 65536);
        if (n < 0) return err_set(e, E_IO, "cannot read standard input");
        if (n == 0) {
            *ret_end = true;
            return 0;
        }
        in->n += (size_t)n;
    }
    return 0;
}

static int check_text(struct str text, size_t offset, struct err *e) {
    size_t at = utf8_invalid_at(text);
    if (at == text.n) at = str_find(text, '\0');
    if (at == text.n) return 0;
    err_set(e, E_INVALID, "the input is not text in UTF-8: byte %zu", offset + at + 1);
    return err_hint(e, "convert it first, as in: iconv -f latin1 -t utf-8");
}

static void write_out(struct str s) {
    fwrite(s.p, 1, s.n, stdout);
}

static void check_line(struct translation *t, struct arena *a, const struct text *source,
                       const struct translated_text *target) {
    struct check_pair pair = {.source_language = t->from,
                              .target_language = t->to,
                              .source = source,
                              .target = target->held ? source : &target->text,
                              .n_words = target->n_words,
                              .n_unknown = target->n_unknown,
                              .slot = BLOCK_PARAGRAPH};
    check_output_segment(&t->check, a, &pair);
}

static void check_edition(struct translation *t, struct arena *a, const struct edition *source,
                          const struct edition *target) {
    for (size_t i = 0; i < source->n_segments && i < target->n_segments; i++) {
        const struct segment *from = &source->segment[i], *to = &target->segment[i];
        const struct block *block = &source->document.block[from->block];
        struct text s = text_slice(a, &block->text, from->start, from->end);
        struct text made =
            text_slice(a, &target->document.block[to->block].text, to->start, to->end);
        struct check_pair pair = {.source_language = t->from,
                                  .target_language = t->to,
                                  .source = &s,
                                  .target = &made,
                                  .slot = block->kind};
        check_output_segment(&t->check, a, &pair);
    }
}

/* Lines of a batch as segments: the spaces around each line's text are kept as they are. */
static int translate_lines(struct translation *t, struct arena *a, struct str batch,
                           struct err *e) {
    struct text *source = NULL;
    size_t n = 0, capacity = 0;
    for (struct str rest = batch; rest.p;) {
        struct str line = str_trim(str_cut(&rest, '\n'));
        if (line.n == 0) continue;
        source = arena_grow(a, source, n, &capacity, sizeof *source);
        source[n++] = (struct text){line, NULL, 0};
    }
    struct translated_text *target = arena_array(a, n, sizeof *target);
    struct term_names names = {0};
    for (size_t i = 0; i < n; i++) term_name_collect(&names, a, source[i].s);
    struct term_use use = {t->glossary, t->section, &names};
    for (size_t i = 0; i < n; i += MAX_LINE_SEGMENTS) {
        size_t some = n - i < MAX_LINE_SEGMENTS ? n - i : MAX_LINE_SEGMENTS;
        int code = text_translate_bound(t->engines.cache, a, &t->route, &use, source + i, some,
                                        target + i, e);
        if (code) return code;
    }
    const char *at = batch.p;
    for (size_t i = 0; i < n; i++) {
        write_out((struct str){at, (size_t)(source[i].s.p - at)});
        write_out(target[i].held ? source[i].s : target[i].text.s);
        check_line(t, a, &source[i], &target[i]);
        at = source[i].s.p + source[i].s.n;
    }
    write_out((struct str){at, (size_t)(batch.p + batch.n - at)});
    return 0;
}

static int translate_plain(struct translation *t, struct err *e) {
    struct buf in;
    struct arena a;
    struct progress progress;
    size_t done = 0;
    int code = 0;
    buf_init(&in, 64 << 20);
    arena_init(&a);
    progress_start(&progress, "translating");
    for (bool end = false; !code && !end;) {
        size_t want = BATCH_BYTES;
        code = read_input(&in, want, &end, e);
        struct str batch = buf_str(&in);
        if (!code && !end) {
            size_t line_end = batch.n;
            while (line_end > 0 && batch.p[line_end - 1] != '\n') line_end--;
            if (line_end == 0) code = read_input(&in, in.n + BATCH_BYTES, &end, e);
            if (line_end == 0) continue;
            batch.n = line_end;
        }
        if (!code) code = check_text(batch, done, e);
        if (!code) code = translate_lines(t, &a, batch, e);
        done += batch.n;
        progress_show(&progress, done, done + (end ? 0 : in.n - batch.n));
        buf_consume(&in, batch.n);
        arena_reset(&a);
    }
    progress_end(&progress);
    arena_release(&a);
    buf_release(&in);
    return code;
}

static int translate_html(struct translation *t, struct err *e) {
    struct buf in;
    struct arena a;
    struct segmenter *segmenter = NULL;
    struct edition source = {.language = t->from, .text_language = t->from}, target;
    struct edition_count count;
    bool end;
    buf_init(&in, DOCUMENT_MAX_BYTES + 65537);
    arena_init(&a);
    int code = read_input(&in, DOCUMENT_MAX_BYTES + 1, &end, e);
    if (!code) code = document_html_parse_whole(&a, buf_str(&in), t->from, &source.document, e);
    if (!code) code = segmenter_open(t->from, &segmenter, e);
    if (!code) {
        segmentation_make(segmenter, &a, &source.document, &source.segment, &source.n_segments);
        struct term_use use = {t->glossary, t->section, NULL};
        struct edition_tools tools = {.cache = t->engines.cache, .route = &t->route, .use = &use};
        code = edition_translate(&tools, &a, &source, source.n_segments, NULL, t->to, &target,
                                 &count, e);
    }
    if (!code) write_out(document_html_write(&a, &target.document).s);
    if (!code) check_edition(t, &a, &source, &target);
    segmenter_close(segmenter);
    arena_release(&a);
    buf_release(&in);
    return code;
}

static int translate_xliff(struct translation *t, struct arena *a, const struct xliff *x,
                           struct err *e) {
    struct term_use use = {t->glossary, t->section, NULL};
    struct buf out;
    buf_init(&out, 2U * XML_TREE_MAX_BYTES);
    int code = translate_xliff_fill(t->engines.cache, a, &t->route, &use, x, t->to, &out, e);
    if (!code) write_out(buf_str(&out));
    buf_release(&out);
    return code;
}

/* The whole of an XLIFF file; its languages stand in for those that are not given. */
static int read_xliff(struct arena *a, const char **from, const char **to, struct xliff *ret_xliff,
                      struct err *e) {
    struct buf in;
    bool end;
    buf_init(&in, XML_TREE_MAX_BYTES + 65537U);
    int code = read_input(&in, XML_TREE_MAX_BYTES + 1U, &end, e);
    if (!code) code = xliff_read(a, buf_str(&in), ret_xliff, e);
    buf_release(&in);
    if (code) return code;
    if (!*from) *from = arena_cstr(a, ret_xliff->source_language);
    if (!*to && ret_xliff->target_language.n) *to = arena_cstr(a, ret_xliff->target_language);
    return 0;
}

static int load_settings(struct settings *s, struct arena *a, const char *data, struct err *e) {
    settings_defaults(s);
    return data ? settings_read(s, a, arena_printf(a, "%s/zubi.ini", data), e) : 0;
}

/* The terms of the newsroom, when it has a database already. */
static int load_glossary(struct translation *t, struct arena *a, const struct settings *settings,
                         const char *data, struct err *e) {
    struct database_options options = {.durability = DATABASE_REPEATABLE};
    struct database *db = NULL;
    bool has = false;
    if (!data) return 0;
    const char *url = newsroom_database_url(a, data, settings->database);
    int code = database_open(str_of(url), &options, &db, e);
    if (code == E_NOTFOUND) return 0;
    if (!code) code = database_has_table(db, STR("glossary"), &has, e);
    if (!code && has) code = term_shelf_read(a, db, &t->glossary, e);
    database_close(db);
    return code;
}

int translate_run(int argc, char **argv, struct err *e) {
    const char *from = NULL, *to = NULL, *data = NULL, *section = NULL;
    bool html = false, check = false, json = false, is_xliff = false;
    struct xliff xliff = {0};
    const struct option_spec options[] = {{"check", NULL, &check},     {"json", NULL, &json},
                                          {"from", &from, NULL},       {"to", &to, NULL},
                                          {"data", &data, NULL},       {"html", NULL, &html},
                                          {"section", &section, NULL}, {"xliff", NULL, &is_xliff}};
    struct translation t = {0};
    struct settings settings;
    struct arena a;
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    if (n > 0) {
        err_set(e, E_INVALID, "`zubi translate` takes no argument \"%s\"", argv[1]);
        return err_hint(e, "it reads standard input: zubi translate --from eu --to es < file");
    }
    process_work_in_batches();
    arena_init(&a);
    t.section = str_of(section);
    code = load_settings(&settings, &a, data, e);
    if (!code) code = load_glossary(&t, &a, &settings, data, e);
    if (!code) code = engines_open(&t.engines, &a, &settings, NULL, e);
    if (!code && is_xliff) code = read_xliff(&a, &from, &to, &xliff, e);
    if (!code) code = find_route(&t, &a, from, to, e);
    t.check = (struct check_output){.rules = check ? t.engines.checks : NULL, .json = json};
    if (!code && is_xliff)
        code = translate_xliff(&t, &a, &xliff, e);
    else if (!code)
        code = html ? translate_html(&t, e) : translate_plain(&t, e);
    if (!code) check_output_end(&t.check);
    engines_close(&t.engines);
    arena_release(&a);
    return code;
}
