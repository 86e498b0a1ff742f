#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/check_command.h"
#include "cli/explain_command.h"
#include "cli/export_command.h"
#include "cli/help_command.h"
#include "cli/import_command.h"
#include "cli/init_command.h"
#include "cli/languages_command.h"
#include "cli/ledger_command.h"
#include "cli/memory_command.h"
#include "cli/picture_worker_command.h"
#include "cli/review_command.h"
#include "cli/search_command.h"
#include "cli/serve_command.h"
#include "cli/status_command.h"
#include "cli/suggestions_command.h"
#include "cli/term_command.h"
#include "cli/token_command.h"
#include "cli/translate_command.h"
#include "cli/version_command.h"
#include "cli/xliff_command.h"

enum { EXIT_USAGE = 64 };

const struct cli_command cli_commands[] = {
    {"init", "make a newsroom in a new folder", init_usage, init_run},
    {"serve", "publish it: the site, the API, the translators", serve_usage, serve_run},
    {"import", "take stories from Markdown, HTML and ninjs files", import_usage, import_run},
    {"translate", "translate text from standard input", translate_usage, translate_run},
    {"languages", "list which languages lead where, and how", languages_usage, languages_run},
    {"status", "stories by language and state, the queue, the engines", status_usage, status_run},
    {"search", "find stories as readers do; make the index anew", search_usage, search_run},
    {"review", "edit, approve, reject and lock the segments of a translation", review_usage,
     review_run},
    {"suggestions", "what readers propose as better translations", suggestions_usage,
     suggestions_run},
    {"explain", "say how a translation came to be, segment by segment", explain_usage, explain_run},
    {"xliff", "take a translation to translators' own tools, and back", xliff_usage, xliff_run},
    {"ledger", "who reviewed what and when", ledger_usage, ledger_run},
    {"export", "write the public site as files for any server", export_usage, export_run},
    {"memory", "what people wrote and approved, for other texts", memory_usage, memory_run},
    {"term", "the glossary: names and terms that bind", term_usage, term_run},
    {"picture-worker", "make pictures for the others; started by them", picture_worker_usage,
     picture_worker_run_command},
    {"token", "make a key for the API", token_usage, token_run},
    {"check", "look for mistakes in the settings, the theme and the data", check_usage, check_run},
    {"help", "explain a command", help_usage, help_run},
    {"version", "print the version", version_usage, version_run},
    {NULL, NULL, NULL, NULL},
};

static const struct cli_command *find(const char *name) {
    for (const struct cli_command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

void cli_print_error(const struct err *e) {
    fprintf(stderr, "zubi: %s\n", e->text);
    if (e->hint[0]) fprintf(stderr, "  %s\n", e->hint);
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters to add, drop or change from one word to the other (Levenshtein), for short words. */
static size_t distance(const char *a, const char *b) {
    size_t row[32], n = strlen(b);
    if (n >= 31 || strlen(a) >= 31) return 31;
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t up = row[j];
            row[j] = smallest(up + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = up;
        }
    }
    return row[n];
}

static int unknown(const char *name) {
    const char *nearest = NULL;
    size_t least = 3;
    for (const struct cli_command *c = cli_commands; c->name; c++)
        if (distance(name, c->name) < least) {
            least = distance(name, c->name);
            nearest = c->name;
        }
    fprintf(stderr, "zubi: there is no command \"%s\"\n", name);
    if (nearest)
        fprintf(stderr, "  did you mean `zubi %s`?\n", nearest);
    else
        fprintf(stderr, "  `zubi help` lists them all\n");
    return EXIT_USAGE;
}

int cli_main(int argc, char **argv) {
    struct err e = {0};
    signal(SIGPIPE, SIG_IGN);
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
    if (strcmp(name, "--version") == 0) name = "version";
    const struct cli_command *command = find(name);
    if (!command) return unknown(name);
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0) {
            fputs(command->usage, stdout);
            return 0;
        }
    int code = command->run(argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv, &e);
    if (code && e.text[0]) cli_print_error(&e);
    if (!code && (fflush(stdout) != 0 || ferror(stdout))) {
        fprintf(stderr, "zubi: cannot write the answer to standard output\n");
        return 74;
    }
    return code && !e.text[0] ? 1 : err_exit_status((enum err_code)code);
}
