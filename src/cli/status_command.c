#include "cli/status_command.h"

#include <stdio.h>

#include "app/newsroom.h"
#include "app/refresh.h"
#include "base/clock.h"
#include "cli/options.h"
#include "cli/policy_print.h"
#include "store/job_store.h"
#include "store/status_store.h"
#include "store/suggestion_store.h"

const char status_usage[] =
    "usage: zubi status [--data DIR] [--retry] [--refresh]\n"
    "\n"
    "Shows the newsroom's stories by language and state, what waits to be translated, what was\n"
    "given up and why, how many suggestions of readers are open, and the engines.\n"
    "\n"
    "  --retry    try again first what was given up\n"
    "  --refresh  translate anew, behind all fresh news, what was translated by engines that have\n"
    "             changed since; what people wrote or approved stays (the server does this when "
    "it\n"
    "             starts)\n";

enum { N_STATES = EDITION_WITHHELD + 1, MAX_FAILED = 20 };

static int64_t count_of(const struct edition_count *count, size_t n, struct str language,
                        enum edition_state state) {
    for (size_t i = 0; i < n; i++)
        if (str_eq(count[i].language, language) && count[i].state == state) return count[i].n;
    return 0;
}

static int print_editions(struct database *db, struct newsroom *newsroom, struct err *e) {
    struct edition_count *count;
    size_t n;
    int64_t stories;
    const struct site_info *site = &newsroom->site;
    int code = status_store_stories(db, &stories, e);
    if (!code) code = status_store_editions(db, &newsroom->arena, &count, &n, e);
    if (code) return code;
    printf("%.*s: %lld stories\n\n%-12s", (int)site->name.n, site->name.p, (long long)stories,
           "language");
    for (int s = 0; s < N_STATES; s++) printf(" %11s", edition_state_name((enum edition_state)s));
    printf("\n");
    for (size_t i = 0; i < site->n_languages; i++) {
        struct str tag = site->language[i].tag;
        printf("%-12.*s", (int)tag.n, tag.p);
        for (int s = 0; s < N_STATES; s++)
            printf(" %11lld", (long long)count_of(count, n, tag, (enum edition_state)s));
        printf("\n");
    }
    return 0;
}

static int print_jobs(struct database *db, struct arena *a, struct err *e) {
    struct job_count *count;
    size_t n;
    int code = status_store_jobs(db, a, &count, &n, e);
    if (code) return code;
    printf("\nqueue: %s\n", n ? "" : "empty");
    for (size_t i = 0; i < n; i++)
        printf("  %-8s %lld, the oldest for %lld s\n", job_state_name(count[i].state),
               (long long)count[i].n, (long long)(clock_wall_ms() - count[i].oldest_ms) / 1000);
    return 0;
}

static int print_failed(struct database *db, struct arena *a, struct err *e) {
    struct job *job;
    size_t n;
    int code = job_store_failed(db, a, MAX_FAILED, &job, &n, e);
    if (code || n == 0) return code;
    printf("\ngiven up:\n");
    for (size_t i = 0; i < n; i++)
        printf("  story %lld in %.*s after %lld tries: %.*s\n", (long long)job[i].story_id,
               (int)job[i].language.n, job[i].language.p, (long long)job[i].attempts,
               (int)job[i].problem.n, job[i].problem.p);
    printf("  `zubi status --retry` tries them again\n");
    return 0;
}

static int print_waiting(struct database *db, struct arena *a, struct err *e) {
    struct job *job;
    size_t n;
    int code = job_store_waiting(db, a, MAX_FAILED, &job, &n, e);
    if (code || n == 0) return code;
    printf("\nwaiting for another try:\n");
    for (size_t i = 0; i < n; i++)
        printf("  story %lld in %.*s: %.*s\n", (long long)job[i].story_id, (int)job[i].language.n,
               job[i].language.p, (int)job[i].problem.n, job[i].problem.p);
    return 0;
}

static int print_suggestions(struct database *db, struct err *e) {
    int64_t n;
    int code = suggestion_store_count_open(db, &n, e);
    if (!code && n)
        printf("\nsuggestions of readers: %lld open; `zubi suggestions` lists them\n",
               (long long)n);
    return code;
}

static void print_engines(struct newsroom *newsroom) {
    printf("\nengines:\n");
    for (size_t i = 0; i < newsroom->engines.n; i++) {
        struct engine *engine = newsroom->engines.engine[i];
        size_t n;
        engine->ops->directions(engine, &n);
        struct str status = engine->ops->status(engine, &newsroom->arena);
        printf("  %s: %zu directions\n", engine->ops->name, n);
        for (struct str rest = status; rest.p && rest.n;) {
            struct str line = str_cut(&rest, '\n');
            if (line.n) printf("    %.*s\n", (int)line.n, line.p);
        }
    }
}

static int retry(struct database *db, struct err *e) {
    int64_t n;
    int code = job_store_queue_failed(db, clock_wall_ms(), &n, e);
    if (!code) printf("%lld queued again\n\n", (long long)n);
    return code;
}

static int refresh(const struct newsroom *newsroom, struct database *db, struct err *e) {
    int64_t n;
    int code = refresh_queue(newsroom, db, &n, e);
    if (!code) printf("%lld to be translated anew\n\n", (long long)n);
    return code;
}

int status_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom";
    bool again = false, anew = false;
    const struct option_spec options[] = {
        {"data", &data, NULL}, {"retry", NULL, &again}, {"refresh", NULL, &anew}};
    struct newsroom newsroom;
    struct database *db = NULL;
    int n;
    int code = options_parse(options, 3, argc, argv, &n, e);
    if (!code) code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    code = newsroom_database(&newsroom, DATABASE_ACKNOWLEDGED, &db, e);
    if (!code && again) code = retry(db, e);
    if (!code && anew) code = refresh(&newsroom, db, e);
    if (!code) code = print_editions(db, &newsroom, e);
    if (!code) code = print_jobs(db, &newsroom.arena, e);
    if (!code) code = print_waiting(db, &newsroom.arena, e);
    if (!code) code = print_failed(db, &newsroom.arena, e);
    if (!code) code = policy_print(db, &newsroom.arena, &newsroom.site, e);
    if (!code) code = print_suggestions(db, e);
    if (!code) print_engines(&newsroom);
    database_close(db);
    newsroom_close(&newsroom);
    return code;
}
