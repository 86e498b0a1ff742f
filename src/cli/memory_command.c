#include "cli/memory_command.h"

#include <stdio.h>
#include <string.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "cli/memory_exchange.h"
#include "cli/memory_print.h"
#include "cli/options.h"
#include "i18n/language.h"
#include "store/memory_learn.h"
#include "store/memory_write.h"
#include "story/document_html.h"
#include "story/segment_act.h"

const char memory_usage[] =
    "usage: zubi memory [count]\n"
    "       zubi memory list [--from LANGUAGE] [--to LANGUAGE] [--story STORY]\n"
    "       zubi memory search TEXT --to LANGUAGE [--from LANGUAGE]\n"
    "       zubi memory remove ENTRY\n"
    "       zubi memory learn\n"
    "       zubi memory export [--from LANGUAGE] [--to LANGUAGE] [--story STORY] > FILE\n"
    "       zubi memory import FILE [--from LANGUAGE] [--to LANGUAGE]\n"
    "\n"
    "What people wrote or approved as the translation of a sentence. The same sentence in another\n"
    "story gets it before any machine is asked, and is shown as what it is: of origin memory, not\n"
    "revised there until somebody approves it there. For sentences that are almost the same it is\n"
    "offered, with what is different.\n"
    "\n"
    "  count           how much there is, by direction\n"
    "  list            every entry: its sentence, its translation, whose it is, how many editions\n"
    "                  show it\n"
    "  search          what the memory has of a sentence, and of those almost the same; inline "
    "HTML\n"
    "  remove          takes an entry out for good; editions that show it are made again\n"
    "  learn           from the ledger, what was done before there was a memory; may be repeated\n"
    "  export, import  TMX 1.4b, for other programs' memories; what a file says is a machine's is "
    "not\n"
    "                  taken, nor what could not stand for its sentence\n"
    "\n"
    "  --from LANGUAGE of the sentence; `search` takes the newsroom's first without it\n"
    "  --to LANGUAGE   of its translation\n"
    "  --story STORY   only what was written in this one\n"
    "  --data DIR      the newsroom's folder\n"
    "\n"
    "Editing a sentence again, or rejecting it, replaces it in the memory or takes it out. What "
    "was\n"
    "rejected never comes back from the memory in that story, nor in any other before somebody "
    "writes\n"
    "or approves it anew.\n";

enum { AT_ONCE = 500 };

struct memory_options {
    const char *data, *from, *to, *story;
};

struct memory {
    struct newsroom newsroom;
    struct database *db;
    struct str from, to; /* "": not given */
    int64_t story_id;
};

static int count(struct memory *m, struct err *e) {
    struct memory_count *c;
    size_t n;
    int code = memory_store_count(m->db, &m->newsroom.arena, &c, &n, e);
    if (code) return code;
    if (n == 0) printf("the memory is empty\n");
    for (size_t i = 0; i < n; i++)
        printf("%.*s-%.*s  %lld sentences: %lld written, %lld approved, %lld from outside; shown "
               "in %lld editions\n",
               (int)c[i].from.n, c[i].from.p, (int)c[i].to.n, c[i].to.p, (long long)c[i].n,
               (long long)c[i].n_written, (long long)c[i].n_approved, (long long)c[i].n_imported,
               (long long)c[i].n_shown);
    return 0;
}

static void print_entry(struct arena *a, const struct memory_entry *entry) {
    struct str source = document_html_inline(a, &entry->source).s;
    struct str target = document_html_inline(a, &entry->target).s;
    printf("%.*s-%.*s  ", (int)entry->from.n, entry->from.p, (int)entry->to.n, entry->to.p);
    memory_print_origin(a, entry);
    printf("       %.*s\n       %.*s\n", (int)source.n, source.p, (int)target.n, target.p);
    if (entry->n_used)
        printf("       shown in %lld other edition%s\n", (long long)entry->n_used,
               entry->n_used == 1 ? "" : "s");
}

static int list(struct memory *m, struct err *e) {
    struct memory_query query = {
        .from = m->from, .to = m->to, .story_id = m->story_id, .limit = AT_ONCE};
    struct memory_entry *entry;
    struct arena a = {0};
    size_t n = AT_ONCE;
    int code = 0;
    while (!code && n == AT_ONCE) {
        code = memory_store_list(m->db, &a, &query, &entry, &n, e);
        if (code) break;
        for (size_t i = 0; i < n; i++) print_entry(&a, &entry[i]);
        if (n) query.after_id = entry[n - 1].id;
        arena_reset(&a);
    }
    arena_release(&a);
    return code;
}

static int search(struct memory *m, const char *html, struct err *e) {
    struct arena *a = &m->newsroom.arena;
    struct memory_suggestion *s;
    struct text text;
    size_t n;
    if (m->from.n == 0) m->from = m->newsroom.site.language[0].tag;
    if (m->to.n == 0) {
        err_set(e, E_INVALID, "say into which language: --to LANGUAGE");
        return err_hint(e, "as in: zubi memory search \"Kaixo, mundua\" --to es");
    }
    int code = segment_act_read_text(a, str_of(html), m->from, &text, e);
    struct memory_wish wish = {.from = m->from, .to = m->to, .words = text.s};
    if (!code) code = memory_suggest(m->db, a, &wish, &text, STR(""), &s, &n, e);
    if (code) return code;
    if (n == 0) printf("the memory has nothing like it\n");
    for (size_t i = 0; i < n; i++) memory_print_suggestion(a, &s[i]);
    return 0;
}

