#include "cli/explain_command.h"

#include <stdio.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/edition_print.h"
#include "cli/memory_print.h"
#include "cli/options.h"
#include "store/ledger_store.h"
#include "store/policy_store.h"
#include "store/section_store.h"
#include "store/story_store.h"
#include "story/document_html.h"
#include "story/document_json.h"
#include "story/segment_act.h"
#include "translate/edition_check.h"

const char explain_usage[] =
    "usage: zubi explain STORY LANGUAGE [--data DIR]\n"
    "\n"
    "Says how a translation came to be: its state and label, what the language policy makes of it\n"
    "and who says so, route and engines, times; then, segment by segment, who wrote it, its state\n"
    "and who answers for it, its source and its text; for a held one why, what the checks, as "
    "they\n"
    "are now, say of what a machine wrote (`zubi help checks`), for words from the memory whose "
    "they\n"
    "are, and what the memory offers; last, what people wrote for sentences that are no longer in\n"
    "the story.\n";

enum { ENTRIES_AT_ONCE = 500 };

static void print_times(struct arena *a, const struct edition *edition) {
    struct str saved = clock_format(a, edition->saved_ms), live = clock_format(a, edition->live_ms);
    printf("  route    %.*s\n  engines  %.*s\n", (int)edition->route.n, edition->route.p,
           (int)edition->engine.n, edition->engine.p);
    printf("  source saved %.*s", (int)saved.n, saved.p);
    if (edition->live_ms)
        printf(", live %.*s (%lld ms)", (int)live.n, live.p,
               (long long)(edition->live_ms - edition->saved_ms));
    printf("\n");
}

static int print_dropped_entry(struct arena *a, const struct ledger_entry *entry, size_t *n,
                               struct err *e) {
    struct text text;
    if (entry->act != ACT_DROP) return 0;
    int code = document_json_read_text(a, entry->before, &text, e);
    if (code) return code;
    if ((*n)++ == 0) printf("\nwritten for sentences that are gone:\n");
    struct str html = document_html_inline(a, &text).s, at = clock_format(a, entry->at_ms);
    printf("  %.*s  %.*s%s%.*s\n", (int)at.n, at.p, (int)entry->who.n, entry->who.p,
           entry->who.n ? ": " : "", (int)html.n, html.p);
    return 0;
}

static int print_dropped(struct database *db, struct arena *a, const struct edition *edition,
                         struct err *e) {
    struct ledger_query query = {
        .story_id = edition->story_id, .language = edition->language, .limit = ENTRIES_AT_ONCE};
    struct ledger_entry *entry;
    size_t n = ENTRIES_AT_ONCE, n_dropped = 0;
    int code = 0;
    while (!code && n == ENTRIES_AT_ONCE) {
        code = ledger_store_list(db, a, &query, &entry, &n, e);
        for (size_t i = 0; i < n && !code; i++) {
            code = print_dropped_entry(a, &entry[i], &n_dropped, e);
            query.after_id = entry[i].id;
        }
    }
    return code;
}

static int print_policy(struct database *db, struct arena *a, const struct edition *edition,
                        struct err *e) {
    struct story_row story;
    struct policy_levels levels;
    struct policy_resolved resolved;
    int code = story_store_find(db, a, edition->story_id, &story, e);
    if (!code) code = policy_store_levels(db, a, story.id, story.section_id, &levels, e);
    if (code || str_eq(edition->language, story.source_language)) return code;
    language_policy_resolve(levels.level, edition->language, &resolved);
    struct str text = language_policy_describe(a, &resolved);
    printf("  policy   %.*s\n", (int)text.n, text.p);
    return 0;
}

/* What the checks say of a machine's text; of one that they stopped, of that text. */
static void print_findings(const struct edition_check *check, struct arena *a,
                           const struct edition *edition, size_t at, const struct edition *source) {
    const struct segment *s = &edition->segment[at];
    const struct block *block = &edition->document.block[s->block];
    struct text from = segment_act_source(a, edition, at, source);
    struct text to = text_slice(a, &block->text, s->start, s->end);
    struct check_finding *finding;
    size_t n;
    bool is_machines = s->origin == ORIGIN_MACHINE && s->state == SEGMENT_CURRENT;
    if (edition_check_stopped(s))
        to = s->more->draft;
    else if (!is_machines || from.s.n == 0)
        return;
    edition_check_find(check, a, block->kind, &from, &to, 0, 0, &finding, &n);
    for (size_t i = 0; i < n; i++)
        printf("       %-8s %s: %.*s\n", check_severity_name(finding[i].severity),
               check_kind_name(finding[i].kind), (int)finding[i].sentence.n, finding[i].sentence.p);
}

static int explain(const struct newsroom *newsroom, struct database *db, struct arena *a,
                   const char *story, const char *language, struct err *e) {
    struct edition edition, source;
    struct story_row row;
    struct term_glossary *glossary = NULL;
    struct str section = STR("");
    int code = edition_print_load(db, a, story, language, &edition, &source, e);
    if (!code) code = story_store_find(db, a, edition.story_id, &row, e);
    if (!code) code = term_shelf_read(a, db, &glossary, e);
    if (!code) code = section_store_of_story(db, a, edition.story_id, &section, e);
    if (code) return code;
    struct term_use use = {glossary, section, NULL};
    struct edition_check check = {newsroom->engines.checks, &use, source.language,
                                  edition.language};
    edition_print_head(&edition, &source);
    code = print_policy(db, a, &edition, e);
    if (code) return code;
    print_times(a, &edition);
    for (size_t i = 0; i < edition.n_segments && !code; i++) {
        edition_print_segment(a, &edition, i, &source);
        print_findings(&check, a, &edition, i, &source);
        code = memory_print_segment(db, a, &edition, i, &source, row.section_id, e);
    }
    return code ? code : print_dropped(db, a, &edition, e);
}

int explain_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom";
    const struct option_spec options[] = {{"data", &data, NULL}};
    struct newsroom newsroom;
    struct database *db = NULL;
    int n;
    int code = options_parse(options, 1, argc, argv, &n, e);
    if (code) return code;
    if (n != 2) {
        err_set(e, E_INVALID, "say which story and which language");
        return err_hint(e, "as in: zubi explain 12 es");
    }
    code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    code = newsroom_database(&newsroom, DATABASE_REPEATABLE, &db, e);
    if (!code) code = explain(&newsroom, db, &newsroom.arena, argv[1], argv[2], e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}
