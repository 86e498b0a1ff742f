#include "cli/review_command.h"

#include <stdio.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/edition_print.h"
#include "cli/options.h"
#include "cli/suggestion_print.h"
#include "store/review_write.h"

const char review_usage[] =
    "usage: zubi review STORY LANGUAGE [--segment N] [ACT --who NAME [--role ROLE]] [--data DIR]\n"
    "\n"
    "Without an act, lists the segments of a translation with their numbers, each beside its\n"
    "source, and what readers suggest for it (see `zubi help suggestions`). Acts, each of which\n"
    "goes into the ledger:\n"
    "\n"
    "  --edit TEXT     these are the words now: inline HTML with the marks that the source has\n"
    "  --approve       the text is right as it is\n"
    "  --reject        it is not fit to be read: the draft beside it, or the source's words,\n"
    "                  stand there from now on\n"
    "  --lock          nobody changes it, no machine either\n"
    "  --unlock        takes that back\n"
    "  --approve-all   every segment that has a translation and is not approved yet\n"
    "\n"
    "  --segment N     which one\n"
    "  --who NAME      who does it: the ledger keeps who answers for a text\n"
    "  --role ROLE     what they do, as in editor, translator, reviewer\n"
    "  --data DIR      the newsroom's folder\n"
    "\n"
    "What a person wrote or approved is never changed by a machine. When its source changes it\n"
    "stays, marked as outdated, with a draft beside it. Correcting only the spelling of a text "
    "that\n"
    "nobody approved does not make it revised; approve it when it is.\n";

struct review_options {
    const char *data, *segment, *edit, *who, *role;
    bool flag[ACT_UNLOCK + 1]; /* by act */
    bool approve_all;
};

static int read_act(const struct review_options *o, enum segment_act *ret_act, size_t *ret_n,
                    struct err *e) {
    size_t n = o->approve_all;
    *ret_act = ACT_APPROVE;
    for (enum segment_act act = ACT_EDIT; act <= ACT_UNLOCK; act++) {
        if (!(act == ACT_EDIT ? o->edit != NULL : o->flag[act])) continue;
        *ret_act = act;
        n++;
    }
    if (n > 1) return err_set(e, E_INVALID, "only one act at a time");
    if (n == 1 && !o->approve_all && !o->segment) {
        err_set(e, E_INVALID, "say which segment: --segment N");
        return err_hint(e, "without an act, `zubi review STORY LANGUAGE` lists them");
    }
    if (n == 1 && !o->who) {
        err_set(e, E_INVALID, "say who does this: --who NAME");
        return err_hint(e, "the ledger keeps who answers for a text");
    }
    *ret_n = n;
    return 0;
}

static int read_segment(const struct review_options *o, const struct edition *edition,
                        size_t *ret_segment, struct err *e) {
    int64_t number;
    *ret_segment = SIZE_MAX;
    if (!o->segment) return 0;
    if (!str_to_int64(str_of(o->segment), 1, (int64_t)edition->n_segments, &number)) {
        err_set(e, E_INVALID, "there is no segment %s: the edition has %zu", o->segment,
                edition->n_segments);
        return err_hint(e, "without --segment all are listed");
    }
    *ret_segment = (size_t)number - 1;
    return 0;
}

static void print_suggestions(struct arena *a, const struct edition *edition, size_t segment,
                              const struct suggestion *suggestion, size_t n) {
    for (size_t i = 0; i < n; i++) {
        size_t at;
        struct suggestion_seen seen = suggestion_store_seen(&suggestion[i]);
        enum suggestion_standing standing = suggestion_place_find(edition, &seen, &at);
        if (standing != SUGGESTION_GONE && at == segment)
            suggestion_print_below(a, &suggestion[i], standing == SUGGESTION_CHANGED);
    }
}

static int list(struct database *db, struct arena *a, const struct edition *edition,
                const struct edition *source, size_t only, struct err *e) {
    struct suggestion_query open = {.state = SUGGESTION_OPEN,
                                    .story_id = edition->story_id,
                                    .language = edition->language,
                                    .limit = SUGGESTION_PRINT_MOST};
    struct suggestion *suggestion;
    size_t n;
    int code = suggestion_store_list(db, a, &open, &suggestion, &n, e);
    if (code) return code;
    edition_print_head(edition, source);
    for (size_t i = 0; i < edition->n_segments; i++) {
        if (only != SIZE_MAX && only != i) continue;
        edition_print_segment(a, edition, i, source);
        print_suggestions(a, edition, i, suggestion, n);
    }
    return 0;
}

static int act(struct database *db, struct arena *a, const struct review_options *o,
               enum segment_act kind, const struct edition *edition, const struct edition *source,
               size_t segment, struct err *e) {
    struct segment_review one = {.act = kind,
                                 .segment = segment,
                                 .who = str_trim(str_of(o->who)),
                                 .role = str_trim(str_of(o->role)),
                                 .at_ms = clock_wall_ms()};
    struct segment_review *review = &one;
    struct review_written written;
    struct slug_maker *slug;
    size_t n = 1;
    int code = 0;
    if (kind == ACT_EDIT)
        code = segment_act_read_text(a, str_of(o->edit), edition->language, &one.text, e);
    if (o->approve_all)
        review_write_approvals(a, edition, &one, &review, &n);
    else
        one.expected = segment_act_tag(edition, segment);
    if (!code && n == 0) {
        printf("nothing was left to approve\n");
        return 0;
    }
    if (!code) code = slug_open(&slug, e);
    if (code) return code;
    code = review_write(db, a, slug, edition->story_id, edition->language, review, n, &written, e);
    slug_close(slug);
    return code ? code : list(db, a, &written.edition, source, segment, e);
}

static int run(const struct review_options *o, const char *story, const char *language,
               struct err *e) {
    struct newsroom newsroom;
    struct database *db = NULL;
    struct edition edition, source;
    enum segment_act kind;
    size_t n_acts = 0, segment;
    int code = read_act(o, &kind, &n_acts, e);
    if (!code) code = newsroom_open(&newsroom, o->data, NULL, e);
    if (code) return code;
    struct arena *a = &newsroom.arena;
    code = newsroom_database(&newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (!code) code = edition_print_load(db, a, story, language, &edition, &source, e);
    if (!code) code = read_segment(o, &edition, &segment, e);
    if (!code && n_acts)
        code = act(db, a, o, kind, &edition, &source, segment, e);
    else if (!code)
        code = list(db, a, &edition, &source, segment, e);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}

int review_run(int argc, char **argv, struct err *e) {
    struct review_options o = {.data = "newsroom"};
    const struct option_spec options[] = {
        {"data", &o.data, NULL},
        {"segment", &o.segment, NULL},
        {"edit", &o.edit, NULL},
        {"who", &o.who, NULL},
        {"role", &o.role, NULL},
        {"approve", NULL, &o.flag[ACT_APPROVE]},
        {"reject", NULL, &o.flag[ACT_REJECT]},
        {"lock", NULL, &o.flag[ACT_LOCK]},
        {"unlock", NULL, &o.flag[ACT_UNLOCK]},
        {"approve-all", NULL, &o.approve_all},
    };
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    if (n != 2) {
        err_set(e, E_INVALID, "say which story and which language");
        return err_hint(e, "as in: zubi review 12 es");
    }
    return run(&o, argv[1], argv[2], e);
}