static struct memory_query query_of(const struct memory *m) {
    return (struct memory_query){
        .from = m->from, .to = m->to, .story_id = m->story_id, .limit = AT_ONCE};
}

static int export(struct memory *m, struct err *e) {
    struct memory_query query = query_of(m);
    return memory_exchange_export(m->db, &query, stdout, e);
}

static int import(struct memory *m, const char *path, struct err *e) {
    struct memory_query query = query_of(m);
    struct memory_imported done;
    int code = memory_exchange_import(m->db, path, &query, &done, e);
    if (code) return code;
    printf(
        "%zu taken, %zu there already or rejected since, %zu a machine's, %zu in other languages, "
        "%zu that cannot be\n",
        done.n_taken, done.n_older, done.n_machine, done.n_other, done.n_unfit);
    return 0;
}

static int remove_entry(struct memory *m, const char *number, struct err *e) {
    int64_t id;
    if (!str_to_int64(str_of(number), 1, INT64_MAX, &id)) {
        err_set(e, E_INVALID, "\"%s\" is no entry's number", number);
        return err_hint(e, "`zubi memory list` says them");
    }
    int code = database_begin(m->db, e);
    if (code) return code;
    code = memory_write_remove(m->db, &m->newsroom.arena, id, clock_wall_ms(), e);
    return database_end(m->db, code, e);
}

static int learn(struct memory *m, struct err *e) {
    struct memory_learned learned = {0};
    bool more = true;
    int code = 0;
    while (more && !code) code = memory_learn(m->db, &learned, &more, e);
    if (code) return code;
    printf("%lld acts in the ledger, %lld of them went into the memory\n",
           (long long)learned.n_acts, (long long)learned.n_stored);
    return 0;
}

static int check_arguments(const char *what, int n, struct err *e) {
    bool one =
        strcmp(what, "search") == 0 || strcmp(what, "remove") == 0 || strcmp(what, "import") == 0;
    bool none = strcmp(what, "count") == 0 || strcmp(what, "list") == 0 ||
                strcmp(what, "learn") == 0 || strcmp(what, "export") == 0;
    if (!one && !none) {
        err_set(e, E_INVALID, "`zubi memory` knows no \"%s\"", what);
        return err_hint(e, "it is one of count, list, search, remove, learn, export, import");
    }
    if (n == one) return 0;
    err_set(e, E_INVALID, "`zubi memory %s` takes %s", what, one ? "one argument" : "no argument");
    return err_hint(e, "see: zubi help memory");
}

static int run(struct memory *m, const char *what, const char *argument, struct err *e) {
    if (strcmp(what, "list") == 0) return list(m, e);
    if (strcmp(what, "search") == 0) return search(m, argument, e);
    if (strcmp(what, "remove") == 0) return remove_entry(m, argument, e);
    if (strcmp(what, "learn") == 0) return learn(m, e);
    if (strcmp(what, "export") == 0) return export(m, e);
    if (strcmp(what, "import") == 0) return import(m, argument, e);
    return count(m, e);
}

static int read_options(struct memory *m, const struct memory_options *o, struct err *e) {
    struct arena *a = &m->newsroom.arena;
    int code = 0;
    if (*o->from) code = language_parse(a, str_of(o->from), &m->from, e);
    if (!code && *o->to) code = language_parse(a, str_of(o->to), &m->to, e);
    if (code || !o->story || str_to_int64(str_of(o->story), 1, INT64_MAX, &m->story_id))
        return code;
    return err_set(e, E_INVALID, "\"%s\" is no story's number", o->story);
}

int memory_run(int argc, char **argv, struct err *e) {
    struct memory_options o = {.data = "newsroom", .from = "", .to = ""};
    const struct option_spec options[] = {{"data", &o.data, NULL},
                                          {"from", &o.from, NULL},
                                          {"to", &o.to, NULL},
                                          {"story", &o.story, NULL}};
    struct memory m = {.from = STR(""), .to = STR("")};
    int n;
    int code = options_parse(options, sizeof options / sizeof *options, argc, argv, &n, e);
    if (code) return code;
    const char *what = n ? argv[1] : "count";
    code = check_arguments(what, n ? n - 1 : 0, e);
    if (!code) code = newsroom_open(&m.newsroom, o.data, NULL, e);
    if (code) return code;
    code = read_options(&m, &o, e);
    if (!code) code = newsroom_database(&m.newsroom, DATABASE_ACKNOWLEDGED, &m.db, e);
    if (!code) code = run(&m, what, n > 1 ? argv[2] : NULL, e);
    database_close(m.db);
    newsroom_close(&m.newsroom);
    return code;
}
