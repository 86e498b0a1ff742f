#include "cli/export_command.h"

#include <stdio.h>
#include <unistd.h>

#include "app/newsroom.h"
#include "app/pictures.h"
#include "app/routes.h"
#include "base/clock.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "export/site_export.h"

const char export_usage[] =
    "usage: zubi export [--data DIR] [--threads N] [--quiet] FOLDER\n"
    "\n"
    "Writes the public site as files that any web server can give out: every page in every\n"
    "language, feeds, sitemaps, pictures; byte for byte what `zubi serve` answers. An address\n"
    "such as /eu/mundua/izenburua-7 becomes the file eu/mundua/izenburua-7/index.html.\n"
    "\n"
    "Exported to the same folder again, only files that changed are written. What is gone is\n"
    "removed, and a story that moved leaves a page that leads to it. Forms and search need\n"
    "`zubi serve`. The folder has to be empty, or one that was exported to before.\n"
    "\n"
    "  --data DIR    the newsroom's folder (./newsroom)\n"
    "  --threads N   pages made at once (one for each processor)\n"
    "  --quiet       print only what went wrong\n";

enum { DRAW_MS = 100 };

static void print_sum(const struct site_export_sum *sum, const struct export_book_count *count,
                      int64_t ms) {
    printf("%zu files: %zu written, %zu as they were, %zu removed, %zu lead elsewhere (%.1f s, "
           "%.0f pages a second)\n",
           sum->files, sum->written, sum->files - sum->written, sum->removed, sum->moved,
           (double)ms / 1000, (double)count->done * 1000 / (double)(ms > 0 ? ms : 1));
}

static int run(const struct newsroom *newsroom, const char *dir, size_t n_threads, bool quiet,
               struct err *e) {
    struct web_context context = {
        .site = &newsroom->site, .data_dir = newsroom->dir, .database_url = newsroom->database_url};
    struct site_export_options options = {.dir = dir, .context = &context, .n_threads = n_threads};
    struct export_book_count count;
    struct site_export_sum sum;
    struct site_export *x;
    struct router *router;
    struct progress progress;
    struct arena a = {0};
    int64_t start = clock_monotonic_ms();
    int code = pictures_open(&newsroom->settings, newsroom->dir, &context.pictures, e);
    if (!code) code = router_open(&a, routes_table, routes_count, &router, e);
    options.router = router;
    if (!code) code = site_export_start(&options, &x, e);
    if (!code) {
        progress_start(&progress, "exporting");
        while (!site_export_wait(x, DRAW_MS, &count))
            progress_show(&progress, count.done, count.known);
        code = site_export_end(x, &sum, e);
        progress_end(&progress);
    }
    picture_shop_close(context.pictures);
    arena_release(&a);
    if (code) return code;
    if (!quiet) print_sum(&sum, &count, clock_monotonic_ms() - start);
    if (sum.missing)
        fprintf(stderr, "zubi: pages name %zu addresses that are not there, such as %s\n",
                sum.missing, sum.first_missing);
    return 0;
}

static int read_threads(const char *text, size_t *ret_n, struct err *e) {
    int64_t n = sysconf(_SC_NPROCESSORS_ONLN);
    if (text && !str_to_int64(str_of(text), 1, 64, &n))
        return err_set(e, E_INVALID, "--threads: \"%s\" is no number from 1 to 64", text);
    *ret_n = n < 1 ? 1 : n > 64 ? 64 : (size_t)n;
    return 0;
}

int export_run(int argc, char **argv, struct err *e) {
    const char *data = "newsroom", *threads = NULL;
    bool quiet = false;
    const struct option_spec options[] = {
        {"data", &data, NULL}, {"threads", &threads, NULL}, {"quiet", NULL, &quiet}};
    struct newsroom newsroom;
    size_t n_threads = 1;
    int n;
    int code = options_parse(options, 3, argc, argv, &n, e);
    if (!code) code = read_threads(threads, &n_threads, e);
    if (code) return code;
    if (n != 1) {
        err_set(e, E_INVALID, "zubi export wants one folder to write to");
        return err_hint(e, "as in: zubi export public");
    }
    code = newsroom_open(&newsroom, data, NULL, e);
    if (code) return code;
    if (newsroom.settings.base_url.n == 0 && !quiet)
        fprintf(stderr, "zubi: base_url is not set in zubi.ini: feeds and sitemaps name %.*s\n",
                (int)newsroom.site.base_url.n, newsroom.site.base_url.p);
    code = run(&newsroom, argv[1], n_threads, quiet, e);
    newsroom_close(&newsroom);
    return code;
}
