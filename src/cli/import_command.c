#include "cli/import_command.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/importer.h"
#include "app/serve.h"
#include "app/serve_lock.h"
#include "base/clock.h"
#include "base/log.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "store/job_store.h"

const char import_usage[] =
    "usage: zubi import [--data DIR] [--wait] [--no-translate] [--quiet] FILE|DIR…\n"
    "\n"
    "Takes stories from files: Markdown with front matter (.md), HTML (.html) and ninjs 1, 2 or 3\n"
    "(.json). A folder stands for all such files in it and below, and for its sections.ini, which\n"
    "names sections. A story that was imported before is updated: it is known by its id, or else "
    "by\n"
    "where its file lies.\n"
    "\n"
    "  --data DIR        the newsroom's folder (./newsroom)\n"
    "  --wait            end when all editions are live\n"
    "  --no-translate    only in the language they are written in\n"
    "  --quiet           print only what went wrong, and the sum\n"
    "\n"
    "Prints one line a story once it is on the disk. Exit status: 0 when all were taken, 65 when "
    "a\n"
    "file was not a story, 69 when --wait ended with editions that could not be translated.\n";

enum { BATCH = 100, MAX_FILES = 5000000 };

struct file_list {
    struct arena *a;
    const char **path;
    size_t n, capacity;
    const char **sections;
    size_t n_sections, sections_capacity;
};

struct totals {
    size_t added, updated, unchanged, refused;
};

static void add_path(struct file_list *list, const char *path) {
    list->path = arena_grow(list->a, list->path, list->n, &list->capacity, sizeof *list->path);
    list->path[list->n++] = path;
}

static int add_folder(struct file_list *list, const char *folder, struct err *e);

static int add_entry(struct file_list *list, const char *folder, const char *name, struct err *e) {
    const char *path = arena_printf(list->a, "%s/%s", folder, name).p;
    struct stat status;
    if (name[0] == '.' || stat(path, &status) != 0) return 0;
    if (S_ISDIR(status.st_mode)) return add_folder(list, path, e);
    if (strcmp(name, "sections.ini") == 0) {
        list->sections = arena_grow(list->a, list->sections, list->n_sections,
                                    &list->sections_capacity, sizeof *list->sections);
        list->sections[list->n_sections++] = path;
    } else if (story_file_is_one(str_of(name)) && strcmp(name, "README.md") != 0) {
        add_path(list, path);
    }
    return list->n < MAX_FILES ? 0 : err_set(e, E_LIMIT, "more than %d files", MAX_FILES);
}

static int add_folder(struct file_list *list, const char *folder, struct err *e) {
    struct dirent **entry;
    int n = scandir(folder, &entry, NULL, alphasort), code = 0;
    if (n < 0) return err_set(e, E_IO, "cannot read the folder %s", folder);
    for (int i = 0; i < n; i++) {
        if (!code) code = add_entry(list, folder, entry[i]->d_name, e);
        free(entry[i]);
    }
    free(entry);
    return code;
}

static int list_files(struct file_list *list, char **argument, int n, struct err *e) {
    int code = 0;
    for (int i = 0; i < n && !code; i++) {
        struct stat status;
        size_t length = strlen(argument[i]);
        while (length > 1 && argument[i][length - 1] == '/') argument[i][--length] = 0;
        if (stat(argument[i], &status) != 0) {
            err_set(e, E_NOTFOUND, "there is no %s", argument[i]);
            return err_hint(e, "name files or folders with stories");
        }
        if (S_ISDIR(status.st_mode))
            code = add_folder(list, argument[i], e);
        else
            add_path(list, argument[i]);
    }
    return code;
}

struct done {
    const char *path;
    bool taken;
    struct imported imported;
    struct err e;
};

static void report(const struct done *done, bool quiet, struct totals *totals) {
    const struct imported *i = &done->imported;
    if (!done->taken) {
        totals->refused++;
        fflush(stdout);
        cli_print_error(&done->e);
        return;
    }
    const char *what = i->saved.unchanged ? "unchanged" : i->saved.is_new ? "new" : "updated";
    *(i->saved.unchanged ? &totals->unchanged
      : i->saved.is_new  ? &totals->added
                         : &totals->updated) += 1;
    if (!quiet)
        printf("%-9s %6lld  %.*s  %.*s\n", what, (long long)i->saved.id, (int)i->language.n,
               i->language.p, (int)i->headline.n, i->headline.p);
    for (size_t k = 0; k < i->warnings.n; k++)
        fprintf(stderr, "zubi: %s: %.*s\n", done->path, (int)i->warnings.text[k].n,
                i->warnings.text[k].p);
}

