#include "cli/xliff_command.h"

#include <stdio.h>
#include <string.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/edition_print.h"
#include "cli/options.h"
#include "interchange/tmx_edition.h"
#include "interchange/xliff1_writer.h"
#include "interchange/xliff2_writer.h"
#include "interchange/xliff_edition.h"
#include "interchange/xliff_review.h"
#include "store/review_write.h"
#include "sys/file.h"

const char xliff_usage[] =
    "usage: zubi xliff export STORY LANGUAGE [--format 2.1|1.2|tmx] [--data DIR] > FILE\n"
    "       zubi xliff import FILE --who NAME [--role ROLE] [--partial] [--data DIR]\n"
    "\n"
    "A translation as XLIFF, for translators' own tools, and back.\n"
    "\n"
    "  export       a unit for each segment, with its text and state; what a machine wrote is\n"
    "               marked as such. Marks are inline codes; a translation keeps them, on its "
    "words\n"
    "  import       what was changed in FILE becomes an edit, what was set to reviewed, "
    "signed-off\n"
    "               or final an approval, by NAME, as with `zubi review`; the ledger keeps them.\n"
    "               What was not touched stays as it is\n"
    "\n"
    "  --format     2.1 (the usual); 1.2, which older tools want; tmx: TMX 1.4b, for translation\n"
    "               memories of other programs, in which a machine's words are marked as such\n"
    "  --who NAME   who translated: the ledger keeps who answers for a text\n"
    "  --role ROLE  what they do, as in translator\n"
    "  --partial    take what can be taken, and list the rest\n"
    "\n"
    "Refused, with a list, and nothing is taken: segments whose source has changed since the\n"
    "export, texts that somebody else has changed meanwhile, texts whose codes are lost, doubled "
    "or\n"
    "wrongly nested.\n";

enum { MAX_BYTES = 64 << 20, MOST_LISTED = 50 };

struct xliff_options {
    const char *data, *format, *who, *role;
    bool partial;
};

enum format { XLIFF_2_1, XLIFF_1_2, TMX };

static int read_format(const char *name, enum format *ret_format, struct err *e) {
    static const char *const names[] = {"2.1", "1.2", "tmx"};
    *ret_format = XLIFF_2_1;
    for (size_t i = 0; name && i < 3; i++)
        if (strcmp(name, names[i]) == 0) return *ret_format = (enum format)i, 0;
    if (!name) return 0;
    err_set(e, E_INVALID, "there is no format \"%s\"", name);
    return err_hint(e, "write 2.1, 1.2 or tmx");
}

static int write_edition(struct arena *a, enum format format, const struct edition *edition,
                         const struct edition *source, struct buf *out, struct err *e) {
    struct xliff x;
    xliff_edition_make(a, edition, source, &x);
    if (x.n == 0) {
        err_set(e, E_BUSY, "the story has changed, and its translation is on its way");
        return err_hint(e, "try again in a moment");
    }
    if (format == XLIFF_2_1) xliff2_writer_write(a, &x, out);
    if (format == XLIFF_1_2) xliff1_writer_write(a, &x, out);
    if (format == TMX) tmx_edition_write(a, edition, source, out);
    return buf_failed(out) ? err_set(e, E_LIMIT, "the file would be too large") : 0;
}

static int export(const struct xliff_options *o, struct database *db, struct arena *a,
                  char **argument, struct err *e) {
    struct edition edition, source;
    enum format format;
    struct buf out;
    int code = read_format(o->format, &format, e);
    if (!code) code = edition_print_load(db, a, argument[0], argument[1], &edition, &source, e);
    if (code) return code;
    if (str_eq(edition.language, source.language))
        return err_set(e, E_CONFLICT,
                       "story %s is written in %s: there is no translation to export", argument[0],
                       argument[1]);
    if (edition.n_segments == 0)
        return err_set(e, E_CONFLICT, "story %s has no translation in %s yet (it is %s)",
                       argument[0], argument[1], edition_state_name(edition.state));
    buf_init(&out, 256 << 20);
    code = write_edition(a, format, &edition, &source, &out, e);
    if (!code) fwrite(out.p, 1, out.n, stdout);
    buf_release(&out);
    return code;
}

