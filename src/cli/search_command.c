#include "cli/search_command.h"

#include <stdio.h>

#include "app/newsroom.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "store/card.h"
#include "store/search_find.h"
#include "store/search_write.h"

const char search_usage[] =
    "usage: zubi search [--data DIR] [--language TAG] [--newest] WORDS…\n"
    "       zubi search [--data DIR] --rebuild\n"
    "\n"
    "Lists the published stories that readers of a language find, best first, and says their\n"
    "number. Words may be \"a phrase\", the beginning of a word*, or a -word that must not be "
    "there.\n"
    "\n"
    "  --data DIR      the newsroom's folder (./newsroom)\n"
    "  --language TAG  the readers' language; else the newsroom's own\n"
    "  --newest        the newest first\n"
    "  --rebuild       make the index anew, as after a restore; the server does it by itself when\n"
    "                  its form changes, and goes on answering meanwhile\n";

enum { STORIES_AT_ONCE = 100, MAX_SHOWN = 20, MAX_TYPED = 4096 };

static void set_languages(struct newsroom *newsroom, struct search_write_options *options) {
    const struct site_info *site = &newsroom->site;
    struct str *tag = arena_array(&newsroom->arena, site->n_languages, sizeof *tag);
    for (size_t i = 0; i < site->n_languages; i++) tag[i] = site->language[i].tag;
    *options = (struct search_write_options){tag, site->n_languages, STORIES_AT_ONCE};
}

/* Everything that is not in the index yet. */
static int catch_up(struct newsroom *newsroom, struct database *db,
                    struct search_stemmer_set *stemmers, struct err *e) {
    struct search_write_options options;
    struct search_progress done = {.worked = true};
    struct progress progress;
    struct arena a;
    int64_t most = 0;
    int code = 0;
    arena_init(&a);
    set_languages(newsroom, &options);
    progress_start(&progress, "indexing");
    while (!code && done.worked) {
        code = search_write_step(db, &a, stemmers, &options, clock_wall_ms(), &done, e);
        if (code == E_CONFLICT) code = 0; /* the server indexes as well */
        if (done.stories > most) most = done.stories;
        progress_show(&progress, (size_t)(most - done.stories), (size_t)most);
        arena_reset(&a);
    }
    progress_end(&progress);
    arena_release(&a);
    return code;
}

static int rebuild(struct newsroom *newsroom, struct database *db,
                   struct search_stemmer_set *stemmers, struct err *e) {
    int64_t started = clock_monotonic_ms(), n;
    int code = search_write_clear(db, e);
    if (!code) code = catch_up(newsroom, db, stemmers, e);
    if (!code) code = search_write_tidy(db, e);
    if (!code) code = search_write_count(db, &n, e);
    if (!code)
        printf("%lld editions indexed in %lld ms\n", (long long)n,
               (long long)(clock_monotonic_ms() - started));
    return code;
}

static int print_hits(struct newsroom *newsroom, struct database *db, struct str language,
                      struct search_hit *hit, size_t n, struct err *e) {
    int code = 0;
    for (size_t i = 0; i < n && i < MAX_SHOWN && !code; i++) {
        struct card card;
        code = search_find_story(db, &hit[i], e);
        if (!code) code = card_load(db, &newsroom->arena, hit[i].story_id, language, &card, e);
        if (code == E_NOTFOUND)
            code = 0;
        else if (!code)
            printf("%6lld  %.*s  %.*s\n", (long long)hit[i].story_id,
                   (int)card.edition.text_language.n, card.edition.text_language.p,
                   (int)card.edition.headline.n, card.edition.headline.p);
    }
    return code;
}

static int find(struct newsroom *newsroom, struct database *db, struct search_stemmer_set *stemmers,
                struct str language, struct str typed, bool newest, struct err *e) {
    struct search_query query = search_query_parse(&newsroom->arena, typed, false);
    struct search_request request = {
        .query = &query, .language = language, .newest = newest, .now_ms = clock_wall_ms()};
    struct search_hit *hit;
    size_t n;
    bool more;
    if (query.n_terms == 0) {
        err_set(e, E_INVALID, "there is no word in what is searched for");
        return err_hint(e, "as in: zubi search etxebizitza");
    }
    int code = catch_up(newsroom, db, stemmers, e);
    if (!code)
        code = search_find(db, &newsroom->arena, search_stemmer_find(stemmers, language), &request,
                           &hit, &n, &more, e);
    if (!code) code = print_hits(newsroom, db, language, hit, n, e);
    if (!code) printf("%s%zu found\n", more ? "more than " : "", n);
    return code;
}

static struct str join(struct arena *a, char **word, int n) {
    struct str text = STR("");
    for (int i = 0; i < n && text.n < MAX_TYPED; i++)
        text = arena_printf(a, "%.*s %s", (int)text.n, text.p, word[i]);
    return text;
}

static int choose_language(const struct newsroom *newsroom, const char *tag, struct str *ret,
                           struct err *e) {
    *ret = tag ? str_of(tag) : newsroom->site.source;
    if (site_find_language(&newsroom->site, *ret)) return 0;
    err_set(e, E_INVALID, "the newsroom has no stories in \"%s\"", tag);
    return err_hint(e, "`zubi languages` lists its languages");
}

static int run(struct newsroom *newsroom, const char *tag, bool anew, bool newest, char **word,
               int n, struct err *e) {
    struct search_stemmer_set stemmers = {0};
    struct database *db = NULL;
    struct str language, typed = join(&newsroom->arena, word, n);
    int code = choose_language(newsroom, tag, &language, e);
    if (!code && !utf8_is_valid(typed))
        code = err_set(e, E_INVALID, "what is searched for is not UTF-8");
    if (!code) code = newsroom_database(newsroom, DATABASE_REPEATABLE, &db, e);
    if (!code && anew)
        code = rebuild(newsroom, db, &stemmers, e);
    else if (!code)
        code = find(newsroom, db, &stemmers, language, typed, newest, e);
    search_stemmer_release(&stemmers);
    database_close(db);
    return code;
}

int search_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *tag = NULL;
    bool anew = false, newest = false;
    const struct option_spec options[] = {{"data", &data, NULL},
                                          {"language", &tag, NULL},
                                          {"rebuild", NULL, &anew},
                                          {"newest", NULL, &newest}};
    struct newsroom newsroom;
    int n;
    int code = options_parse(options, 4, argc, argv, &n, e);
    if (code) return code;
    if (n == 0 && !anew) {
        err_set(e, E_INVALID, "`zubi search` wants words, or --rebuild");
        return err_hint(e, "as in: zubi search etxebizitza");
    }
    code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    code = run(&newsroom, tag, anew, newest, argv + 1, n, e);
    newsroom_close(&newsroom);
    return code;
}