/* Files of one transaction: told of only when all of them are on the disk. */
static int import_batch(struct importer *importer, struct arena *a, const char *const *path,
                        size_t n, bool quiet, struct totals *totals, struct err *e) {
    struct done *done = arena_array(a, n, sizeof *done);
    int code = database_begin(importer->db, e);
    if (code) return code;
    for (size_t i = 0; i < n && !code; i++) {
        done[i].path = path[i];
        code = importer_file(importer, a, path[i], &done[i].imported, &done[i].e);
        done[i].taken = code == 0;
        if (code == E_DB || code == E_BUSY ||
            (code == E_IO && !database_in_transaction(importer->db)))
            *e = done[i].e;
        else
            code = 0;
    }
    code = database_end(importer->db, code, e);
    for (size_t i = 0; i < n && !code; i++) report(&done[i], quiet, totals);
    return code;
}

static int import_sections(struct importer *importer, struct arena *a, const struct file_list *list,
                           struct err *e) {
    if (list->n_sections == 0) return 0;
    int code = database_begin(importer->db, e);
    if (code) return code;
    for (size_t i = 0; i < list->n_sections && !code; i++)
        code = importer_sections(importer, a, list->sections[i], e);
    return database_end(importer->db, code, e);
}

static int import_all(struct importer *importer, const struct file_list *list, bool quiet,
                      struct totals *totals, struct err *e) {
    struct arena a;
    struct progress progress;
    arena_init(&a);
    progress_start(&progress, "importing");
    int code = import_sections(importer, &a, list, e);
    for (size_t i = 0; i < list->n && !code; i += BATCH) {
        size_t n = list->n - i < BATCH ? list->n - i : BATCH;
        code = import_batch(importer, &a, list->path + i, n, quiet, totals, e);
        progress_show(&progress, i + n, list->n);
        arena_reset(&a);
    }
    progress_end(&progress);
    arena_release(&a);
    return code;
}

/* Until nothing is left to translate; whoever translates. */
static int wait_for_editions(struct importer *importer, struct err *e) {
    struct workers *workers = NULL;
    struct progress progress;
    int64_t left, most = 0;
    int code = 0;
    if (!serve_lock_is_held(importer->newsroom->dir)) {
        log_set_level(LOG_WARN);
        code = serve_open_workers(importer->newsroom, &workers, e);
        if (code) return code;
        workers_wake(workers);
    }
    progress_start(&progress, "translating");
    do {
        code = job_store_pending(importer->db, 0, &left, e);
        if (left > most) most = left;
        progress_show(&progress, (size_t)(most - left), (size_t)most);
        if (!code && left) usleep(20000);
    } while (!code && left);
    progress_end(&progress);
    workers_close(workers);
    return code;
}

static int report_failed(struct importer *importer, struct arena *a, struct err *e) {
    struct job *job;
    size_t n;
    int code = job_store_failed(importer->db, a, 100, &job, &n, e);
    if (code || n == 0) return code;
    err_set(e, E_ENGINE,
            "%zu editions could not be translated; the first: story %lld in %.*s: %.*s", n,
            (long long)job[0].story_id, (int)job[0].language.n, job[0].language.p,
            (int)job[0].problem.n, job[0].problem.p);
    return err_hint(e, "`zubi status` lists them");
}

static int import(struct newsroom *newsroom, struct arena *a, const struct file_list *list,
                  bool translate, bool wait, bool quiet, struct err *e) {
    struct importer importer;
    struct totals totals = {0};
    int64_t started = clock_monotonic_ms();
    int code = importer_open(&importer, newsroom, e);
    if (code) return code;
    importer.translate = translate;
    code = import_all(&importer, list, quiet, &totals, e);
    if (!code) {
        printf("%zu new, %zu updated, %zu unchanged, %zu refused in %lld ms\n", totals.added,
               totals.updated, totals.unchanged, totals.refused,
               (long long)(clock_monotonic_ms() - started));
        fflush(stdout);
    }
    if (!code && wait) code = wait_for_editions(&importer, e);
    if (!code && wait) code = report_failed(&importer, a, e);
    importer_close(&importer);
    if (!code && totals.refused)
        code = err_set(e, E_INVALID, "%zu of %zu files were not taken", totals.refused, list->n);
    return code;
}

int import_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom";
    bool wait = false, no_translate = false, quiet = false;
    const struct option_spec options[] = {{"data", &data, NULL},
                                          {"wait", NULL, &wait},
                                          {"no-translate", NULL, &no_translate},
                                          {"quiet", NULL, &quiet}};
    struct newsroom newsroom;
    struct arena a;
    int n;
    int code = options_parse(options, 4, argc, argv, &n, e);
    if (code) return code;
    if (n == 0) {
        err_set(e, E_INVALID, "`zubi import` wants files or folders");
        return err_hint(e, "as in: zubi import stories/");
    }
    arena_init(&a);
    struct file_list list = {.a = &a};
    code = list_files(&list, argv + 1, n, e);
    if (!code) code = newsroom_open(&newsroom, data, NULL, e);
    if (!code) {
        code = import(&newsroom, &a, &list, !no_translate, wait, quiet, e);
        newsroom_close(&newsroom);
    }
    arena_release(&a);
    return code;
}