static void list_refusals(const struct xliff_reviews *r) {
    for (size_t i = 0; i < r->n_refused && i < MOST_LISTED; i++) {
        const struct xliff_refusal *x = &r->refusal[i];
        fprintf(stderr, "  line %u", x->line);
        if (x->segment) fprintf(stderr, ", segment %zu", x->segment);
        fprintf(stderr, ": %.*s\n", (int)x->why.n, x->why.p);
    }
    if (r->n_refused > MOST_LISTED) fprintf(stderr, "  and %zu more\n", r->n_refused - MOST_LISTED);
}

static int write_acts(struct database *db, struct arena *a, const struct edition *edition,
                      const struct xliff_reviews *r, struct err *e) {
    struct review_written written;
    struct slug_maker *slug;
    if (r->n == 0) return 0;
    int code = slug_open(&slug, e);
    if (code) return code;
    code = review_write(db, a, slug, edition->story_id, edition->language, r->review, r->n,
                        &written, e);
    slug_close(slug);
    return code;
}

static int load_for(struct database *db, struct arena *a, const struct xliff *x,
                    struct edition *ret_edition, struct edition *ret_source, struct err *e) {
    struct str unused;
    int64_t id = xliff_edition_story(x, &unused);
    if (id == 0) {
        err_set(e, E_INVALID,
                "line %u: the file was not written by `zubi xliff export`: its "
                "original names no story",
                x->file->line);
        return err_hint(e, "`zubi translate --xliff` translates any XLIFF");
    }
    if (!x->target_language.p || x->target_language.n == 0)
        return err_set(e, E_INVALID, "line %u: the file has no target language", x->file->line);
    return edition_print_load(db, a, arena_printf(a, "%lld", (long long)id).p,
                              arena_cstr(a, x->target_language), ret_edition, ret_source, e);
}

static int import(const struct xliff_options *o, struct database *db, struct arena *a,
                  char **argument, struct err *e) {
    struct segment_review like = {.who = str_trim(str_of(o->who)),
                                  .role = str_trim(str_of(o->role)),
                                  .at_ms = clock_wall_ms()};
    struct edition edition, source;
    struct xliff_reviews reviews;
    struct xliff x;
    struct str bytes;
    int code = file_read(a, argument[0], MAX_BYTES, &bytes, e);
    if (code) return code;
    code = xliff_read(a, bytes, &x, e);
    if (!code) code = load_for(db, a, &x, &edition, &source, e);
    if (!code) code = xliff_review_make(a, &x, &edition, &source, &like, &reviews, e);
    if (code) return err_add(e, "%s: ", argument[0]);
    if (reviews.n_refused > 0 && !o->partial) {
        err_set(e, E_CONFLICT, "%s: %zu of %zu units cannot be taken, so none was", argument[0],
                reviews.n_refused, x.n);
        list_refusals(&reviews);
        return err_hint(e, "export the story again, or take the others with --partial");
    }
    code = write_acts(db, a, &edition, &reviews, e);
    if (code) return code;
    printf("%zu edited, %zu approved, %zu unchanged, %zu refused\n", reviews.n_edited,
           reviews.n_approved, reviews.n_unchanged, reviews.n_refused);
    list_refusals(&reviews);
    return 0;
}

static int run(const struct xliff_options *o, char **argument, struct err *e) {
    struct newsroom newsroom;
    struct database *db = NULL;
    int code = newsroom_open(&newsroom, o->data, NULL, e);
    if (code) return code;
    code = newsroom_database(&newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (!code && strcmp(argument[0], "export") == 0)
        code = export(o, db, &newsroom.arena, argument + 1, e);
    else if (!code)
        code = import(o, db, &newsroom.arena, argument + 1, e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}

int xliff_run(int argc, char **argv, struct err *e) {
    struct xliff_options o = {.data = "newsroom"};
    const struct option_spec options[] = {
        {"data", &o.data, NULL}, {"format", &o.format, NULL}, {"who", &o.who, NULL},
        {"by", &o.who, NULL},    {"role", &o.role, NULL},     {"partial", NULL, &o.partial},
    };
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    bool exports = n == 3 && strcmp(argv[1], "export") == 0;
    bool imports = n == 2 && strcmp(argv[1], "import") == 0;
    if (!exports && !imports) {
        err_set(e, E_INVALID, "say what to export or import");
        return err_hint(e, "as in: zubi xliff export 12 es, zubi xliff import 12-es.xlf --who Ane");
    }
    if (imports && !o.who) {
        err_set(e, E_INVALID, "say who translated: --who NAME");
        return err_hint(e, "the ledger keeps who answers for a text");
    }
    return run(&o, argv + 1, e);
}
