#include "cli/help_command.h"

#include <stdio.h>
#include <string.h>

#include "app/api_engines.h"
#include "app/settings.h"
#include "cli/cli.h"
#include "translate/check_rules.h"

const char help_usage[] = "usage: zubi help [COMMAND | settings | engines | checks | policy]\n"
                          "\n"
                          "Explains a command, or lists all commands; `zubi help settings` lists "
                          "what zubi.ini may say.\n";

static void list_commands(void) {
    printf("zubi publishes a story, written once, in every language of the newsroom.\n\n"
           "usage: zubi COMMAND [--data DIR] …\n\n");
    for (const struct cli_command *c = cli_commands; c->name; c++)
        printf("  %-10s %s\n", c->name, c->summary);
    printf("\n`zubi help COMMAND` explains one; `zubi help settings` explains zubi.ini,\n"
           "`zubi help policy` which languages get what.\n"
           "The newsroom's folder is ./newsroom unless --data names another.\n");
}

static const char policy_help[] =
    "What becomes of stories in other languages is said in one line of rules:\n"
    "\n"
    "  en: review; fr: headline, delay 30; pt: off; *: noindex\n"
    "\n"
    "A rule is a language, or * for all that the line does not name, a colon, and words:\n"
    "\n"
    "  on, off            whether there is an edition; off leaves no trace of one, but what "
    "people\n"
    "                     wrote for it is kept\n"
    "  whole, headline    the whole story, or headline and lead only, with the way to the rest\n"
    "  review, no-review  whether readers get it only once people have approved every segment\n"
    "                     (`zubi review STORY LANGUAGE --approve-all`)\n"
    "  delay MINUTES      readers get it so long after the story; 0 is at once\n"
    "  noindex, index     whether search engines get it only once people have revised it\n"
    "\n"
    "What is not said is on, whole, no-review, delay 0, index. Rules may stand in three places, "
    "of\n"
    "which the nearest to the story counts, word by word:\n"
    "\n"
    "  the newsroom   policy in [newsroom] of zubi.ini\n"
    "  a section      policy = RULES under its [key] in a sections.ini that is imported; an empty\n"
    "                 one takes it back\n"
    "  a story        policy: RULES in its front matter, \"policy\" in the API;\n"
    "                 languages: es, fr (or: none) in the front matter for an edition in these "
    "only\n"
    "\n"
    "A change holds for stories that are there, too. ninjs has no place for this: there section "
    "and\n"
    "newsroom say it. `zubi explain STORY LANGUAGE` tells what holds for an edition, and why.\n";

static void list_checks(void) {
    struct buf text;
    buf_init(&text, 1 << 16);
    check_rules_describe(&text);
    printf(
        "Every machine translation is tested against its source. A finding is a note, a warning,"
        "\nor holds the segment: readers then get it in the source language, and `zubi explain`,\n"
        "`zubi check` and the API say why. \"checks\" in [translation] of zubi.ini tunes this, "
        "for\n"
        "all languages or for a pair, later pieces over earlier ones, as in\n\n"
        "  checks = name: warn, eu-en/length: off, *-fr/spacing: note\n\n"
        "After a restart what is live is tested again. Doubtful cases are one step less grave.\n"
        "Checks, and how grave clear cases are:\n\n%.*s",
        (int)text.n, text.p);
    buf_release(&text);
}

int help_run(int argc, char **argv, struct err *e) {
    if (argc < 2) {
        list_commands();
        return 0;
    }
    if (strcmp(argv[1], "settings") == 0) {
        struct buf text;
        buf_init(&text, 1 << 20);
        settings_describe(&text);
        fwrite(text.p, 1, text.n, stdout);
        buf_release(&text);
        return 0;
    }
    if (strcmp(argv[1], "engines") == 0) {
        fputs(api_engines_help, stdout);
        return 0;
    }
    if (strcmp(argv[1], "policy") == 0) {
        fputs(policy_help, stdout);
        return 0;
    }
    if (strcmp(argv[1], "checks") == 0) {
        list_checks();
        return 0;
    }
    for (const struct cli_command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, argv[1]) == 0) {
            fputs(c->usage, stdout);
            return 0;
        }
    err_set(e, E_INVALID, "there is no command \"%s\"", argv[1]);
    return err_hint(e, "`zubi help` lists them all");
}
